import type { Severity } from '../rules/rules';

/** Where an alert stands with the people who work on it. Kibana's words (`kibana.alert.workflow_status`). */
export const WORKFLOW_STATUSES = ['open', 'acknowledged', 'closed'] as const;
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];

/** Why an alert was closed. Kibana's words (`kibana.alert.workflow_reason`, from 9.2 on). */
export const CLOSE_REASONS = [
  'false_positive',
  'duplicate',
  'benign_positive',
  'true_positive',
  'other',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What people decided about an alert. Only people change it, never a tick. Times are epoch milliseconds. */
export interface Workflow {
  status: WorkflowStatus;
  /** Null unless the alert is closed. */
  reason: CloseReason | null;
  /** Name of the Kibana user who takes care of it; null for nobody. */
  assignee: string | null;
  /** Nobody is told of the alert before this time. It may have passed: the alert is not snoozed any more then. */
  snoozedUntil: number | null;
  /** How many actions of people changed the alert. Whoever acts on what a page shows sends it along. */
  revision: number;
  /** When the last of these actions was; null before the first. */
  changedAt: number | null;
}

/** An alert that nobody has looked at. */
export const UNTOUCHED: Workflow = {
  status: 'open',
  reason: null,
  assignee: null,
  snoozedUntil: null,
  revision: 0,
  changedAt: null,
};

/** What somebody wrote about an alert. `by` is null where Kibana knows no users. `at`: epoch milliseconds. */
export interface AlertComment {
  by: string | null;
  at: number;
  text: string;
}

/** A fact that makes an attack graver than its rule says. */
export const SEVERITY_FACTS = ['attack_worked', 'locked_out', 'ten_times_threshold', 'graver_rule'] as const;
export type SeverityFact = (typeof SEVERITY_FACTS)[number];

/** What was done to an alert. */
export type Deed =
  | { kind: 'acknowledge' }
  | { kind: 'reopen' }
  | { kind: 'close'; reason: CloseReason }
  | { kind: 'snooze'; until: number }
  | { kind: 'unsnooze' }
  | { kind: 'assign'; assignee: string | null }
  | { kind: 'comment' }
  | { kind: 'severity'; from: Severity; to: Severity; because: SeverityFact };

/**
 * One line of an alert's history. `by` is null where the plugin did it itself (`severity`), and where Kibana knows no
 * users. `via` is there where it was not done in Kibana: `by` is then a name that the person chose there, with the number
 * that nobody can choose. `at`: epoch milliseconds.
 */
export type HistoryEntry = Deed & { by: string | null; via?: 'telegram'; at: number };

/** Who did what when, oldest first. */
export interface AlertHistory {
  /** The newest ones, at most `HISTORY_MAX`. */
  entries: HistoryEntry[];
  /** How many older ones are no longer kept. */
  dropped: number;
}

/** An alert's document must stay small, however often people and rules change it. */
export const HISTORY_MAX = 100;

export const NO_HISTORY: AlertHistory = { entries: [], dropped: 0 };

/** The history with one more entry. The oldest goes where there is no room. */
export function withEntry({ entries, dropped }: AlertHistory, entry: HistoryEntry): AlertHistory {
  const all = [...entries, entry];
  const kept = all.slice(-HISTORY_MAX);
  return { entries: kept, dropped: dropped + all.length - kept.length };
}

/** Whether people asked not to be told of the alert for now. `now`: epoch milliseconds. */
export const isSnoozed = ({ snoozedUntil }: Workflow, now: number): boolean =>
  snoozedUntil !== null && now < snoozedUntil;
