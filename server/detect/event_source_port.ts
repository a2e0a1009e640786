import type { FailedLogon } from '../../common/events';
import type { Scan } from './scan';

export interface Reading {
  events: FailedLogon[];
  /** Epoch ms up to which everything was read; before the scan's end where the time was up. */
  readTo: number;
}

/** Reads events with somebody's rights. Throws where any part of the answer is missing: that is never "no attack". */
export interface EventSource {
  /** Stops at `deadline` (epoch ms) and says how far it came. */
  read(scan: Scan, deadline: number, signal?: AbortSignal): Promise<Reading>;
}
