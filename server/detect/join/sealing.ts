import type { KnownAlert, Sealed } from '../../../common/alerts/detections';
import { LATENESS } from '../../../common/bounds';
import type { Rule } from '../../../common/rules/rules';
import { countBetween } from '../count/lists';
import { startOfMinute } from '../log/minute';
import type { EventList } from '../log/event_list';
import { sessionGap } from '../count/sessions';

/**
 * The lateness horizon: once everything up to `asOf` was read, an event that is older than this counts no
 * more. Epoch milliseconds.
 */
export const latenessHorizon = (asOf: number): number => asOf - LATENESS;

/**
 * The time before which the evidence of an alert can be sealed, epoch milliseconds: the start of the minute
 * of the lateness horizon, since evidence is sealed by whole minutes. Never earlier than what is sealed
 * already, and no later than that for an alert that did not fire before the horizon: a late event may yet
 * make it fire, and so begin, earlier.
 */
export const sealableBefore = (firedAt: number, asOf: number, { before }: Sealed): number => {
  const horizon = startOfMinute(latenessHorizon(asOf));
  return firedAt < horizon ? Math.max(before, horizon) : before;
};

/** Epoch milliseconds from which on the events that an alert counts are not sealed. */
export const unsealedFrom = ({ alert, sealed }: KnownAlert): number =>
  Number.isFinite(sealed.before) ? sealed.before : alert.evidence.first;

/** Whether anything that an alert counts is not sealed yet. */
export const isUnsealed = ({ alert: { evidence }, sealed }: KnownAlert): boolean =>
  evidence.last >= sealed.before || sealed.evidence.lockouts < evidence.lockouts;

/**
 * Whether the alert has to be sealed now: the next slice may begin after events of it that are not sealed
 * yet. `asOf`: epoch milliseconds.
 */
export const isSealingDue = (known: KnownAlert, { timespan }: Rule, asOf: number): boolean =>
  isUnsealed(known) &&
  unsealedFrom(known) < latenessHorizon(asOf) - timespan &&
  sealableBefore(known.alert.firedAt, asOf, known.sealed) > known.sealed.before;

/**
 * Seals all evidence of an alert as it stands. For an alert whose events can no longer be counted, because
 * their index was deleted or Kibana was away for long: they still happened, so the evidence stays and only
 * newer events are added. `from`: epoch milliseconds from which on everything was read.
 */
export function sealedAsItIs(
  { alert: { evidence }, sealed }: KnownAlert,
  lockouts: EventList,
  { timespan }: Rule,
  from = -Infinity,
): Sealed {
  // Never backward: what is sealed would be counted once more.
  const before = Math.max(from, evidence.last + 1, sealed.before);
  const end = evidence.last + sessionGap(timespan);
  const start = Math.max(evidence.first, sealed.before);
  const known = sealed.evidence.lockouts + countBetween(lockouts, start, Math.min(before - 1, end));
  // Lockouts from `before` on are counted from the log at every tick, on top of what is sealed: not twice.
  const others = evidence.lockouts - countBetween(lockouts, before, end);
  return { before, evidence: { ...evidence, lockouts: Math.max(known, others) } };
}
