import type { LogonEvent } from '../../../common/alerts/events';

/** Place of the first event that happened at `at` or later. `events` by time. */
export function placeOf(events: readonly LogonEvent[], at: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Events from `from` on and before `to`, epoch milliseconds. `events` by time: looks at no others. */
export const between = (events: readonly LogonEvent[], from: number, to: number): LogonEvent[] =>
  events.slice(placeOf(events, from), placeOf(events, to));
