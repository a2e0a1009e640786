import type { JournalVerdict, PatternCheck } from '../api/api';
import type { HeartbeatStatus } from './heartbeat';
import type { KerberosAndNtlm, LogonsSeen } from '../settings/kerberos_and_ntlm';
import type { Problem } from './problems';

/**
 * The state of detection in a space.
 * off: nobody turned it on. starting: on, no tick finished yet. running: the last tick read everything.
 * catching_up: the last tick read a part, or only the busiest groups; the next one goes on from there.
 * failing: the last tick could not read, or there is an error that keeps it from reading everything.
 * stalled: the last tick is too long ago.
 */
export type DetectionState = 'off' | 'starting' | 'running' | 'catching_up' | 'failing' | 'stalled';

/**
 * Whether the rights to read still work. Every state other than none, unchecked and working has a problem that says
 * what to do.
 * none: detection is off. unchecked: on, and no tick has used the key yet. missing: on, and no key is stored.
 * unknown: Elasticsearch no longer has the key. refused: Elasticsearch does not take the key and does not say why.
 * too_weak: a pattern, or a part of it, can no longer be read. undecryptable: Kibana's encryption key changed.
 * keys_disabled: API keys are switched off in Elasticsearch. security_off: a key is stored and not needed.
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

/** With whose rights the events are read. `since`: epoch milliseconds. */
export type Authority =
  | { kind: 'api_key'; username: string; since: number; keyName: string; state: AuthorityState }
  | { kind: 'internal_user'; state: AuthorityState }
  | { kind: 'none'; state: AuthorityState };

/** What one tick reports. Times are epoch milliseconds. */
export interface TickReport {
  startedAt: number;
  finishedAt: number;
  /** The slice of event time that was read; null where reading failed. */
  from: number | null;
  to: number | null;
  eventsRead: number;
  outcome: 'ok' | 'partial' | 'failed';
  verdicts: JournalVerdict[];
  problems: Problem[];
}

/** The last tick as the status tells it. */
export type LastTick = Omit<TickReport, 'verdicts'> & Partial<Pick<TickReport, 'verdicts'>>;

/** Whether people can be told through a channel. Times are epoch milliseconds. */
export interface ChannelStatus {
  id: string;
  kind: string;
  name: string;
  /** It has all that sending needs. */
  ready: boolean;
  /**
   * The channel refuses for good. Only a probe is sent now and then, and where that would try a refused login again, not
   * even that; what waits will be told in one message once it works.
   */
  broken: boolean;
  waiting: number;
  refused: number;
  lastDeliveredAt: number | null;
  /**
   * When the first message arrived after the channel was last broken or changed; null while it is broken, and where none
   * arrived since.
   */
  worksSince: number | null;
  /** The gravest first. */
  problems: Problem[];
}

/**
 * GET status. Pages ask for it every few seconds, so it is small: verdicts are in it with `?verdicts=true` only. Times
 * are epoch milliseconds.
 */
export interface StatusResponse {
  state: DetectionState;
  authority: Authority;
  lastTick: LastTick | null;
  /** When the last tick that read everything up to its end finished. */
  lastGoodTickAt: number | null;
  /** Milliseconds between ticks: the interval of the settings, and the one that the last ticks really kept. */
  interval: { set: number; attained: number };
  sources: PatternCheck[];
  sourcesCheckedAt: number | null;
  /** One entry for each channel of the settings, in their order. */
  channels: ChannelStatus[];
  /** Whether Kerberos and NTLM failures count, and what was seen of them; null where nobody looked yet. */
  kerberosAndNtlm: { setting: KerberosAndNtlm; seen: LogonsSeen | null };
  /** Null where no URL is to be called. */
  heartbeat: HeartbeatStatus | null;
  /** Everything that is wrong, worst first: what the page shows in red or yellow. */
  problems: Problem[];
}
