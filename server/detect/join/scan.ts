import { LATENESS, LOOK_BACK, MIN_QUIET } from '../../../common/bounds';
import type { KnownAlert } from '../../../common/alerts/detections';
import { isNone } from '../count/evidence';

/** The slice of event time that one tick reads. Epoch milliseconds, both ends included. */
export interface Scan {
  from: number;
  to: number;
  /** What is older than this cannot change any more: everything that was late enough to be in time has come. */
  settleBefore: number;
  /** Where Kibana was away for longer than it looks back: what will not be read. */
  gap: { from: number; to: number } | null;
}

/** An attack that was quiet for longer than this has ended. */
export const quietTime = (timespan: number) => Math.max(timespan, MIN_QUIET);

/**
 * The next slice after `watermark` (epoch ms; null at the first tick). It begins so far before the watermark that
 * an event that comes late meets every event of the timespans that it falls into.
 */
export function nextScan(watermark: number | null, timespan: number, now: number): Scan {
  const wanted = Math.min(watermark ?? now, now) - LATENESS - timespan;
  const oldest = now - LOOK_BACK - LATENESS - timespan;
  return {
    from: Math.max(wanted, oldest),
    to: now,
    settleBefore: now - LATENESS,
    gap: wanted < oldest ? { from: wanted, to: oldest } : null,
  };
}

/**
 * The slice begun so early that no event is missed which an alert has counted and not settled, nor any that decides
 * whether one counts. What a part counts is decided within it: no slice begins before those that opened alerts, or all
 * would be read again. `timespan`: the longest, milliseconds.
 */
export function coverOpenCounts(scan: Scan, alerts: KnownAlert[], timespan: number): Scan {
  const starts = alerts
    .filter(isOpen)
    .map((alert) => unsettledFrom(alert) - (isNone(alert.settled.evidence) ? 0 : alert.lookBehind));
  const oldest = scan.to - LOOK_BACK - LATENESS - timespan;
  return {
    ...scan,
    from: Math.max(
      starts.reduce((a, b) => Math.min(a, b), scan.from),
      oldest,
    ),
  };
}

/** Nothing of an alert is settled that was opened by a part of its events, before all were read. */
export const isOfPart = ({ settled }: Pick<KnownAlert, 'settled'>): boolean => settled.until === -Infinity;

/** Epoch ms from which on an alert counts what is not settled. Where nothing is settled, that is all it counts. */
export const unsettledFrom = ({ evidence, settled }: Pick<KnownAlert, 'evidence' | 'settled'>): number =>
  isNone(settled.evidence) ? Date.parse(evidence.first) : settled.until;

/** Whether an alert has counted what is not settled: late events may still join it. */
export const isOpen = ({ evidence, settled }: KnownAlert): boolean =>
  Date.parse(evidence.last) >= settled.until;

/** The slice as far as it was read: a tick whose time was up goes on there in the next. */
export function readUpTo(scan: Scan, to: number): Scan {
  return { ...scan, to, settleBefore: to - LATENESS };
}
