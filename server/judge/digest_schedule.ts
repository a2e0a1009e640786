import type { Tell } from '../../common/channels/tell';
import { dayAt, momentOf } from './suppression/local_time';

const MINUTE = 60_000;

/**
 * When the last digest of the channel was due, epoch ms, at most `now`; null where it has no schedule. Minutes are counted
 * from 1970 on, so that every Kibana comes to the same time.
 */
export function lastDue(digest: Tell['digest'], now: number): number | null {
  if (digest.mode === 'off') return null;
  if (digest.mode === 'every') {
    const every = digest.minutes * MINUTE;
    return Math.floor(now / every) * every;
  }
  const { at, timeZone } = digest;
  const today = dayAt(timeZone, now);
  const days = [0, 1, 2].map((back) => momentOf(timeZone, { ...today, day: today.day - back }, at));
  return days.find((due) => due <= now) ?? null;
}
