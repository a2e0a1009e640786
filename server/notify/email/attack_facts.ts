import { i18n } from '@kbn/i18n';
import { limitOf } from '../../../common/alerts/sentence';
import { logonTypeInWords, reasonInWords } from '../../../common/alerts/windows_codes';
import { severityWord } from '../../../common/rules/rule_words';
import { formatSpan } from '../../../common/time';
import { codesInWords, type AttackMessage } from '../message/message';
import { atSecond } from '../message/values';
import type { Fact } from './content';
import { countedNames, named, names, shortId } from './values';

/** A row of the mail: its label, and its value where there is one. */
interface Row {
  label: () => string;
  value: (message: AttackMessage) => string;
}

/** The rows of evidence, the most telling first. */
const ROWS: readonly Row[] = [
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.severityLabel', { defaultMessage: 'Severity' }),
    value: ({ severity }) => severityWord(severity),
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.attemptsLabel', { defaultMessage: 'Attempts' }),
    value: attemptsOf,
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.loggedOnLabel', { defaultMessage: 'Logged on' }),
    value: logonOf,
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.accountsLabel', { defaultMessage: 'Accounts' }),
    value: ({ group, accounts }) => (group.kind === 'account' ? named(group.value) : countedNames(accounts)),
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.fromLabel', { defaultMessage: 'From' }),
    value: fromOf,
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.hostsLabel', { defaultMessage: 'Hosts' }),
    value: ({ hosts }) => countedNames(hosts),
  },
  {
    label: () =>
      i18n.translate('bruteForceAlerts.emailText.workstationsLabel', { defaultMessage: 'Workstations' }),
    value: ({ workstations }) => countedNames(workstations),
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.whenLabel', { defaultMessage: 'When' }),
    value: whenOf,
  },
  {
    label: () =>
      i18n.translate('bruteForceAlerts.emailText.foundLateLabel', { defaultMessage: 'Found late' }),
    value: lateOf,
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.whyLabel', { defaultMessage: 'Why' }),
    value: ({ reasonCodes }) => countedNames(codesInWords(reasonCodes, reasonInWords)),
  },
  {
    label: () =>
      i18n.translate('bruteForceAlerts.emailText.logonTypeLabel', { defaultMessage: 'Logon type' }),
    value: ({ logonTypeCodes }) => names(codesInWords(logonTypeCodes, logonTypeInWords)),
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.lockoutsLabel', { defaultMessage: 'Locked out' }),
    value: lockoutsOf,
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.rulesLabel', { defaultMessage: 'Rules' }),
    value: ({ ruleCount }) => (ruleCount < 2 ? '' : String(ruleCount)),
  },
  {
    label: () => i18n.translate('bruteForceAlerts.emailText.alertLabel', { defaultMessage: 'Alert' }),
    value: ({ alertId }) => shortId(alertId),
  },
];

/** What justifies the mail. A row without a value is left out. */
export const factsOf = (message: AttackMessage): Fact[] =>
  ROWS.map(({ label, value }) => ({ label: label(), value: value(message) })).filter(
    ({ value }) => value !== '',
  );

function attemptsOf({ attempts, first, last, rule }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.emailText.attempts', {
    defaultMessage: '{attempts, number} in {span}; {limit}',
    values: { attempts, span: formatSpan(Math.max(0, last - first)), limit: limitOf({ rule }) },
  });
}

/** Where the failures came from; says so where no address was logged. */
function fromOf({ group, sources }: AttackMessage): string {
  if (group.kind === 'source') return named(group.value);
  if (sources.total > 0) return countedNames(sources);
  return i18n.translate('bruteForceAlerts.emailText.fromUnknown', {
    defaultMessage: 'no address was logged',
  });
}

function whenOf({ first, last }: AttackMessage): string {
  const [from, to] = [atSecond(first), atSecond(last)];
  if (from === to) {
    return i18n.translate('bruteForceAlerts.emailText.whenAtOnce', {
      defaultMessage: '{from} UTC',
      values: { from },
    });
  }
  const sameDay = from.slice(0, 11) === to.slice(0, 11);
  return i18n.translate('bruteForceAlerts.emailText.when', {
    defaultMessage: '{from} to {to} UTC',
    values: { from, to: sameDay ? to.slice(11) : to },
  });
}

/** Says that the attack was found late; else people would take an old attack for one that goes on. */
function lateOf({ foundLateBy }: AttackMessage): string {
  if (foundLateBy === null) return '';
  return i18n.translate('bruteForceAlerts.emailText.foundLate', {
    defaultMessage: '{span} after it happened',
    values: { span: formatSpan(foundLateBy) },
  });
}

/** The first logon that worked: when, from where, on which host. */
function logonOf({ success, successCount }: AttackMessage): string {
  if (!success) return '';
  return i18n.translate('bruteForceAlerts.emailText.loggedOn', {
    defaultMessage:
      '{when} UTC from {source} on {host}{more, plural, =0 {} one {, and once more} other {, and # times more}}',
    values: {
      when: atSecond(success.at),
      source: named(success.source ?? unknown()),
      host: named(success.host ?? unknown()),
      more: Math.max(0, successCount - 1),
    },
  });
}

const unknown = () =>
  i18n.translate('bruteForceAlerts.emailText.unknown', { defaultMessage: '(not logged)' });

function lockoutsOf({ lockouts }: AttackMessage): string {
  if (lockouts === 0) return '';
  return i18n.translate('bruteForceAlerts.emailText.lockouts', {
    defaultMessage: '{lockouts, plural, one {once} other {# times}} by Windows',
    values: { lockouts },
  });
}
