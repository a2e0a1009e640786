import type { KnownAlert, Sealed } from '../../../common/alerts/detections';
import { LATENESS } from '../../../common/bounds';
import type { Rule } from '../../../common/rules/rules';
import { countBetween } from '../count/lists';
import { startOfMinute } from '../log/minute';
import type { EventList } from '../log/event_list';
import { sessionGap } from '../count/sessions';

/** No event older than this is in time any more where everything up to `asOf` was read. Epoch milliseconds. */
export const latenessHorizon = (asOf: number): number => asOf - LATENESS;

/**
 * Up to when the evidence of an alert can be sealed, epoch milliseconds: the whole minutes behind the lateness horizon, which
 * are counted once. Nothing is sealed of an alert that fired later: a late event may yet make it fire, and so begin, earlier.
 */
export const sealableBefore = (firedAt: number, asOf: number, { before }: Sealed): number => {
  const horizon = startOfMinute(latenessHorizon(asOf));
  return firedAt < horizon ? Math.max(before, horizon) : before;
};

/** Epoch milliseconds from which on an alert counts what is not sealed. */
export const unsealedFrom = ({ alert, sealed }: KnownAlert): number =>
  Number.isFinite(sealed.before) ? sealed.before : alert.evidence.first;

/** Whether anything that an alert counts is not sealed yet. */
export const isUnsealed = ({ alert: { evidence }, sealed }: KnownAlert): boolean =>
  evidence.last >= sealed.before || sealed.evidence.lockouts < evidence.lockouts;

/** Whether the next slice may begin behind what is not sealed, so that it has to be sealed now. `asOf`: epoch milliseconds. */
export const isSealingDue = (known: KnownAlert, { timespan }: Rule, asOf: number): boolean =>
  isUnsealed(known) &&
  unsealedFrom(known) < latenessHorizon(asOf) - timespan &&
  sealableBefore(Date.parse(known.alert.firedAt), asOf, known.sealed) > known.sealed.before;

/**
 * An alert sealed as it is: where events are gone that it counts (their index was deleted, or Kibana was away for long), they
 * still happened, and only what is newer is added. `from`: epoch milliseconds from which on everything was read.
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
  // Of those behind the last event, what the log has is counted on top of what is sealed.
  const others = evidence.lockouts - countBetween(lockouts, before, end);
  return { before, evidence: { ...evidence, lockouts: Math.max(known, others) } };
}
