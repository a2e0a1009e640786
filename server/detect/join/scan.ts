import { LATENESS, LOOK_BACK } from '../../../common/bounds';
import type { KnownAlert } from '../../../common/alerts/detections';
import { durationMs } from '../../../common/time';
import { isUnsealed, unsealedFrom } from './sealing';

/** The slice of event time that one tick reads. Epoch milliseconds, both ends included. */
export interface Scan {
  from: number;
  to: number;
  /** Where Kibana was away for longer than it looks back: what will not be read. */
  gap: { from: number; to: number } | null;
}

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
    gap: wanted < oldest ? { from: wanted, to: oldest } : null,
  };
}

/**
 * The slice begun so early that no event is missed which an alert counts and that is not sealed, nor any that decides whether
 * one counts. What an early look opened is decided within its own events: no slice begins before those, or all would be read
 * again. `timespan`: the longest, milliseconds.
 */
export function coverUnsealed(scan: Scan, alerts: KnownAlert[], timespan: number): Scan {
  const starts = alerts.filter(isUnsealed).map((known) => unsealedFrom(known) - lookBehindOf(known));
  const oldest = scan.to - LOOK_BACK - LATENESS - timespan;
  return {
    ...scan,
    from: Math.max(
      starts.reduce((a, b) => Math.min(a, b), scan.from),
      oldest,
    ),
  };
}

/** Milliseconds before an event in which others decide whether it counts. */
const lookBehindOf = ({ alert: { rule }, sealed }: KnownAlert): number =>
  rule.kind === 'temporal_ordered' && Number.isFinite(sealed.before) ? durationMs(rule.timespan) : 0;
