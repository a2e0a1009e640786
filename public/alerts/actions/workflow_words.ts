import { i18n } from '@kbn/i18n';
import type { CloseReason, HistoryEntry, SeverityFact, Workflow } from '../../../common/alerts/workflow';
import { isSnoozed } from '../../../common/alerts/workflow';
import { severityWord } from '../../../common/rules/rule_words';
import { visible } from '../../../common/text/visible_text';
import { formatFullTime } from '../../shared/format';

const REASONS: Record<CloseReason, () => string> = {
  false_positive: () =>
    i18n.translate('bruteForceAlerts.workflow.falsePositiveLabel', { defaultMessage: 'False positive' }),
  duplicate: () =>
    i18n.translate('bruteForceAlerts.workflow.duplicateLabel', { defaultMessage: 'Duplicate' }),
  benign_positive: () =>
    i18n.translate('bruteForceAlerts.workflow.benignPositiveLabel', { defaultMessage: 'Benign positive' }),
  true_positive: () =>
    i18n.translate('bruteForceAlerts.workflow.truePositiveLabel', { defaultMessage: 'True positive' }),
  other: () => i18n.translate('bruteForceAlerts.workflow.otherLabel', { defaultMessage: 'Other' }),
};
export const reasonWord = (reason: CloseReason) => REASONS[reason]();

const FACTS: Record<SeverityFact, () => string> = {
  attack_worked: () =>
    i18n.translate('bruteForceAlerts.workflow.attackWorkedText', {
      defaultMessage: 'a logon worked after the failures',
    }),
  locked_out: () =>
    i18n.translate('bruteForceAlerts.workflow.lockedOutText', { defaultMessage: 'the account was locked' }),
  ten_times_threshold: () =>
    i18n.translate('bruteForceAlerts.workflow.tenTimesText', {
      defaultMessage: 'it reached ten times the limit',
    }),
  graver_rule: () =>
    i18n.translate('bruteForceAlerts.workflow.graverRuleText', {
      defaultMessage: 'a graver rule sees the same attack',
    }),
};

/** `Open`, `Acknowledged, Anna`, `Closed: duplicate`; that it is snoozed and until when. `now`: epoch milliseconds. */
export function workflowText(workflow: Workflow, now: number, timeZone?: string): string {
  const parts = [statusText(workflow)];
  if (workflow.assignee !== null) parts.push(visible(workflow.assignee));
  if (isSnoozed(workflow, now))
    parts.push(
      i18n.translate('bruteForceAlerts.workflow.snoozedUntilText', {
        defaultMessage: 'snoozed until {time}',
        values: { time: formatFullTime(workflow.snoozedUntil ?? now, timeZone) },
      }),
    );
  return parts.join(', ');
}

function statusText({ status, reason }: Workflow): string {
  if (status === 'open')
    return i18n.translate('bruteForceAlerts.workflow.openLabel', { defaultMessage: 'Open' });
  if (status === 'acknowledged')
    return i18n.translate('bruteForceAlerts.workflow.acknowledgedLabel', { defaultMessage: 'Acknowledged' });
  return i18n.translate('bruteForceAlerts.workflow.closedLabel', {
    defaultMessage: 'Closed: {reason}',
    values: { reason: reasonWord(reason ?? 'other') },
  });
}

/** What was done, as a sentence without a full stop: `anna closed it: Duplicate`. */
export function deedText(entry: HistoryEntry, timeZone?: string): string {
  const who = whoDid(entry);
  switch (entry.kind) {
    case 'severity':
      return i18n.translate('bruteForceAlerts.workflow.severityDeedText', {
        defaultMessage: 'Severity rose from {from} to {to}: {because}',
        values: {
          from: severityWord(entry.from),
          to: severityWord(entry.to),
          because: FACTS[entry.because](),
        },
      });
    case 'close':
      return i18n.translate('bruteForceAlerts.workflow.closeDeedText', {
        defaultMessage: '{who} closed it: {reason}',
        values: { who, reason: reasonWord(entry.reason) },
      });
    case 'snooze':
      return i18n.translate('bruteForceAlerts.workflow.snoozeDeedText', {
        defaultMessage: '{who} snoozed it until {time}',
        values: { who, time: formatFullTime(entry.until, timeZone) },
      });
    case 'assign':
      return entry.assignee === null
        ? i18n.translate('bruteForceAlerts.workflow.unassignDeedText', {
            defaultMessage: '{who} assigned it to nobody',
            values: { who },
          })
        : i18n.translate('bruteForceAlerts.workflow.assignDeedText', {
            defaultMessage: '{who} assigned it to {assignee}',
            values: { who, assignee: visible(entry.assignee) },
          });
    default:
      return i18n.translate('bruteForceAlerts.workflow.deedText', {
        defaultMessage:
          '{who} {kind, select, acknowledge {acknowledged it} reopen {opened it again} unsnooze {ended the snooze} other {commented}}',
        values: { who, kind: entry.kind },
      });
  }
}

function whoDid({ by, via }: HistoryEntry): string {
  const who = by === null ? somebody() : visible(by);
  if (via === undefined) return who;
  return i18n.translate('bruteForceAlerts.workflow.fromTelegramLabel', {
    defaultMessage: '{who}, from Telegram,',
    values: { who },
  });
}

export const somebody = () =>
  i18n.translate('bruteForceAlerts.workflow.somebodyLabel', { defaultMessage: 'Somebody' });
