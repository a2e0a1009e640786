import type { GiveWay } from '../../../common/give_way';
import type { ClocksAhead, Late } from '../events/event_source_port';
import type { EventWindow } from './window';

/** What a reading may take. */
export interface Limits {
  /** Epoch milliseconds. */
  deadline: number;
  clock(): number;
  signal?: AbortSignal;
  giveWay?: GiveWay;
}

/** What is known of the slice after a reading. */
export interface LogView {
  window: EventWindow;
  /** Epoch ms from which on everything is in the window; later than the scan where there was too much. */
  from: number;
  /** Epoch ms up to which everything was read. */
  readTo: number;
  /** Whether the next reading goes on where this one ended, and it got somewhere. */
  goesOn: boolean;
  /** Where there is much to read in whole, about how many documents: nothing of it is read yet, but by the next reading. */
  waiting: number | null;
  late: Late;
  /** Whose events come before their time; null for nobody's. */
  ahead: ClocksAhead | null;
  /**
   * What was found is stored, and what came late was told. Where all changed groups were looked at whole, only those that
   * change from now on need a look. Does nothing once the next reading began.
   */
  commit(isWhole: boolean): void;
}
