import type { LogonEvent } from '../../../common/alerts/events';
import { NONE_LATE, type Late } from '../events/event_source_port';

/** Those that came later than an event may and yet lie in the window. */
export function lateOf(events: LogonEvent[], before: number): Late {
  const times = events.map(({ at }) => at).filter((at) => at < before);
  if (times.length === 0) return NONE_LATE;
  return {
    count: times.length,
    first: times.reduce((a, b) => Math.min(a, b)),
    last: times.reduce((a, b) => Math.max(a, b)),
  };
}

/** Of two sets of documents that share none. */
export const bothLate = (a: Late, b: Late): Late => ({
  count: a.count + b.count,
  first: a.first === null || b.first === null ? (a.first ?? b.first) : Math.min(a.first, b.first),
  last: a.last === null || b.last === null ? (a.last ?? b.last) : Math.max(a.last, b.last),
});
