import type { StoredHeartbeat } from '../../../common/status/heartbeat';
import type { DetectionState } from '../../../common/status/status';

const MINUTE = 60_000;
/** Without a good run for longer, detection does not count as working: so many intervals, and at least this, ms. */
const GOOD_WITHIN = { intervals: 3, atLeast: 90_000 } as const;

/** What is known of the detection of a space. Times are epoch ms. */
export interface Wellness {
  state: DetectionState;
  lastGoodRunAt: number | null;
  /** Milliseconds between two runs. */
  interval: number;
  now: number;
}

/** Whether the heartbeat may beat: detection reads everything that it should, and did so a moment ago. */
export function isWell({ state, lastGoodRunAt, interval, now }: Wellness): boolean {
  if (state !== 'running' && state !== 'catching_up') return false;
  const limit = Math.max(GOOD_WITHIN.intervals * interval, GOOD_WITHIN.atLeast);
  return lastGoodRunAt !== null && now - lastGoodRunAt <= limit;
}

/**
 * When the next call is due, epoch ms. One that failed, or of which nobody knows how it ended, is made again after a
 * minute: whoever waits for it may wait for little longer than the time between two calls.
 */
export function nextCallAt({ calledAt, last }: StoredHeartbeat, minutes: number): number {
  if (calledAt === null) return -Infinity;
  const isGood = last !== null && last.ok && last.at === calledAt;
  return calledAt + (isGood ? minutes : 1) * MINUTE;
}
