import type { Alert } from './alerts';
import { NO_EVIDENCE, type Evidence } from './evidence';
import type { Group, Rule } from '../rules/rules';

/**
 * The part of an alert's evidence that can no longer change: that of the events before a point in time. Events that
 * old come too late to be counted.
 */
export interface Sealed {
  /** Epoch milliseconds; -Infinity where nothing is sealed yet. Events at or after it are not in `evidence`. */
  before: number;
  evidence: Evidence;
}

/** The sealed part of an alert of which nothing is sealed yet. This value is not stored. */
export const NOTHING_SEALED: Sealed = { before: -Infinity, evidence: NO_EVIDENCE };

/** What detection needs of an alert that new events may join. */
export interface KnownAlert {
  alert: Pick<Alert, 'rule' | 'group' | 'firedAt' | 'evidence'>;
  sealed: Sealed;
  /**
   * True where an early look at a part of the events opened the alert. The first complete look counts it anew, so
   * nothing of it is sealed.
   */
  isProvisional: boolean;
}

/** One group over the threshold, or growing, in one tick. Never changes. */
export interface Detection<A extends KnownAlert = KnownAlert> {
  rule: Rule;
  group: Group;
  /** The alert that it grows; null where it is a new attack. */
  grows: A | null;
  /** Epoch milliseconds of the event that reached the threshold. */
  firedAt: number;
  evidence: Evidence;
  sealed: Sealed;
  isProvisional: boolean;
}
