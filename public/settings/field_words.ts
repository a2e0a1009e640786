import { i18n } from '@kbn/i18n';
import type { DraftKey } from './draft';

const LABELS: Record<DraftKey, () => string> = {
  indexPatterns: () =>
    i18n.translate('bruteForceAlerts.settings.indexPatternsLabel', { defaultMessage: 'Index patterns' }),
  fields: () => i18n.translate('bruteForceAlerts.settings.fieldsLabel', { defaultMessage: 'Fields' }),
  patternFields: () =>
    i18n.translate('bruteForceAlerts.settings.patternFieldsLabel', {
      defaultMessage: 'Fields of one index pattern',
    }),
  rules: () => i18n.translate('bruteForceAlerts.settings.rulesLabel', { defaultMessage: 'Rules' }),
  interval: () =>
    i18n.translate('bruteForceAlerts.settings.intervalLabel', { defaultMessage: 'Check interval' }),
  cooldown: () => i18n.translate('bruteForceAlerts.settings.cooldownLabel', { defaultMessage: 'Cooldown' }),
  retention: () =>
    i18n.translate('bruteForceAlerts.settings.retentionLabel', { defaultMessage: 'Keep alerts for' }),
  excludedAccounts: () =>
    i18n.translate('bruteForceAlerts.settings.excludedAccountsLabel', {
      defaultMessage: 'Excluded accounts',
    }),
  excludedAddresses: () =>
    i18n.translate('bruteForceAlerts.settings.excludedAddressesLabel', {
      defaultMessage: 'Excluded addresses',
    }),
  keepDomainsApart: () =>
    i18n.translate('bruteForceAlerts.settings.keepDomainsApartLabel', {
      defaultMessage: 'Keep domains apart',
    }),
  kerberosAndNtlm: () =>
    i18n.translate('bruteForceAlerts.settings.kerberosAndNtlmLabel', {
      defaultMessage: 'Count Kerberos and NTLM failures',
    }),
  channels: () => i18n.translate('bruteForceAlerts.settings.channelsLabel', { defaultMessage: 'Channels' }),
  heartbeat: () =>
    i18n.translate('bruteForceAlerts.settings.heartbeatLabel', { defaultMessage: 'Heartbeat' }),
  heartbeatUrl: () =>
    i18n.translate('bruteForceAlerts.settings.heartbeatUrlLabel', { defaultMessage: 'URL to call' }),
  secrets: () => i18n.translate('bruteForceAlerts.settings.secretsLabel', { defaultMessage: 'Secrets' }),
};

export const fieldLabel = (key: DraftKey) => LABELS[key]();
