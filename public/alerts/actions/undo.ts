import type { ActionRequest, BulkRequest, BulkResponse } from '../../../common/api/alerts_api';
import type { Alert } from '../../../common/alerts/alerts';
import type { Workflow } from '../../../common/alerts/workflow';

type Before = Pick<Alert, 'id' | 'workflow'>;

/**
 * The requests that take an action back on the alerts on which it was done: each becomes what it was before. Where
 * somebody acts on one of them meanwhile, that one stays as it is. Nothing for a comment, which cannot be taken back.
 */
export function undoOf(
  request: ActionRequest,
  before: readonly Before[],
  answer: BulkResponse,
): BulkRequest[] {
  const was = new Map(before.map(({ id, workflow }) => [id, workflow]));
  const groups = new Map<string, BulkRequest>();
  for (const { id, outcome, workflow } of answer.alerts) {
    const old = was.get(id);
    const back = outcome === 'done' && old && takenBack(request, old);
    if (!back || !workflow) continue;
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { ...back, alerts: [] };
    group.alerts.push({ id, revision: workflow.revision });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function takenBack({ action }: ActionRequest, old: Workflow): ActionRequest | undefined {
  switch (action) {
    case 'assign':
      return { action: 'assign', assignee: old.assignee };
    case 'snooze':
    case 'unsnooze':
      return old.snoozedUntil === null
        ? { action: 'unsnooze' }
        : { action: 'snooze', until: old.snoozedUntil };
    case 'comment':
      return undefined;
    default:
      return asBefore(old);
  }
}

function asBefore({ status, reason }: Workflow): ActionRequest {
  if (status === 'closed') return { action: 'close', reason: reason ?? 'other' };
  return { action: status === 'acknowledged' ? 'acknowledge' : 'reopen' };
}
