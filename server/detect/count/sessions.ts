import type { LogonEvent } from '../../../common/alerts/events';
import { MIN_QUIET } from '../../../common/bounds';
import type { EventList } from '../log/event_list';
import { indexAt } from './lists';
import type { Range } from './threshold';

/** The longest that an attack may be quiet, milliseconds; what comes later is another attack. `timespan`: the rule's. */
export const sessionGap = (timespan: number) => Math.max(timespan, MIN_QUIET);

/**
 * The sessions of a group: its failures without a gap longer than `gap` (ms), with the logons that worked because of them.
 * Each is given as the time of its first and its last event; all that is counted between them belongs to it. Oldest first.
 * Both lists are by time, and each success has a failure at most `gap` before it.
 */
export function sessionsOf(failures: EventList, worked: readonly LogonEvent[], gap: number): Range[] {
  return joined(extended(sessionsOfFailures(failures, gap), worked), gap);
}

/**
 * Leaps from failure to failure as far as the gap reaches (a binary search each), so many failures take few
 * steps.
 */
function sessionsOfFailures(failures: EventList, gap: number): Range[] {
  const sessions: Range[] = [];
  for (let start = 0; start < failures.length;) {
    let end = start;
    for (let next = end; ; end = next) {
      next = indexAt(failures, failures.timeAt(end) + gap + 1) - 1;
      if (next === end) break;
    }
    sessions.push({ from: failures.timeAt(start), to: failures.timeAt(end) });
    start = end + 1;
  }
  return sessions;
}

/** A session lasts until the last success that its failures led to. */
function extended(sessions: Range[], worked: readonly LogonEvent[]): Range[] {
  let n = 0;
  const ends = sessions.map(({ to }) => to);
  for (const { at } of worked) {
    while ((sessions[n + 1]?.from ?? Infinity) <= at) n += 1;
    ends[n] = Math.max(ends[n] ?? at, at);
  }
  return sessions.map(({ from, to }, index) => ({ from, to: ends[index] ?? to }));
}

function joined(sessions: Range[], gap: number): Range[] {
  const found: Range[] = [];
  for (const session of sessions) {
    const before = found[found.length - 1];
    if (before && session.from - before.to <= gap)
      found[found.length - 1] = { from: before.from, to: Math.max(before.to, session.to) };
    else found.push(session);
  }
  return found;
}
