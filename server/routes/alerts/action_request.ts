import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { ALERT_ACTIONS, type AlertAction } from '../../../common/alerts/actions';
import { CLOSE_REASONS } from '../../../common/alerts/workflow';
import { BOUNDS } from '../../../common/bounds';

const unknownAction = () =>
  i18n.translate('bruteForceAlerts.api.unknownActionErrorMessage', {
    defaultMessage: 'action must be one of {actions}. Nothing was done.',
    values: { actions: ALERT_ACTIONS.join(', ') },
  });
const unknownReason = () =>
  i18n.translate('bruteForceAlerts.api.unknownCloseReasonErrorMessage', {
    defaultMessage: 'reason must say why the alert is closed, by one of {reasons}. Nothing was done.',
    values: { reasons: CLOSE_REASONS.join(', ') },
  });
const untilError = () =>
  i18n.translate('bruteForceAlerts.api.snoozeUntilErrorMessage', {
    defaultMessage:
      'until must be the end of the snooze, in whole milliseconds since 1970 (UTC). Nothing was done.',
  });
const revisionError = () =>
  i18n.translate('bruteForceAlerts.api.workflowRevisionErrorMessage', {
    defaultMessage:
      'revision must be the number that came with the alert as workflow.revision. Nothing was done.',
  });
const alertsError = () =>
  i18n.translate('bruteForceAlerts.api.bulkAlertsErrorMessage', {
    defaultMessage:
      'alerts must name from 1 to {max, number} alerts, each as an object with its id. Nothing was done: act on fewer at a time.',
    values: { max: BOUNDS.bulkAlerts.max },
  });

const revision = z.int({ error: revisionError }).min(0, { error: revisionError }).optional();

/** A request with an action in it, and beside that what `others` says. Fields of another action are refused by name. */
const actionWith = <S extends z.ZodRawShape>(others: S) =>
  z.discriminatedUnion(
    'action',
    [
      z.strictObject({ action: z.enum(['acknowledge', 'reopen', 'unsnooze']), ...others }),
      z.strictObject({
        action: z.literal('close'),
        reason: z.enum(CLOSE_REASONS, { error: unknownReason }),
        ...others,
      }),
      z.strictObject({ action: z.literal('snooze'), until: z.int({ error: untilError }), ...others }),
      z.strictObject({ action: z.literal('assign'), assignee: z.string().nullable().optional(), ...others }),
      z.strictObject({ action: z.literal('comment'), text: z.string(), ...others }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? unknownAction() : undefined) },
  );

export const actSchema = actionWith({ revision });
export const bulkSchema = actionWith({
  alerts: z
    .array(z.strictObject({ id: z.string(), revision }), { error: alertsError })
    .min(1, { error: alertsError })
    .max(BOUNDS.bulkAlerts.max, { error: alertsError }),
});

/** The action of a request. `by` stands in where an assignee is left out; it is null where there are no users. */
export function actionOf(
  request: z.infer<typeof actSchema | typeof bulkSchema>,
  by: string | null,
): AlertAction {
  switch (request.action) {
    case 'close':
      return { kind: 'close', reason: request.reason };
    case 'snooze':
      return { kind: 'snooze', until: request.until };
    case 'assign':
      return { kind: 'assign', assignee: request.assignee === undefined ? by : request.assignee };
    case 'comment':
      return { kind: 'comment', text: request.text.replaceAll('\r\n', '\n') };
    default:
      return { kind: request.action };
  }
}
