import { LATENESS } from '../../common/bounds';
import type { ReadCounts } from '../../common/status/memory';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Hours that are kept: those of the last day, and the one that is not over. */
const HOURS_MAX = 25;

const startOf = (span: number, at: number) => Math.floor(at / span) * span;

/**
 * The counts after a tick. Whole minutes are counted once the time for late events is over, each once, whichever Kibana read
 * them and however often. `watermark`: up to when everything was read, epoch ms. `countIn`: how many happened from the one
 * minute on and before the other, both epoch ms.
 */
export function countedAfter(
  counts: ReadCounts | null,
  watermark: number,
  countIn: (from: number, to: number) => number,
): ReadCounts {
  const settled = startOf(MINUTE, watermark - LATENESS);
  if (!counts) return { since: settled, until: settled, hours: [] };
  if (settled <= counts.until) return counts;
  const hours = hoursBetween(counts.until, settled).reduce(
    (all, [from, to]) => addedTo(all, startOf(HOUR, from), countIn(from, to)),
    counts.hours,
  );
  const oldest = startOf(HOUR, settled) - (HOURS_MAX - 1) * HOUR;
  return { ...counts, until: settled, hours: hours.filter(({ at }) => at >= oldest) };
}

/** The pieces of a span that lie in one hour each; of a long one the last ones. */
function hoursBetween(from: number, to: number): Array<[from: number, to: number]> {
  const pieces: Array<[number, number]> = [];
  let start = Math.max(from, startOf(HOUR, to) - (HOURS_MAX - 1) * HOUR);
  while (start < to) {
    const end = Math.min(to, startOf(HOUR, start) + HOUR);
    pieces.push([start, end]);
    start = end;
  }
  return pieces;
}

function addedTo(hours: ReadCounts['hours'], at: number, failures: number): ReadCounts['hours'] {
  const before = hours.find((hour) => hour.at === at)?.failures ?? 0;
  return [...hours.filter((hour) => hour.at !== at), { at, failures: before + failures }];
}

/** How many were read of the last 24 hours, by whole hours, and since when that is, epoch ms. */
export function countsOfDay(counts: ReadCounts | null, now: number): { since: number; failures: number } {
  const from = now - 24 * HOUR;
  if (!counts) return { since: now, failures: 0 };
  const failures = counts.hours
    .filter(({ at }) => at + HOUR > from)
    .reduce((sum, { failures: ofHour }) => sum + ofHour, 0);
  return { since: Math.max(from, counts.since), failures };
}
