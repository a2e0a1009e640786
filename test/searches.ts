import type { Detection, KnownAlert } from '../common/alerts/detections';
import { NEVER_GIVES_WAY } from '../common/give_way';
import { toDuration } from '../common/time';
import type { Naming } from '../server/detect/count/naming';
import type { Searches } from '../server/detect/join/find';
import type { EventWindow } from '../server/detect/log/window';
import { alert, NOW } from './builders';

/** A search of all that a window holds, all of which was read up to `asOf`, epoch milliseconds. */
export const searchIn = (
  window: EventWindow,
  naming: Naming,
  { from = -Infinity, asOf = NOW }: { from?: number; asOf?: number } = {},
): Omit<Searches, 'rules'> => ({
  window,
  naming,
  from,
  readTo: asOf,
  asOf: () => asOf,
  isWhole: () => true,
  giveWay: NEVER_GIVES_WAY,
});

/** The alert of a detection, as the next run knows it. */
export function knownAs({ rule, group, firedAt, evidence, sealed, isProvisional }: Detection): KnownAlert {
  const { id, kind, threshold, timespan } = rule;
  const ofRule = { ...alert().rule, id, kind, threshold, timespan: toDuration(timespan) };
  return { alert: { rule: ofRule, group, firedAt, evidence }, sealed, isProvisional };
}
