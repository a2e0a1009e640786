import type { Alert } from '../../../common/alerts/alerts';
import type { HoldReason } from '../../../common/alerts/verdicts';
import { isSnoozed, type Deed } from '../../../common/alerts/workflow';

/**
 * Why people do not want to be told of an alert now, by what they did with it; null where they do. That an attack worked
 * is told although somebody works on it or put it off: they did not know that. Who closed an alert is not told again.
 */
export function heldByPerson(alert: Alert, now: number): HoldReason | null {
  const { workflow } = alert;
  if (workflow.status === 'closed') return 'closed';
  if (isSnoozed(workflow, now)) return becameCriticalSince(alert, 'snooze') ? null : 'snoozed';
  if (workflow.status === 'acknowledged')
    return becameCriticalSince(alert, 'acknowledge') ? null : 'acknowledged';
  return null;
}

/** Whether the alert became critical after somebody last did this with it. */
function becameCriticalSince({ severity, history: { entries } }: Alert, did: Deed['kind']): boolean {
  if (severity !== 'critical') return false;
  const lastOf = (fits: (entry: (typeof entries)[number]) => boolean) =>
    Math.max(-Infinity, ...entries.flatMap((entry, n) => (fits(entry) ? [n] : [])));
  const became = lastOf((entry) => entry.kind === 'severity' && entry.to === 'critical');
  return became > lastOf(({ kind }) => kind === did);
}
