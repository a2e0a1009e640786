import { i18n } from '@kbn/i18n';
import type { ActionFault, ActionRefusal } from '../../../common/alerts/actions';
import type { HistoryEntry } from '../../../common/alerts/workflow';
import { BOUNDS } from '../../../common/bounds';
import type { Problem } from '../../../common/status/problems';
import type { ActionOutcome } from '../../record/people_port';
import { quoted } from '../route';
import { noAlertWith } from '../refusals';

const NOTHING_DONE = () =>
  i18n.translate('bruteForceAlerts.api.nothingDoneRemedy', { defaultMessage: 'Nothing was done.' });

const problem = (code: string, message: string, remedy = NOTHING_DONE(), field?: string): Problem => ({
  code,
  severity: 'error',
  field,
  message,
  remedy,
});

/** What is wrong with an action itself, at the field of the request that is at fault. */
export const faultProblem = (fault: ActionFault): Problem => FAULTS[fault]();

const FAULTS: Record<ActionFault, () => Problem> = {
  snooze_past: () =>
    problem(
      'snooze_past',
      i18n.translate('bruteForceAlerts.api.snoozePastErrorMessage', {
        defaultMessage: 'The snooze would end in the past.',
      }),
      i18n.translate('bruteForceAlerts.api.snoozePastRemedy', {
        defaultMessage:
          'Give a time to come, in milliseconds since 1970 (UTC), not in seconds. Nothing was done.',
      }),
      'until',
    ),
  snooze_too_far: () =>
    problem(
      'snooze_too_far',
      i18n.translate('bruteForceAlerts.api.snoozeTooFarErrorMessage', {
        defaultMessage: 'The snooze would last for more than a year.',
      }),
      i18n.translate('bruteForceAlerts.api.snoozeTooFarRemedy', {
        defaultMessage: 'Give a time within a year, or close the alert. Nothing was done.',
      }),
      'until',
    ),
  user_name_invalid: () =>
    problem(
      'user_name_invalid',
      i18n.translate('bruteForceAlerts.api.userNameErrorMessage', {
        defaultMessage:
          'That is no name of a user: it must have from 1 to {max, number} characters, without line breaks.',
        values: { max: BOUNDS.userNameLength },
      }),
      undefined,
      'assignee',
    ),
  comment_empty: () =>
    problem(
      'comment_empty',
      i18n.translate('bruteForceAlerts.api.commentEmptyErrorMessage', {
        defaultMessage: 'The comment is empty.',
      }),
      undefined,
      'text',
    ),
  comment_too_long: () =>
    problem(
      'comment_too_long',
      i18n.translate('bruteForceAlerts.api.commentTooLongErrorMessage', {
        defaultMessage: 'The comment has more than {max, number} characters.',
        values: { max: BOUNDS.commentLength },
      }),
      i18n.translate('bruteForceAlerts.api.commentTooLongRemedy', {
        defaultMessage: 'Shorten it, or keep the text elsewhere and give its address here. Nothing was done.',
      }),
      'text',
    ),
  comment_control_characters: () =>
    problem(
      'comment_control_characters',
      i18n.translate('bruteForceAlerts.api.commentControlErrorMessage', {
        defaultMessage:
          'The comment has characters that do not show: controls, or marks that turn the direction of the text.',
      }),
      i18n.translate('bruteForceAlerts.api.commentControlRemedy', {
        defaultMessage:
          'Type the text instead of pasting it. Line breaks and tabs may stay. Nothing was done.',
      }),
      'text',
    ),
};

/** Kibana knows no users, so "me" is nobody. */
export const nobodyIsAsking = (): Problem =>
  problem(
    'no_user',
    i18n.translate('bruteForceAlerts.api.noUserErrorMessage', {
      defaultMessage: 'Kibana knows no users here, so the alert cannot be assigned to you.',
    }),
    i18n.translate('bruteForceAlerts.api.noUserRemedy', {
      defaultMessage: 'Name an assignee. Nothing was done.',
    }),
    'assignee',
  );

const REFUSALS: Record<ActionRefusal, () => Problem> = {
  alert_closed: () =>
    problem(
      'alert_closed',
      i18n.translate('bruteForceAlerts.api.alertClosedErrorMessage', {
        defaultMessage: 'The alert is closed, so there is nothing to snooze.',
      }),
      i18n.translate('bruteForceAlerts.api.alertClosedRemedy', {
        defaultMessage: 'Reopen it first. Nothing was done.',
      }),
    ),
  too_many_comments: () =>
    problem(
      'too_many_comments',
      i18n.translate('bruteForceAlerts.api.tooManyCommentsErrorMessage', {
        defaultMessage: 'The alert has {max} comments, which is the most that it takes.',
        values: { max: BOUNDS.comments.max },
      }),
      i18n.translate('bruteForceAlerts.api.tooManyCommentsRemedy', {
        defaultMessage:
          'Go on in a case or a ticket; its address may stand in an older comment. Nothing was done.',
      }),
    ),
};

/** Why an action was not done on an alert; null where it was, or where the alert was so already. */
export function problemOf(outcome: ActionOutcome): Problem | null {
  switch (outcome.outcome) {
    case 'refused':
      return REFUSALS[outcome.refusal]();
    case 'conflict':
      return somebodyActed(outcome.last);
    case 'not_found':
      return noAlertWith(outcome.id);
    case 'busy':
      return problem(
        'alert_busy',
        i18n.translate('bruteForceAlerts.api.alertBusyErrorMessage', {
          defaultMessage: 'The alert was being written by others all the time.',
        }),
        i18n.translate('bruteForceAlerts.api.alertBusyRemedy', {
          defaultMessage: 'Try again. Nothing was done.',
        }),
      );
    case 'failed':
      return problem(
        'alert_not_stored',
        i18n.translate('bruteForceAlerts.api.alertNotStoredErrorMessage', {
          defaultMessage:
            'Elasticsearch failed while this was stored: it may be missing on the alert, or on a part of the attack.',
        }),
        i18n.translate('bruteForceAlerts.api.alertNotStoredRemedy', {
          defaultMessage:
            'Look at the alert, and do it again where it is missing. If it lasts, look at Elasticsearch: its health and free disk space.',
        }),
      );
    default:
      return null;
  }
}

const somebodyActed = (last: HistoryEntry | null): Problem =>
  problem(
    'alert_conflict',
    last ? whoDidWhat(last) : somebodyDidSomething(),
    i18n.translate('bruteForceAlerts.api.alertConflictRemedy', {
      defaultMessage: 'Look at the alert as it is now, and decide again. Nothing of yours was done.',
    }),
  );

const somebodyDidSomething = () =>
  i18n.translate('bruteForceAlerts.api.alertConflictErrorMessage', {
    defaultMessage: 'Somebody else acted on the alert since you opened it.',
  });

const whoDidWhat = ({ kind, by, at }: HistoryEntry) =>
  i18n.translate('bruteForceAlerts.api.alertConflictWhoErrorMessage', {
    defaultMessage:
      'Since you opened the alert, {who} {kind, select, acknowledge {acknowledged it} reopen {opened it again} close {closed it} snooze {snoozed it} unsnooze {ended its snooze} assign {assigned it} comment {commented on it} other {changed it}} at {at}.',
    values: {
      who:
        by === null
          ? i18n.translate('bruteForceAlerts.api.somebodyText', { defaultMessage: 'somebody' })
          : quoted(by),
      kind,
      at: new Date(at).toISOString(),
    },
  });
