import { i18n } from '@kbn/i18n';
import { durationMs, formatSpan } from '../../common/duration';
import { EVIDENCE_LIST_MAX } from '../../common/evidence';
import type { Tally } from '../../common/evidence';
import type { AttackMessage } from './message';
import { code, escaped, fitted } from './telegram_field';
import type { TelegramHtml } from './telegram_port';

/** Telegram's limit: code points of the text after its markup was read (tdlib, option message_text_length_max). */
export const MESSAGE_MAX = 4_096;
/**
 * The most code points of one field, so that even the longest message stays below the limit. Windows allows 1,024 for
 * a user principal name and 63 for a host; what is longer is no name.
 */
const FIELD_MAX = { account: 256, value: 100, id: 40, link: 1_024 } as const;
const LIST_MAX = 3;
const SHORT_ID = 8;

/** The message about an attack. Whatever the fields hold, Telegram takes the result and shows the fields as text. */
export function renderAttack(message: AttackMessage): TelegramHtml {
  const lines = [
    `🚨 <b>${title()}</b>`,
    ...(message.reason === 'reminder' ? [stillGoingOn()] : []),
    accountLine(message),
    attemptsLine(message),
    paceLine(message),
    fromLine(message),
    hostLine(message),
    whenLine(message),
    whyLine(message),
    logonTypeLine(message),
    linkLine(message),
    alertLine(message),
  ];
  return lines.filter((line) => line !== '').join('\n') as TelegramHtml;
}

/** What "Send test message" sends. `space`: the name of the Kibana space whose alerts come to this chat. */
export function renderTestMessage({ space }: { space: string }): TelegramHtml {
  const heading = i18n.translate('bruteForceAlerts.telegramText.testTitle', {
    defaultMessage: 'Test message',
  });
  const body = i18n.translate('bruteForceAlerts.telegramText.testBody', {
    defaultMessage:
      'Alerts about password guessing from the Kibana space {space} will arrive in this chat. Nothing is wrong: somebody pressed "Send test message" in Kibana.',
    values: { space: code(orPlaceholder(space), FIELD_MAX.value) },
  });
  return `✅ <b>${heading}</b>\n${body}` as TelegramHtml;
}

/** The same words without formatting, for when Telegram does not read it. At most `MESSAGE_MAX` code points. */
export function toPlainText(html: TelegramHtml): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  // Every < of a field is escaped, so what still looks like a tag is one of ours.
  const text = html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
  const points = [...text];
  return points.length <= MESSAGE_MAX ? text : `${points.slice(0, MESSAGE_MAX - 1).join('')}…`;
}

function title(): string {
  return i18n.translate('bruteForceAlerts.telegramText.title', { defaultMessage: 'Brute Force Detected!' });
}

function stillGoingOn(): string {
  return i18n.translate('bruteForceAlerts.telegramText.reminder', {
    defaultMessage: 'This attack is still going on.',
  });
}

function accountLine({ account }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.account', {
    defaultMessage: 'User: {account}',
    values: { account: code(orPlaceholder(account), FIELD_MAX.account) },
  });
}

function attemptsLine({ attempts }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.attempts', {
    defaultMessage: 'Attempts: {attempts}',
    values: { attempts: String(attempts) },
  });
}

function paceLine({ first, last, threshold, timespan }: AttackMessage): string {
  const span = Date.parse(last) - Date.parse(first);
  return i18n.translate('bruteForceAlerts.telegramText.pace', {
    defaultMessage: 'In {span}; the limit is {threshold} in {timespan}',
    values: {
      span: formatSpan(Number.isNaN(span) ? 0 : span),
      threshold: String(threshold),
      timespan: formatSpan(durationMs(timespan)),
    },
  });
}

function fromLine({ sources, workstations }: AttackMessage): string {
  if (sources.length > 0) {
    return i18n.translate('bruteForceAlerts.telegramText.from', {
      defaultMessage: 'From: {sources}',
      values: { sources: listed(sources, counted) },
    });
  }
  if (workstations.length > 0) {
    return i18n.translate('bruteForceAlerts.telegramText.fromWorkstation', {
      defaultMessage: 'From: no address was logged; workstation {workstations}',
      values: { workstations: listed(workstations, counted) },
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.fromUnknown', {
    defaultMessage: 'From: no address was logged',
  });
}

function hostLine({ hosts }: AttackMessage): string {
  if (hosts.length === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.host', {
    defaultMessage: 'Host: {hosts}',
    values: { hosts: listed(hosts, named) },
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

function whyLine({ reasons }: AttackMessage): string {
  if (reasons.length === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.why', {
    defaultMessage: 'Why: {reasons}',
    values: { reasons: listed(reasons, counted) },
  });
}

/** The number in brackets is Windows' own, part of the value: a count beside it would be misread. */
function logonTypeLine({ logonTypes }: AttackMessage): string {
  if (logonTypes.length === 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.logonType', {
    defaultMessage: 'Logon type: {logonTypes}',
    values: { logonTypes: listed(logonTypes, named) },
  });
}

/** A cut link leads nowhere, so one that is too long is left out: the alert can be found by its id. */
function linkLine({ link }: AttackMessage): string {
  if (link === null || [...link].length > FIELD_MAX.link) return '';
  return escaped(fitted(link, FIELD_MAX.link));
}

function alertLine({ alertId }: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.alert', {
    defaultMessage: 'Alert {id}',
    values: { id: code([...alertId].slice(0, SHORT_ID).join(''), FIELD_MAX.id) },
  });
}

function listed(tallies: Tally[], show: (tally: Tally) => string): string {
  const shown = tallies.slice(0, LIST_MAX).map(show).join(', ');
  const more = tallies.length - LIST_MAX;
  if (more <= 0) return shown;
  if (tallies.length >= EVIDENCE_LIST_MAX) {
    // The alert keeps no longer list, so the true number may be higher.
    return i18n.translate('bruteForceAlerts.telegramText.atLeastMore', {
      defaultMessage: '{shown} and at least {more} more',
      values: { shown, more: String(more) },
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.more', {
    defaultMessage: '{shown} and {more} more',
    values: { shown, more: String(more) },
  });
}

function named({ value }: Tally): string {
  return code(orPlaceholder(value), FIELD_MAX.value);
}

function counted(tally: Tally): string {
  return `${named(tally)} (${tally.count})`;
}

/** `2026-11-22 03:12:04`, or what stands there where it is no time. */
function atSecond(iso: string): string {
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/.exec(iso);
  return time ? `${time[1]} ${time[2]}` : escaped(fitted(iso, FIELD_MAX.value));
}

/** An empty field would leave a line that says nothing. */
function orPlaceholder(text: string): string {
  if (text.trim() !== '') return text;
  return i18n.translate('bruteForceAlerts.telegramText.noName', { defaultMessage: '(no name)' });
}
