import type { AlertWithDeliveries } from './api';
import type { Problem } from '../status/problems';
import type { AlertAction } from '../alerts/actions';
import type { Workflow } from '../alerts/workflow';

/** An action as a request names it, e.g. `{ action: 'close', reason: 'duplicate' }`. Without `assignee`: the caller. */
export type ActionRequest =
  | { action: 'acknowledge' | 'reopen' | 'unsnooze' }
  | { action: 'close'; reason: Extract<AlertAction, { kind: 'close' }>['reason'] }
  | { action: 'snooze'; until: number }
  | { action: 'assign'; assignee?: string | null }
  | { action: 'comment'; text: string };

/**
 * POST alerts/{id}/_act. `revision`: that of the alert's workflow as it was shown. Where somebody did something since,
 * the answer is 409 and says what. Without it the action is done whatever others did.
 */
export type ActOnAlertRequest = ActionRequest & { revision?: number };
export interface ActOnAlertResponse {
  outcome: 'done' | 'unchanged';
  /** On how many alerts that are part of it the same was done; absent where on none. */
  parts?: number;
  alert: AlertWithDeliveries;
}

/** POST alerts/_bulk: one action on up to 1,000 alerts. The status is 200 also where some were not acted on. */
export type BulkRequest = ActionRequest & { alerts: Array<{ id: string; revision?: number }> };
export interface BulkResponse {
  /** On how many the action was done. Those that were so already are not counted. */
  done: number;
  /** What became of each, in the order of the request. */
  alerts: BulkAnswer[];
}
export interface BulkAnswer {
  id: string;
  outcome: 'done' | 'unchanged' | 'refused' | 'conflict' | 'not_found' | 'busy' | 'failed';
  /** As it is now; null where there is no such alert, or where it is not known. */
  workflow: Workflow | null;
  /** On how many alerts that are part of it the same was done; absent where on none. */
  parts?: number;
  /** Why it was not done; null where it was, and where it was so already. */
  problem: Problem | null;
}
