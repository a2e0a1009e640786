import { i18n } from '@kbn/i18n';
import { limitOf } from '../../../common/alerts/sentence';
import { groupWord, severityWord } from '../../../common/rules/rule_words';
import { logonTypeInWords, reasonInWords } from '../../../common/alerts/windows_codes';
import { formatSpan } from '../../../common/time';
import { codesInWords, isOver, type AttackMessage } from '../message/message';
import { atSecond } from '../message/values';
import type { Fact } from './fact';
import { countedNames, FIELD_MAX, named, numbered, shortId } from './values';

export function titleOf({ rule, group }: AttackMessage): string {
  if (rule.kind === 'temporal_ordered')
    return i18n.translate('bruteForceAlerts.webhookText.successTitle', {
      defaultMessage: 'The attack worked: somebody logged on',
    });
  if (rule.of === 'account')
    return i18n.translate('bruteForceAlerts.webhookText.sprayTitle', {
      defaultMessage: 'Password spraying detected',
    });
  if (rule.of === 'source')
    return i18n.translate('bruteForceAlerts.webhookText.distributedTitle', {
      defaultMessage: 'Distributed brute force detected',
    });
  return group.kind === 'host'
    ? i18n.translate('bruteForceAlerts.webhookText.hostTitle', { defaultMessage: 'Host under attack' })
    : i18n.translate('bruteForceAlerts.webhookText.title', { defaultMessage: 'Brute force detected' });
}

/** Why there is another message about an attack that people know of, and that it is over; empty where the facts below say it. */
export function newsOf(message: AttackMessage): string {
  if (!isOver(message)) return whyAgain(message);
  const end = i18n.translate('bruteForceAlerts.webhookText.ended', {
    defaultMessage: 'This attack is over.',
  });
  return message.reason === 'severity' ? `${whyAgain(message)} ${end}` : end;
}

function whyAgain({ reason }: AttackMessage): string {
  if (reason === 'reminder')
    return i18n.translate('bruteForceAlerts.webhookText.reminder', {
      defaultMessage: 'This attack is still going on.',
    });
  if (reason === 'severity')
    return i18n.translate('bruteForceAlerts.webhookText.moreSerious', {
      defaultMessage: 'More serious than reported before.',
    });
  return '';
}

/** The lines of a message about an attack. What does not apply, or is not known, is left out. */
export function attackFacts(message: AttackMessage): Fact[] {
  const { group, rule, accounts, sources, hosts, workstations } = message;
  const reasons = codesInWords(message.reasonCodes, reasonInWords);
  const logonTypes = codesInWords(message.logonTypeCodes, logonTypeInWords);
  return [
    { name: groupWord(group.kind), value: named(group.value, FIELD_MAX.account) },
    fact(NAMES.loggedOn(), loggedOn(message)),
    fact(NAMES.accounts(), group.kind === 'account' || accounts.total === 0 ? '' : numbered(accounts)),
    fact(NAMES.attempts(), attemptsOf(message)),
    fact(NAMES.from(), group.kind === 'source' || sources.total === 0 ? '' : fromOf(rule.of, sources)),
    fact(NAMES.workstation(), isOnlyWorkstation(message) ? countedNames(workstations) : ''),
    fact(NAMES.hosts(), group.kind === 'host' || hosts.total === 0 ? '' : countedOrOne(hosts)),
    fact(NAMES.when(), whenOf(message)),
    fact(NAMES.why(), reasons.total === 0 ? '' : countedNames(reasons)),
    fact(NAMES.logonType(), logonTypes.total === 0 ? '' : countedOrOne(logonTypes)),
    fact(NAMES.severity(), severityWord(message.severity)),
    fact(NAMES.lockouts(), message.lockouts === 0 ? '' : String(message.lockouts)),
    fact(NAMES.foundLate(), message.foundLateBy === null ? '' : formatSpan(message.foundLateBy)),
    fact(NAMES.partOf(), message.partOf === null ? '' : shortId(message.partOf)),
    fact(NAMES.alert(), shortId(message.alertId)),
  ].filter(({ value }) => value !== '');
}

const fact = (name: string, value: string): Fact => ({ name, value });

const NAMES = {
  loggedOn: () =>
    i18n.translate('bruteForceAlerts.webhookText.loggedOnName', { defaultMessage: 'Logged on' }),
  accounts: () => i18n.translate('bruteForceAlerts.webhookText.accountsName', { defaultMessage: 'Accounts' }),
  attempts: () => i18n.translate('bruteForceAlerts.webhookText.attemptsName', { defaultMessage: 'Attempts' }),
  from: () => i18n.translate('bruteForceAlerts.webhookText.fromName', { defaultMessage: 'From' }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.webhookText.workstationName', { defaultMessage: 'From workstation' }),
  hosts: () => i18n.translate('bruteForceAlerts.webhookText.hostsName', { defaultMessage: 'Host' }),
  when: () => i18n.translate('bruteForceAlerts.webhookText.whenName', { defaultMessage: 'When (UTC)' }),
  why: () => i18n.translate('bruteForceAlerts.webhookText.whyName', { defaultMessage: 'Why it failed' }),
  logonType: () =>
    i18n.translate('bruteForceAlerts.webhookText.logonTypeName', { defaultMessage: 'Logon type' }),
  severity: () => i18n.translate('bruteForceAlerts.webhookText.severityName', { defaultMessage: 'Severity' }),
  lockouts: () =>
    i18n.translate('bruteForceAlerts.webhookText.lockoutsName', { defaultMessage: 'Account lockouts' }),
  foundLate: () =>
    i18n.translate('bruteForceAlerts.webhookText.foundLateName', { defaultMessage: 'Found late by' }),
  partOf: () =>
    i18n.translate('bruteForceAlerts.webhookText.partOfName', { defaultMessage: 'Same attack as alert' }),
  alert: () => i18n.translate('bruteForceAlerts.webhookText.alertName', { defaultMessage: 'Alert' }),
};

/** `23 in 4 min 12 s; the limit is 5 in 5 min` */
function attemptsOf({ attempts, first, last, rule }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.webhookText.attempts', {
    defaultMessage: '{attempts} in {span}; {limit}',
    values: {
      attempts: String(attempts),
      span: formatSpan(last - first),
      limit: limitOf({ rule }),
    },
  });
}

function loggedOn({ success, successCount }: AttackMessage): string {
  if (!success) return '';
  const when = `${atSecond(success.at)} UTC`;
  const source = success.source === null ? '' : fromText(named(success.source));
  const host = success.host === null ? '' : onText(named(success.host));
  const more = successCount > 1 ? moreText(successCount - 1) : '';
  return [when, source, host, more].filter((part) => part !== '').join(', ');
}

const fromText = (source: string) =>
  i18n.translate('bruteForceAlerts.webhookText.logonFrom', {
    defaultMessage: 'from {source}',
    values: { source },
  });
const onText = (host: string) =>
  i18n.translate('bruteForceAlerts.webhookText.logonOn', { defaultMessage: 'on {host}', values: { host } });
const moreText = (more: number) =>
  i18n.translate('bruteForceAlerts.webhookText.logonsMore', {
    defaultMessage: 'and {more, plural, one {once more} other {# times more}}',
    values: { more },
  });

const fromOf = (of: AttackMessage['rule']['of'], sources: AttackMessage['sources']): string =>
  of === 'source' ? numbered(sources) : countedNames(sources);

const countedOrOne = (listing: AttackMessage['hosts']): string => {
  const [only] = listing.top;
  return listing.total === 1 && only ? named(only.value) : countedNames(listing);
};

/** Whether a workstation is all that is known of where the attack came from. */
const isOnlyWorkstation = ({ group, sources, workstations }: AttackMessage): boolean =>
  group.kind !== 'source' && group.kind !== 'workstation' && sources.total === 0 && workstations.total > 0;

function whenOf({ first, last }: AttackMessage): string {
  const [from, to] = [atSecond(first), atSecond(last)];
  return from === to ? from : `${from} – ${to}`;
}
