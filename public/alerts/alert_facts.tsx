import { EuiDescriptionList, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import { formatSpan } from '../../common/time';
import { foundLateBy } from '../../common/alerts/found_late';
import { inWords } from '../../common/alerts/in_words';
import { logonTypeInWords, reasonInWords, statusInWords } from '../../common/alerts/windows_codes';
import { techniqueText } from '../../common/rules/attack_techniques';
import type { Tally } from '../../common/alerts/evidence';
import { formatFullTime, zoneText } from '../shared/format';
import { FactValues } from './fact_values';
import type { ListState } from './list/list_state';
import { accountsCount, alertRuleText, tallyText } from './alert_words';

/** The facts that justify the alert. A fact that no event has a value for is left out. */
export function AlertFacts({ alert }: { alert: Alert }) {
  const listItems = facts(alert).filter(({ description }) => description !== '');
  return (
    <>
      <EuiDescriptionList
        type="column"
        compressed
        columnWidths={[1, 3]}
        listItems={listItems}
        data-test-subj="bfaAlertFacts"
      />
      <Notes truncated={alert.evidence.truncated} />
    </>
  );
}

type Description = string | React.ReactElement;

/** The values of a fact, as links; empty where there are none. */
const values = (
  name: string,
  tallies: Tally[],
  filter: (value: string) => Partial<ListState>,
): Description => (tallies.length === 0 ? '' : <FactValues name={name} values={tallies} filter={filter} />);
const byText = (text: string) => ({ text });
const byHost = (host: string) => ({ host: [host] });

function facts(alert: Alert): Array<{ title: string; description: Description }> {
  const { evidence, group, rule } = alert;
  const isAccount = group.kind === 'account';
  return [
    {
      title: spellingsTitle(),
      description: isAccount ? values(spellingsTitle(), evidence.spellings, byText) : '',
    },
    {
      title: accountsTitle(),
      description: isAccount || evidence.accounts.length === 0 ? '' : <Accounts evidence={evidence} />,
    },
    { title: sourcesTitle(), description: values(sourcesTitle(), evidence.sources, byText) },
    { title: hostsTitle(), description: values(hostsTitle(), evidence.hosts, byHost) },
    { title: workstationsTitle(), description: values(workstationsTitle(), evidence.workstations, byText) },
    { title: logonTypesTitle(), description: tallyText(inWords(evidence.logonTypes, logonTypeInWords)) },
    { title: reasonsTitle(), description: tallyText(inWords(evidence.reasons, reasonInWords)) },
    { title: statusesTitle(), description: tallyText(inWords(evidence.statuses, statusInWords)) },
    { title: subStatusesTitle(), description: tallyText(inWords(evidence.subStatuses, statusInWords)) },
    { title: lockoutsTitle(), description: lockoutsText(evidence.lockouts) },
    { title: firstTitle(), description: formatFullTime(evidence.first) },
    { title: lastTitle(), description: formatFullTime(evidence.last) },
    { title: foundLateTitle(), description: foundLateText(alert) },
    { title: ruleTitle(), description: alertRuleText(alert) },
    { title: techniqueTitle(), description: techniqueText(rule.technique) },
  ];
}

const spellingsTitle = () =>
  i18n.translate('bruteForceAlerts.alert.spellingsTitle', { defaultMessage: 'Account as written' });
const accountsTitle = () =>
  i18n.translate('bruteForceAlerts.alert.accountsTitle', { defaultMessage: 'Accounts tried' });
const sourcesTitle = () =>
  i18n.translate('bruteForceAlerts.alert.sourcesTitle', { defaultMessage: 'Sources' });
const hostsTitle = () => i18n.translate('bruteForceAlerts.alert.hostsTitle', { defaultMessage: 'Hosts' });
const workstationsTitle = () =>
  i18n.translate('bruteForceAlerts.alert.workstationsTitle', { defaultMessage: 'Workstations' });
const logonTypesTitle = () =>
  i18n.translate('bruteForceAlerts.alert.logonTypesTitle', { defaultMessage: 'Logon types' });
const reasonsTitle = () =>
  i18n.translate('bruteForceAlerts.alert.reasonsTitle', { defaultMessage: 'Why refused' });
const statusesTitle = () =>
  i18n.translate('bruteForceAlerts.alert.statusesTitle', { defaultMessage: 'Windows status' });
const subStatusesTitle = () =>
  i18n.translate('bruteForceAlerts.alert.subStatusesTitle', { defaultMessage: 'Windows sub-status' });
const lockoutsTitle = () =>
  i18n.translate('bruteForceAlerts.alert.lockoutsTitle', { defaultMessage: 'Locked by Windows' });
const techniqueTitle = () =>
  i18n.translate('bruteForceAlerts.alert.techniqueTitle', { defaultMessage: 'MITRE ATT&CK' });
const firstTitle = () =>
  i18n.translate('bruteForceAlerts.alert.firstSeenTitle', { defaultMessage: 'First seen' });
const lastTitle = () =>
  i18n.translate('bruteForceAlerts.alert.lastSeenTitle', { defaultMessage: 'Last seen' });
const foundLateTitle = () =>
  i18n.translate('bruteForceAlerts.alert.foundLateTitle', { defaultMessage: 'Found late' });
const ruleTitle = () => i18n.translate('bruteForceAlerts.alert.ruleTitle', { defaultMessage: 'Rule' });

function foundLateText(alert: Alert): string {
  const late = foundLateBy(alert);
  if (late === null) return '';
  return i18n.translate('bruteForceAlerts.alert.foundLateLabel', {
    defaultMessage: '{span} after it happened: Kibana, or the events, came late',
    values: { span: formatSpan(late) },
  });
}

function lockoutsText(count: number): string {
  if (count === 0) return '';
  return i18n.translate('bruteForceAlerts.alert.lockoutsLabel', {
    defaultMessage: '{count, plural, one {# time} other {# times}}',
    values: { count },
  });
}

/** How many accounts were tried, and which. */
const Accounts = ({ evidence }: { evidence: Alert['evidence'] }) => (
  <>
    {accountsCount(evidence)} {values(accountsTitle(), evidence.accounts, byText)}
  </>
);

/** What holds for all facts: whether lists are whole, and in which zone times are. */
function Notes({ truncated }: { truncated: boolean }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="xs" color="subdued">
        <p data-test-subj="bfaTimeZone">{zoneText()}</p>
        {truncated && (
          <p>
            {i18n.translate('bruteForceAlerts.alert.truncatedDescription', {
              defaultMessage: 'Lists show the most frequent values only; the number of attempts counts all.',
            })}
          </p>
        )}
      </EuiText>
    </>
  );
}
