import type { Alert } from './alerts';
import { NO_EVIDENCE, type Evidence } from './evidence';
import type { Group, Rule } from '../rules/rules';

/** What can no longer change of an alert: the evidence of its events before a time, for which no event is in time any more. */
export interface Sealed {
  /** Epoch milliseconds; -Infinity where nothing is sealed yet. Events at or after it are not in `evidence`. */
  before: number;
  evidence: Evidence;
}

/** Before anything is. It is not stored. */
export const NOTHING_SEALED: Sealed = { before: -Infinity, evidence: NO_EVIDENCE };

/** What detection needs of an alert that new events may join. */
export interface KnownAlert {
  alert: Pick<Alert, 'rule' | 'group' | 'firedAt' | 'evidence'>;
  sealed: Sealed;
  /** Opened by an early look at a part of its events: the first complete look counts it anew. Nothing of it is sealed. */
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
