import { i18n } from '@kbn/i18n';
import type { Concept } from '../../common/settings/fields';

const LABELS: Record<Concept, () => string> = {
  time: () => i18n.translate('bruteForceAlerts.concept.timeLabel', { defaultMessage: 'Time' }),
  code: () => i18n.translate('bruteForceAlerts.concept.codeLabel', { defaultMessage: 'Event id' }),
  provider: () => i18n.translate('bruteForceAlerts.concept.providerLabel', { defaultMessage: 'Provider' }),
  account: () => i18n.translate('bruteForceAlerts.concept.accountLabel', { defaultMessage: 'Account' }),
  domain: () => i18n.translate('bruteForceAlerts.concept.domainLabel', { defaultMessage: 'Domain' }),
  source: () => i18n.translate('bruteForceAlerts.concept.sourceLabel', { defaultMessage: 'Source address' }),
  host: () => i18n.translate('bruteForceAlerts.concept.hostLabel', { defaultMessage: 'Host' }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.concept.workstationLabel', { defaultMessage: 'Workstation' }),
  logonType: () =>
    i18n.translate('bruteForceAlerts.concept.logonTypeLabel', { defaultMessage: 'Logon type' }),
  status: () => i18n.translate('bruteForceAlerts.concept.statusLabel', { defaultMessage: 'Status' }),
  subStatus: () =>
    i18n.translate('bruteForceAlerts.concept.subStatusLabel', { defaultMessage: 'Sub-status' }),
  targetSid: () =>
    i18n.translate('bruteForceAlerts.concept.targetSidLabel', { defaultMessage: 'Account SID' }),
};

/** What a logon event tells, for the label of its field. */
export const conceptLabel = (concept: Concept) => LABELS[concept]();
