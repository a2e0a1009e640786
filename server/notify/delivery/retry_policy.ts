import { TELL_WITHIN } from '../../../common/bounds';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { FailedOutcome } from './channel_sender_port';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Spans in milliseconds. */
export const RETRY = {
  firstPause: 5 * SECOND,
  longestPause: 5 * MINUTE,
  longestUnknownPause: HOUR,
  /** As many as six hours have room for: a summary, which is never too old, ends by this. */
  unknownsMax: 12,
  giveUpAfter: TELL_WITHIN,
  /** Nobody waits longer for a test. */
  giveUpTestAfter: 10 * MINUTE,
  jitterMax: SECOND,
  /** How often a message whose channel moved is tried at once; after that there are pauses. */
  attemptsAtOnce: 3,
} as const;

type Kind = Pick<OutboxEntry<unknown>, 'reason' | 'edits'>;

/** Whether a copy does more harm than a message that never comes. Changing a message twice does none. */
export const isAtMostOnce = ({ reason, edits }: Kind): boolean => edits === null && AT_MOST_ONCE.has(reason);

const AT_MOST_ONCE = new Set<Kind['reason']>(['reminder', 'ended', 'test']);

/** A delivery whose last attempt failed. Times are epoch milliseconds. */
export interface FailedAttempt extends Kind {
  /** Attempts made so far, this one included: 1, 2, … */
  attempts: number;
  /** How many of those attempts ended unknown, this one included. */
  unknowns: number;
  plannedAt: number;
  now: number;
  outcome: FailedOutcome;
  /** From 0 to `RETRY.jitterMax`, so that several Kibanas do not come back at the same moment. */
  jitter: number;
}

/** retry: not before `at` (epoch ms). refuse: wait until somebody acts. expire: give the message up. */
export type NextStep = { kind: 'retry'; at: number } | { kind: 'refuse' } | { kind: 'expire' };

/** Whether a message is too old to be sent as news. A summary or digest tells of the past, so it never is. */
export const isTooOld = (
  { reason, edits, plannedAt }: Kind & Pick<OutboxEntry<unknown>, 'plannedAt'>,
  now: number,
) =>
  !(TELLS_OF_THE_PAST.has(reason) && edits === null) &&
  now - plannedAt >= (reason === 'test' ? RETRY.giveUpTestAfter : RETRY.giveUpAfter);

const TELLS_OF_THE_PAST = new Set<Kind['reason']>(['summary', 'digest']);

/**
 * What becomes of a delivery after a failed attempt.
 * A first message is sent at least once, so it is repeated even when it was perhaps sent; a reminder, and a message that
 * it ended, at most once. An edit or a test is no message that could be kept for later: what refuses it ends it.
 */
export function nextStep(failed: FailedAttempt): NextStep {
  const { outcome, now, attempts } = failed;
  if (outcome.kind === 'refused') return { kind: isKept(failed) ? 'refuse' : 'expire' };
  if (outcome.kind === 'unknown' && isAtMostOnce(failed)) return { kind: 'expire' };
  if (isTooOld(failed, now)) return { kind: 'expire' };
  if (outcome.kind === 'unknown') {
    if (failed.unknowns >= RETRY.unknownsMax) return { kind: 'expire' };
    return { kind: 'retry', at: now + pauseAfterUnknown(failed.unknowns) };
  }
  if (outcome.moved) return atOnce(failed);
  if (outcome.waitMs === null) return { kind: 'retry', at: now + pauseAfter(attempts) };
  return { kind: 'retry', at: now + deferral(outcome.waitMs, failed) };
}

const isKept = ({ reason, edits }: Kind) => edits === null && reason !== 'test';

/**
 * 5 s, then four times as long each time, up to an hour: where every answer is lost and every message arrives, people
 * get about a dozen copies in the six hours until it is given up, and not a hundred.
 */
function pauseAfterUnknown(unknowns: number): number {
  return Math.min(RETRY.firstPause * 4 ** (unknowns - 1), RETRY.longestUnknownPause);
}

/** 5 s, then twice as long each time, up to 5 min. */
function pauseAfter(attempts: number): number {
  return Math.min(RETRY.firstPause * 2 ** (attempts - 1), RETRY.longestPause);
}

/**
 * Whole milliseconds to wait: what the far side asked for, as far as its kind of channel believes it, and the jitter.
 * Trying earlier would prolong its ban.
 */
function deferral(waitMs: number, { jitter }: FailedAttempt): number {
  return Math.ceil(Math.max(SECOND, waitMs) + Math.min(Math.max(0, jitter), RETRY.jitterMax));
}

/**
 * Tries again at once: nothing was sent, and the next attempt goes to another address. After some such attempts there
 * are pauses.
 */
function atOnce({ attempts, now }: FailedAttempt): NextStep {
  return { kind: 'retry', at: attempts <= RETRY.attemptsAtOnce ? now : now + pauseAfter(attempts) };
}
