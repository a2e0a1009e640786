import { i18n } from '@kbn/i18n';
import type { HistoryEntry } from '../../../common/alerts/workflow';
import type { AttackMessage } from '../message/message';
import { atSecond } from '../message/values';
import { named } from './values';

/** What people did with the alert, a line each. Empty where they did nothing that still holds. */
export const deedLines = ({ work }: AttackMessage): string[] =>
  (work?.deeds ?? []).map((deed) => deedLine(deed)).filter((line) => line !== '');

function deedLine(deed: HistoryEntry): string {
  const values = { who: whoDid(deed), when: atSecond(deed.at) };
  switch (deed.kind) {
    case 'acknowledge':
      return i18n.translate('bruteForceAlerts.telegramText.acknowledged', {
        defaultMessage: '👤 {who} acknowledged it at {when} UTC.',
        values,
      });
    case 'snooze':
      return i18n.translate('bruteForceAlerts.telegramText.snoozed', {
        defaultMessage: '👤 {who} snoozed it until {until} UTC.',
        values: { ...values, until: atSecond(deed.until) },
      });
    case 'close':
      return i18n.translate('bruteForceAlerts.telegramText.closed', {
        defaultMessage:
          '👤 {who} closed it at {when} UTC: {reason, select, false_positive {false positive} duplicate {duplicate} benign_positive {benign positive} true_positive {true positive} other {other}}.',
        values: { ...values, reason: deed.reason },
      });
    case 'assign':
      return deed.assignee === null ? '' : assignedLine(deed.assignee, deed);
    default:
      return '';
  }
}

function assignedLine(assignee: string, deed: HistoryEntry): string {
  return i18n.translate('bruteForceAlerts.telegramText.assigned', {
    defaultMessage: '👤 {who} assigned it to {assignee} at {when} UTC.',
    values: { who: whoDid(deed), assignee: named(assignee), when: atSecond(deed.at) },
  });
}

function whoDid({ by, via }: HistoryEntry): string {
  if (by === null)
    return i18n.translate('bruteForceAlerts.telegramText.somebody', { defaultMessage: 'Somebody' });
  if (via === undefined) return named(by);
  return i18n.translate('bruteForceAlerts.telegramText.fromTelegram', {
    defaultMessage: '{who}, from Telegram,',
    values: { who: named(by) },
  });
}
