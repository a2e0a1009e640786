import type { Comparing, Rule } from '../../common/rules/rules';

/** What reading needs to know of a tick. */
export interface SliceRun {
  /** Those that are switched on. */
  rules: Rule[];
  comparing: Comparing;
  /** Epoch milliseconds. */
  now: number;
  deadline: number;
  signal?: AbortSignal;
}
