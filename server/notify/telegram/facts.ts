import { i18n } from '@kbn/i18n';
import { formatSpan } from '../../../common/time';
import { fitted } from '../../../common/text/fitted_text';
import { escapedMarkup } from '../../../common/text/markup';
import { severityWord } from '../../../common/rules/rule_words';
import { limitOf } from '../../../common/alerts/sentence';
import { logonTypeInWords, reasonInWords } from '../../../common/alerts/windows_codes';
import { codesInWords, type AttackMessage } from '../message/message';
import { atSecond } from '../message/values';
import { FIELD_MAX, countedNames, names, shortId } from './values';

/**
 * The lines below the heading: what justifies the message, and where to look. A line without a value is an empty text.
 */
export function factLines(message: AttackMessage): string[] {
  return [
    paceLine(message),
    fromLine(message),
    hostLine(message),
    whenLine(message),
    lateLine(message),
    whyLine(message),
    logonTypeLine(message),
    severityLine(message),
    lockoutsLine(message),
    rulesLine(message),
    linkLine(message),
    alertLine(message),
  ];
}

function paceLine({ first, last, rule }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.pace', {
    defaultMessage: 'In {span}; {limit}',
    values: { span: formatSpan(last - first), limit: limitOf({ rule }) },
  });
}

/** Where the attack came from, unless the heading says so. */
function fromLine({ rule, group, sources, workstations }: AttackMessage): string {
  if (group.kind === 'source') return '';
  if (sources.total > 0) {
    if (rule.of === 'source') return '';
    return i18n.translate('bruteForceAlerts.telegramText.from', {
      defaultMessage: 'From: {sources}',
      values: { sources: countedNames(sources) },
    });
  }
  if (group.kind !== 'workstation' && workstations.total > 0) {
    return i18n.translate('bruteForceAlerts.telegramText.fromWorkstation', {
      defaultMessage: 'From: no address was logged; workstation {workstations}',
      values: { workstations: countedNames(workstations) },
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.fromUnknown', {
    defaultMessage: 'From: no address was logged',
  });
}

function hostLine({ group, hosts }: AttackMessage): string {
  if (group.kind === 'host' || hosts.total === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.host', {
    defaultMessage: 'Host: {hosts}',
    values: { hosts: names(hosts) },
  });
}

function whenLine({ first, last }: AttackMessage): string {
  const [from, to] = [atSecond(first), atSecond(last)];
  if (from === to) {
    return i18n.translate('bruteForceAlerts.telegramText.whenAtOnce', {
      defaultMessage: 'When: {from} UTC',
      values: { from },
    });
  }
  const sameDay = from.slice(0, 11) === to.slice(0, 11);
  return i18n.translate('bruteForceAlerts.telegramText.when', {
    defaultMessage: 'When: {from} to {to} UTC',
    values: { from, to: sameDay ? to.slice(11) : to },
  });
}

function whyLine({ reasonCodes }: AttackMessage): string {
  const reasons = codesInWords(reasonCodes, reasonInWords);
  if (reasons.total === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.why', {
    defaultMessage: 'Why: {reasons}',
    values: { reasons: countedNames(reasons) },
  });
}

/** The number in brackets is Windows' own number of the type. A count beside it would be misread, so there is none. */
function logonTypeLine({ logonTypeCodes }: AttackMessage): string {
  const logonTypes = codesInWords(logonTypeCodes, logonTypeInWords);
  if (logonTypes.total === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.logonType', {
    defaultMessage: 'Logon type: {logonTypes}',
    values: { logonTypes: names(logonTypes) },
  });
}

function severityLine({ severity }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.severity', {
    defaultMessage: 'Severity: {severity}',
    values: { severity: severityWord(severity) },
  });
}

/** Says that the attack was found late; otherwise people would take an old attack for one that goes on. */
function lateLine({ foundLateBy }: AttackMessage): string {
  if (foundLateBy === null) return '';
  return i18n.translate('bruteForceAlerts.telegramText.foundLate', {
    defaultMessage: 'Found late: {span} after it happened',
    values: { span: formatSpan(foundLateBy) },
  });
}

function lockoutsLine({ lockouts }: AttackMessage): string {
  if (lockouts === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.lockouts', {
    defaultMessage: 'Windows locked the account {lockouts, plural, one {once} other {# times}}',
    values: { lockouts },
  });
}

function rulesLine({ ruleCount }: AttackMessage): string {
  if (ruleCount < 2) return '';
  return i18n.translate('bruteForceAlerts.telegramText.rules', {
    defaultMessage: 'Seen by {ruleCount, plural, one {# rule} other {# rules}}',
    values: { ruleCount },
  });
}

/**
 * The link to the alert. A link that is too long is left out, since a shortened one leads nowhere; the alert is found
 * by its id.
 */
function linkLine({ link }: AttackMessage): string {
  if (link === null || [...link].length > FIELD_MAX.link) return '';
  return escapedMarkup(fitted(link, FIELD_MAX.link));
}

function alertLine({ alertId }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.alert', {
    defaultMessage: 'Alert {id}',
    values: { id: shortId(alertId) },
  });
}
