import { i18n } from '@kbn/i18n';
import type { GroupBy } from '../../../common/rules/rules';
import { isOver, type AttackMessage } from '../message/message';
import { atSecond } from '../message/values';
import { deedLines } from './deeds';
import { FIELD_MAX, named, numbered, shortId } from './values';

/** The first lines, which a locked phone shows: what happened, to whom or from where, and how often. */
export function headingLines(message: AttackMessage): string[] {
  return [
    titleLine(message),
    newsLine(message),
    endLine(message),
    ...deedLines(message),
    GROUP_LINE[message.group.kind](message),
    logonLine(message),
    accountsLine(message),
    sourcesLine(message),
    attemptsLine(message),
  ];
}

function titleLine(message: AttackMessage): string {
  if (message.rule.kind !== 'temporal_ordered') return `🚨 <b>${titleOf(message)}</b>`;
  // Telegram allows no `code` inside bold text, so the bold text ends before the name and begins again behind it.
  const account = `</b>${named(message.group.value, FIELD_MAX.title)}<b>`;
  const title = i18n.translate('bruteForceAlerts.telegramText.successTitle', {
    defaultMessage: 'The attack worked: {account} logged on',
    values: { account },
  });
  return `🔥 <b>${title}</b>`;
}

function titleOf({ rule, group }: AttackMessage): string {
  if (rule.of === 'account') {
    return i18n.translate('bruteForceAlerts.telegramText.sprayTitle', {
      defaultMessage: 'Password Spraying Detected!',
    });
  }
  if (rule.of === 'source') {
    return i18n.translate('bruteForceAlerts.telegramText.distributedTitle', {
      defaultMessage: 'Distributed Brute Force Detected!',
    });
  }
  if (group.kind === 'host') {
    return i18n.translate('bruteForceAlerts.telegramText.hostTitle', {
      defaultMessage: 'Host Under Attack!',
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.title', { defaultMessage: 'Brute Force Detected!' });
}

/** What is new about an attack that people know of. */
function newsLine(message: AttackMessage): string {
  const { reason, partOf, last } = message;
  if (reason === 'first' || reason === 'digest') return '';
  if (reason !== 'severity' && isOver(message)) return '';
  if (reason === 'growing') {
    return i18n.translate('bruteForceAlerts.telegramText.growing', {
      defaultMessage: 'Up to date as of {last} UTC.',
      values: { last: atSecond(last) },
    });
  }
  if (reason === 'reminder') {
    return i18n.translate('bruteForceAlerts.telegramText.reminder', {
      defaultMessage: 'This attack is still going on.',
    });
  }
  if (partOf === null) {
    return i18n.translate('bruteForceAlerts.telegramText.moreSerious', {
      defaultMessage: 'More serious than reported before.',
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.moreSeriousPart', {
    defaultMessage: 'More serious than reported before. Same attack as alert {id}.',
    values: { id: shortId(partOf) },
  });
}

/** That the attack is over. Empty while it goes on. */
function endLine(message: AttackMessage): string {
  if (!isOver(message)) return '';
  return i18n.translate('bruteForceAlerts.telegramText.ended', {
    defaultMessage: '✅ This attack has ended: nothing came after {last} UTC.',
    values: { last: atSecond(message.quietSince ?? message.last) },
  });
}

export const GROUP_LINE: Record<GroupBy, (message: AttackMessage) => string> = {
  account: ({ group }) =>
    i18n.translate('bruteForceAlerts.telegramText.account', {
      defaultMessage: 'User: {account}',
      values: { account: named(group.value, FIELD_MAX.account) },
    }),
  source: ({ group }) =>
    i18n.translate('bruteForceAlerts.telegramText.source', {
      defaultMessage: 'Source: {source}',
      values: { source: named(group.value) },
    }),
  host: ({ group }) =>
    i18n.translate('bruteForceAlerts.telegramText.host', {
      defaultMessage: 'Host: {hosts}',
      values: { hosts: named(group.value) },
    }),
  workstation: ({ group }) =>
    i18n.translate('bruteForceAlerts.telegramText.workstation', {
      defaultMessage: 'Workstation: {workstation}',
      values: { workstation: named(group.value) },
    }),
};

/** The first logon that worked: when, from where, on which host. */
function logonLine({ success, successCount }: AttackMessage): string {
  if (!success) return '';
  const when = atSecond(success.at);
  const logon = whereLogged(when, success.source, success.host);
  if (successCount < 2) return logon;
  return i18n.translate('bruteForceAlerts.telegramText.logonAndMore', {
    defaultMessage: '{logon}, and {more, plural, one {once more} other {# times more}}',
    values: { logon, more: successCount - 1 },
  });
}

function whereLogged(when: string, source: string | null, host: string | null): string {
  if (source !== null && host !== null) {
    return i18n.translate('bruteForceAlerts.telegramText.logonFromOn', {
      defaultMessage: 'Logged on: {when} UTC from {source} on {host}',
      values: { when, source: named(source), host: named(host) },
    });
  }
  if (source !== null) {
    return i18n.translate('bruteForceAlerts.telegramText.logonFrom', {
      defaultMessage: 'Logged on: {when} UTC from {source}',
      values: { when, source: named(source) },
    });
  }
  if (host !== null) {
    return i18n.translate('bruteForceAlerts.telegramText.logonOn', {
      defaultMessage: 'Logged on: {when} UTC on {host}, no address was logged',
      values: { when, host: named(host) },
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.logon', {
    defaultMessage: 'Logged on: {when} UTC',
    values: { when },
  });
}

/** Empty for an attack on one account, which an earlier line names. */
function accountsLine({ group, accounts }: AttackMessage): string {
  if (group.kind === 'account' || accounts.total === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.accounts', {
    defaultMessage: 'Accounts: {accounts}',
    values: { accounts: numbered(accounts) },
  });
}

/** Only for a rule that counts addresses. In other messages the line "From" names them. */
function sourcesLine({ rule, sources }: AttackMessage): string {
  if (rule.of !== 'source' || sources.total === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.sources', {
    defaultMessage: 'Sources: {sources}',
    values: { sources: numbered(sources) },
  });
}

function attemptsLine({ attempts }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.attempts', {
    defaultMessage: 'Attempts: {attempts}',
    values: { attempts: String(attempts) },
  });
}
