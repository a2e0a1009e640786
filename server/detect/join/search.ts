import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { Naming } from '../count/naming';
import type { EventWindow } from '../log/window';

/** What one rule looks for, and in what. */
export interface Search {
  rule: Rule;
  naming: Naming;
  window: EventWindow;
  /** Epoch milliseconds from which on everything is in the window. */
  from: number;
  /** Epoch milliseconds up to which everything that the rule needs was read; -Infinity where nobody can tell. */
  asOf: number;
  giveWay: GiveWay;
  /** Aborted where the run is given up: what it would find could not be stored. */
  signal?: AbortSignal;
}
