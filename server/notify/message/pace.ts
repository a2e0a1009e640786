import type { Evidence } from '../../../common/alerts/evidence';

/** How many failures there were in each of the equal spans that an attack is divided into, the oldest first. */
export interface Pace {
  /** Start of the first span, epoch ms. */
  from: number;
  /** Length of a span, ms: one minute or more. */
  step: number;
  counts: number[];
}

const MINUTE = 60_000;
/** As many columns as a chart has room for on a phone. */
const SPANS_MAX = 30;

/** Sums the minutes of a timeline up to at most thirty equal spans. No span at all for an empty timeline. */
export function paceOf(timeline: Evidence['timeline']): Pace {
  const [first] = timeline;
  const last = timeline[timeline.length - 1];
  if (!first || !last) return { from: 0, step: MINUTE, counts: [] };
  const minutes = Math.floor((last.at - first.at) / MINUTE) + 1;
  const step = Math.ceil(minutes / SPANS_MAX) * MINUTE;
  const counts = Array.from({ length: Math.ceil((minutes * MINUTE) / step) }, () => 0);
  for (const { at, count } of timeline) {
    const n = Math.floor((at - first.at) / step);
    counts[n] = (counts[n] ?? 0) + count;
  }
  return { from: first.at, step, counts };
}
