import type { Tell } from '../../../common/channels/tell';
import { dayAt, momentOf } from './local_time';

/**
 * Until when it is quiet, epoch ms; null where it is not. Each day has one quiet time, from one moment to another, also
 * where clocks change in it: it may then be an hour longer or shorter, and is never interrupted.
 */
export function quietUntil(quietHours: Tell['quietHours'], now: number): number | null {
  if (!quietHours) return null;
  const { from, to, timeZone } = quietHours;
  const today = dayAt(timeZone, now);
  // One that began the day before may go on, past midnight.
  for (const day of [today.day, today.day - 1]) {
    const start = momentOf(timeZone, { ...today, day }, from);
    const end = momentOf(timeZone, { ...today, day: to > from ? day : day + 1 }, to);
    if (start <= now && now < end) return end;
  }
  return null;
}
