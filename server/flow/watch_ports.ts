import type { TickEnd, WatchedSpace } from './watched_space';

/** By space, the id of the API key that its events are read with; null where it needs none. */
export type Keys = Record<string, string | null>;

export interface TickOrder {
  space: string;
  /** How long it may take, ms. */
  budget: number;
  /** How far apart the last ticks began, ms. */
  pace: number | null;
  /** No tick ran here yet with these settings: another Kibana may have ticked the space meanwhile. */
  isFirst: boolean;
  /** Somebody waits for it. */
  isWanted: boolean;
}

export interface WatchPorts {
  /** The spaces in which detection is on, as they are set now. */
  spaces(): Promise<WatchedSpace[]>;
  /** Which of these spaces another Kibana wants a tick of. Told once. */
  wanted(spaces: string[]): Promise<string[]>;
  tick(order: TickOrder): Promise<TickEnd>;
  /** Looks at the source where that is due. Beside the ticks: it may take minutes, and it may fail. */
  checkSource(space: string): Promise<void>;
  /** Removes what is left of a space in which detection is off, or which is gone. */
  cleanUp(space: string, keyId: string | null): Promise<void>;
  clock(): number;
  /** Ends early where `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  log(line: string): void;
}

/** What a run of the task leaves to the next one. */
export interface HandOver {
  keys: Keys;
  /** Detection is on nowhere: the task need not be held. */
  isIdle: boolean;
}
