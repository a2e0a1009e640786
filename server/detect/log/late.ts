import type { LogonEvent } from '../../../common/alerts/events';
import { NONE_LATE, type Late } from '../events/event_source_port';

/** Of events that just arrived, those that happened before `before` (epoch ms) and so came too late. */
export function lateOf(events: LogonEvent[], before: number): Late {
  const times = events.map(({ at }) => at).filter((at) => at < before);
  if (times.length === 0) return NONE_LATE;
  return {
    count: times.length,
    first: times.reduce((a, b) => Math.min(a, b)),
    last: times.reduce((a, b) => Math.max(a, b)),
  };
}

/** Both together. No document may be in both. */
export const bothLate = (a: Late, b: Late): Late => ({
  count: a.count + b.count,
  first: a.first === null || b.first === null ? (a.first ?? b.first) : Math.min(a.first, b.first),
  last: a.last === null || b.last === null ? (a.last ?? b.last) : Math.max(a.last, b.last),
});
