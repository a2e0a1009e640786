import { LATENESS, LOOK_BACK } from '../../../common/bounds';
import type { KnownAlert } from '../../../common/alerts/detections';
import { durationMs } from '../../../common/time';
import { isUnsealed, unsealedFrom } from './sealing';

/** The slice of event time that one tick reads. Epoch milliseconds, both ends included. */
export interface Scan {
  from: number;
  to: number;
  /** The span that will not be read, since Kibana was away for longer than `LOOK_BACK`; null where there is none. */
  gap: { from: number; to: number } | null;
}

/**
 * The next slice after `watermark` (epoch ms; null at the first tick). It begins the lateness and one
 * timespan before the watermark, so that a late event meets all other events of the timespans that it falls
 * into. `timespan`: the longest of the rules, milliseconds.
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
 * The scan, begun earlier where alerts need it: it then holds all events that an alert counts and that are
 * not sealed, and the events that decide whether those count. For an alert with nothing sealed, such as a
 * provisional one, it goes back to the first event that the alert counts and no further, or everything would
 * be read anew. It never begins earlier than `LOOK_BACK`, the lateness and `timespan` before its end.
 * `timespan`: the longest of the rules, milliseconds.
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

/**
 * How long before an unsealed event (milliseconds) other events decide whether it counts, as the failures
 * before a success do.
 */
const lookBehindOf = ({ alert: { rule }, sealed }: KnownAlert): number =>
  rule.kind === 'temporal_ordered' && Number.isFinite(sealed.before) ? durationMs(rule.timespan) : 0;
