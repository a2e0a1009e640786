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
  return requestsOf(answer, (id) => {
    const old = was.get(id);
    return old && takenBack(request, old);
  });
}

/**
 * The requests that snooze alerts again, once the answer `undone` says that they are no longer closed: closing had taken
 * that from them. Where somebody acts on one of them meanwhile, that one stays as it is.
 */
export function snoozesAfter(undone: BulkResponse, before: readonly Before[], now: number): BulkRequest[] {
  const was = new Map(before.map(({ id, workflow }) => [id, workflow.snoozedUntil]));
  return requestsOf(undone, (id, { status, snoozedUntil }) => {
    const until = was.get(id) ?? null;
    const isLost = until !== null && until > now && until !== snoozedUntil && status !== 'closed';
    return isLost ? { action: 'snooze', until } : undefined;
  });
}

/**
 * What is to be done next on each alert on which something was done, over the revision that this left: one
 * request for all on which it is the same.
 */
function requestsOf(
  { alerts }: BulkResponse,
  next: (id: string, workflow: Workflow) => ActionRequest | undefined,
): BulkRequest[] {
  const groups = new Map<string, BulkRequest>();
  for (const { id, outcome, workflow } of alerts) {
    const request = outcome === 'done' && workflow ? next(id, workflow) : undefined;
    if (!request || !workflow) continue;
    const key = JSON.stringify(request);
    const group = groups.get(key) ?? { ...request, alerts: [] };
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
