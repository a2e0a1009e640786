import type { Tell } from '../../../common/channels/tell';
import { LASTING_FAILURES, type StoredHeartbeat } from '../../../common/status/heartbeat';
import type { AuthorityState, TickReport } from '../../../common/status/status';
import type { TroubleCause, TroubleCode } from '../../../common/status/trouble';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Milliseconds. */
export const LIMITS = {
  /** Without a good run; at least three intervals. */
  noGoodRun: 10 * MINUTE,
  /** Without a logon; at least half as long again as the source was silent in the day before. */
  silent: 30 * MINUTE,
  /** A source that was silent for longer is no news. */
  silentAtMost: 7 * DAY,
  /** A key that is valid for less than that is to be renewed. */
  expiring: 7 * DAY,
} as const;
const INTERVALS = 3;
const GAPS = 1.5;

/** Whether logons come to a pattern, as the last look at the source saw it. Times are epoch ms. */
export interface SourceFact {
  pattern: string;
  /** Null where nobody looked yet. */
  checkedAt: number | null;
  /** Null where there is none, or nobody could tell. */
  newestLogonAt: number | null;
  /** The longest time without a logon in the day before the newest one, ms. */
  longestGap: number;
}

/** A channel of the settings, and whether people can be told by it. */
export interface ChannelFact {
  id: string;
  kind: string;
  name: string;
  tell: Tell;
  isReady: boolean;
  /** Since when it refuses, epoch ms, and why; null where it works. */
  refused: (TroubleCause & { since: number }) | null;
}

/** The heartbeat of the settings, and what became of its last calls. */
export interface HeartbeatFact extends Pick<StoredHeartbeat, 'last' | 'failures' | 'failingSince'> {
  host: string;
}

/** What is known of a space in which detection is on. Times are epoch ms. */
export interface WatchedFacts {
  now: number;
  /** When this Kibana started: what did not happen while it was down is not yet trouble. */
  startedAt: number;
  turnedOnAt: number;
  /** Milliseconds between two runs. */
  interval: number;
  lastGoodRunAt: number | null;
  lastRun: { at: number; outcome: TickReport['outcome']; cause: TroubleCause | null } | null;
  key: { state: AuthorityState; cause: TroubleCause | null; expiresAt: number | null };
  sources: SourceFact[];
  channels: ChannelFact[];
  /** Null where no URL is to be called. */
  heartbeat: HeartbeatFact | null;
}

/**
 * Whether there is trouble of one kind about one thing. `unknown` neither begins nor ends it. A condition that is not given
 * at all has no object any more: its channel or pattern was removed.
 */
export interface Condition {
  code: TroubleCode;
  subject: string | null;
  name: string | null;
  is: 'bad' | 'good' | 'unknown';
  since: number;
  due: number | null;
  cause: TroubleCause | null;
}

/** The states of a key with which nothing, or not everything, can be read. */
const LOST = new Set<AuthorityState>([
  'missing',
  'expired',
  'revoked',
  'unknown',
  'refused',
  'too_weak',
  'undecryptable',
  'keys_disabled',
]);

/** Every condition of a space. Pure. */
export function conditionsOf(facts: WatchedFacts): Condition[] {
  return [
    ...(isKeyLost(facts) ? [] : [noGoodRun(facts), keyExpiring(facts)]),
    keyLost(facts),
    ...facts.sources.map(sourceSilent),
    ...facts.channels.map((channel) => channelRefused(channel, facts.now)),
    ...(facts.heartbeat ? [heartbeatFailing(facts.heartbeat, facts.now)] : []),
  ];
}

const isKeyLost = ({ key }: WatchedFacts) => LOST.has(key.state);
const ofSpace = { subject: null, name: null, due: null, cause: null } as const;
const sinceGood = ({ lastGoodRunAt, turnedOnAt }: WatchedFacts) =>
  Math.max(lastGoodRunAt ?? -Infinity, turnedOnAt);

/** Not asked while the key is lost: that says already why nothing is read. */
function noGoodRun(facts: WatchedFacts): Condition {
  const { now, startedAt, interval, lastGoodRunAt, lastRun } = facts;
  const limit = Math.max(LIMITS.noGoodRun, INTERVALS * interval);
  const since = sinceGood(facts);
  const isRecent = lastGoodRunAt !== null && now - lastGoodRunAt <= limit;
  const isBad = now - Math.max(since, startedAt) > limit;
  const cause = lastRun && now - lastRun.at <= limit ? lastRun.cause : null;
  return {
    ...ofSpace,
    code: 'no_good_run',
    is: isBad ? 'bad' : isRecent ? 'good' : 'unknown',
    since,
    cause,
  };
}

function keyLost(facts: WatchedFacts): Condition {
  const { key, lastRun } = facts;
  const condition = { ...ofSpace, code: 'key_lost', since: sinceGood(facts), cause: key.cause } as const;
  if (isKeyLost(facts)) return { ...condition, is: 'bad' };
  // A run that failed for another reason says nothing of the key.
  const hasRead = lastRun !== null && lastRun.outcome !== 'failed';
  return { ...condition, is: hasRead ? 'good' : 'unknown' };
}

function keyExpiring(facts: WatchedFacts): Condition {
  const { expiresAt } = facts.key;
  const isBad = expiresAt !== null && expiresAt - facts.now < LIMITS.expiring;
  return {
    ...ofSpace,
    code: 'key_expiring',
    is: isBad ? 'bad' : 'good',
    since: facts.now,
    due: expiresAt,
  };
}

function sourceSilent({ pattern, checkedAt, newestLogonAt, longestGap }: SourceFact): Condition {
  const common = { code: 'source_silent', subject: pattern, name: pattern, due: null, cause: null } as const;
  if (checkedAt === null || newestLogonAt === null) return { ...common, is: 'unknown', since: 0 };
  const silence = checkedAt - newestLogonAt;
  const since = newestLogonAt;
  if (silence <= Math.max(LIMITS.silent, GAPS * longestGap)) return { ...common, is: 'good', since };
  return { ...common, is: silence > LIMITS.silentAtMost ? 'unknown' : 'bad', since };
}

/** About the host, so that nothing is said of one that was replaced. */
function heartbeatFailing({ host, last, failures, failingSince }: HeartbeatFact, now: number): Condition {
  const common = { code: 'heartbeat_failing', subject: host, name: host, due: null } as const;
  const since = failingSince ?? now;
  if (!last) return { ...common, is: 'unknown', since, cause: null };
  if (last.ok) return { ...common, is: 'good', since, cause: null };
  const { code, said, remedy } = last;
  return {
    ...common,
    is: failures < LASTING_FAILURES ? 'unknown' : 'bad',
    since,
    cause: { code, said, remedy },
  };
}

function channelRefused({ id, name, refused }: ChannelFact, now: number): Condition {
  const common = { code: 'channel_refused', subject: id, name, due: null } as const;
  if (!refused) return { ...common, is: 'good', since: now, cause: null };
  const { since, ...cause } = refused;
  return { ...common, is: 'bad', since, cause };
}
