import type { JournalVerdict, PatternCheck } from '../api/api';
import type { Problem } from './problems';

/**
 * off: nobody turned it on. starting: on, no tick finished yet. running: the last tick read everything.
 * catching_up: the last tick read a part, or looked at the busiest groups only, and the next goes on. failing: the last
 * tick could not read, or not get any further. stalled: no tick for longer than there should be.
 */
export type DetectionState = 'off' | 'starting' | 'running' | 'catching_up' | 'failing' | 'stalled';

/**
 * How the rights are, each with a problem that says what to do. none: off. unchecked: no run has used them yet.
 * missing: on, and no key is stored. unknown: Elasticsearch no longer has the key. refused: not taken, for a reason
 * that it does not say. too_weak: a pattern, or part of it, may no longer be read. undecryptable: Kibana's encryption
 * key changed. keys_disabled: API keys are switched off in Elasticsearch. security_off: a key is stored and not needed.
 */
export type AuthorityState =
  | 'none'
  | 'unchecked'
  | 'working'
  | 'missing'
  | 'expired'
  | 'revoked'
  | 'unknown'
  | 'refused'
  | 'too_weak'
  | 'undecryptable'
  | 'keys_disabled'
  | 'security_off';

/** With whose rights the events are read. */
export type Authority =
  | { kind: 'api_key'; username: string; since: string; keyName: string; state: AuthorityState }
  | { kind: 'internal_user'; state: AuthorityState }
  | { kind: 'none'; state: AuthorityState };

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

/** The last run as the status tells it. */
export type LastTick = Omit<TickReport, 'verdicts'> & Partial<Pick<TickReport, 'verdicts'>>;

/** Whether people can be told through a channel. */
export interface ChannelStatus {
  id: string;
  kind: string;
  name: string;
  /** It has all that sending needs. */
  ready: boolean;
  /** It refuses for good: nothing is sent but a probe now and then, and what waits will be told in one message. */
  broken: boolean;
  waiting: number;
  refused: number;
  lastDeliveredAt: string | null;
  /** The gravest first. */
  problems: Problem[];
}

/** GET status. Pages ask for it every few seconds, so it is small: verdicts are in it with `?verdicts=true` only. */
export interface StatusResponse {
  state: DetectionState;
  authority: Authority;
  lastTick: LastTick | null;
  /** The last tick that read everything up to its end. */
  lastGoodTickAt: string | null;
  /** Milliseconds: what is set, and how far apart the last ticks really began. */
  interval: { set: number; attained: number };
  sources: PatternCheck[];
  sourcesCheckedAt: string | null;
  /** Of each channel of the settings, in their order. */
  channels: ChannelStatus[];
  /** Everything that is wrong, worst first: what the page shows in red or yellow. */
  problems: Problem[];
}
