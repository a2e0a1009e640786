import type { FailedLogon } from '../../common/events';
import type { Scan } from './scan';

export type { Scan };

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

/** A hit of the search: `fields` holds a list of values a field, whatever the mapping. */
export interface Hit {
  _index: string;
  _id: string;
  fields?: Record<string, unknown[]>;
}

/** What to ask Elasticsearch for, and how to read a hit of the answer. */
export interface EventQuestion {
  timeField: string;
  /** A pattern without any of these cannot tell whose logon failed. */
  accountFields: string[];
  /** Of each list at least one has to be visible, or failed logons are not found or not told apart. */
  neededFields: string[][];
  fields: string[];
  /** Epoch milliseconds, both ends included. */
  query(from: number, to: number): object;
  read(hit: Hit): FailedLogon | undefined;
}
