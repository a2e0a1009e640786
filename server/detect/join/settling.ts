import type { KnownAlert, Settled } from '../../../common/alerts/detections';
import type { Search } from './attacks';
import { between } from '../log/by_time';
import type { LockedRun } from '../count/runs';
import { isOfPart, unsettledFrom, type Scan } from './scan';

/**
 * Epoch ms up to which what an alert counts is settled now: no event can come any more that is older, or that makes the
 * alert fire, and so begin, earlier.
 */
export function settledUntil(
  settled: Settled,
  firedAt: number,
  { scan, extent }: Pick<Search, 'scan' | 'extent'>,
): number {
  const isOpen = firedAt >= scan.settleBefore || (extent === 'part' && isOfPart({ settled }));
  return isOpen ? settled.until : Math.max(settled.until, scan.settleBefore);
}

/** Where the slice begins after what is settled (Kibana was away for long), all that was counted is settled. */
export function caughtUp(alert: KnownAlert, own: LockedRun, scan: Scan): Settled {
  return unsettledFrom(alert) >= scan.from ? alert.settled : asItWas(alert, own, scan.from);
}

/**
 * Where events are gone that were counted (their index was deleted), they still happened: only newer ones are added.
 * Lockouts may be newer than the last failure and counted already.
 */
export function asItWas(
  { evidence, settled }: KnownAlert,
  { lockouts }: LockedRun,
  from = -Infinity,
): Settled {
  const until = Math.max(from, Date.parse(evidence.last) + 1);
  const before = settled.evidence.lockouts + between(lockouts, settled.until, until).length;
  const behind = between(lockouts, until, Infinity).length;
  return { until, evidence: { ...evidence, lockouts: Math.max(before, evidence.lockouts - behind) } };
}
