import type { GiveWay } from '../../../common/give_way';
import type { ClocksAhead, Late } from '../events/event_source_port';
import type { EventWindow } from './window';

/** How long a reading may take, and what it gives way to. */
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
  /** Whether the next reading goes on where this one ended. False too where this one made no progress. */
  goesOn: boolean;
  /**
   * About how many documents the next reading has to read, where this one read none since they are very many; else
   * null.
   */
  waiting: number | null;
  late: Late;
  /** The hosts whose clocks are ahead; null where there are none. */
  ahead: ClocksAhead | null;
  /**
   * To be called once the detections are stored and the late events are reported. `isWhole`: all changed
   * groups were looked at with all their events, so the next tick looks only at groups that change from now
   * on. Does nothing once the next reading began.
   */
  commit(isWhole: boolean): void;
}
