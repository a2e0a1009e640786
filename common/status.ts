import type { JournalVerdict, PatternCheck } from './api';
import type { Problem } from './problems';

/**
 * off: nobody turned it on. starting: on, no tick finished yet. running: the last tick read everything.
 * failing: the last tick did not. stalled: no tick for longer than there should be.
 */
export type DetectionState = 'off' | 'starting' | 'running' | 'failing' | 'stalled';

/** With whose rights the events are read. */
export type Authority =
  | { kind: 'api_key'; username: string; since: string; keyName: string }
  | { kind: 'internal_user' }
  | { kind: 'none' };

/** One run of the background task. Times are ISO 8601 in UTC. */
export interface TickReport {
  startedAt: string;
  finishedAt: string;
  /** The slice of event time that was read; null where reading failed. */
  from: string | null;
  to: string | null;
  eventsRead: number;
  outcome: 'ok' | 'partial' | 'failed';
  verdicts: JournalVerdict[];
  problems: Problem[];
}

/** GET status. */
export interface StatusResponse {
  state: DetectionState;
  authority: Authority;
  lastTick: TickReport | null;
  /** The last tick that read everything up to its end. */
  lastGoodTickAt: string | null;
  /** Milliseconds: what is set, and what Task Manager reaches with it. */
  interval: { set: number; attained: number };
  sources: PatternCheck[];
  sourcesCheckedAt: string | null;
  telegram: {
    configured: boolean;
    waiting: number;
    refused: number;
    lastDeliveredAt: string | null;
    lastProblem: Problem | null;
  };
  /** Everything that is wrong, worst first: what the page shows in red or yellow. */
  problems: Problem[];
}
