import type { Evidence } from './evidence';
import type { Group, Rule } from '../rules/rules';

/** Events older than `until` are counted for good in `evidence`; newer ones may still be joined by late ones. */
export interface Settled {
  /** Epoch milliseconds; events at or after it are not in `evidence`. */
  until: number;
  evidence: Evidence;
}

/** What a stage knows of an alert that a new event may join. */
export interface KnownAlert {
  id: string;
  ruleId: string;
  groupKey: string;
  /** Milliseconds before an event in which others decide whether it counts; 0 where each counts by itself. */
  lookBehind: number;
  /** Epoch milliseconds of the event that reached the limit, of those that are known. */
  firedAt: number;
  evidence: Evidence;
  settled: Settled;
}

/** One group over the threshold, or growing, in one tick. Never changes. */
export interface Detection {
  rule: Rule;
  group: Group;
  /** The alert that it grows; null where it is a new attack. */
  grows: string | null;
  /** Epoch milliseconds of the event that reached the threshold; null where it is what the alert says already. */
  firedAt: number | null;
  evidence: Evidence;
  settled: Settled;
}
