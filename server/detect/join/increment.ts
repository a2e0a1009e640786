import type { KnownAlert, Settled } from '../../../common/alerts/detections';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Evidence } from '../../../common/alerts/evidence';
import type { Rule } from '../../../common/rules/rules';
import type { Search } from './attacks';
import { anySince, between, countSince } from '../log/by_time';
import { addEvidence, bounded, evidenceOf } from '../count/evidence';
import { counts, countsAll } from '../count/runs';
import { isOfPart, quietTime, unsettledFrom } from './scan';
import { settledUntil } from './settling';
import { reachedAt } from '../count/threshold';
import type { Fresh, GroupEvents } from '../log/window';

const NOTHING: Fresh = { failures: [], others: false };

/** What an alert counts now. */
export interface Counted {
  evidence: Evidence;
  settled: Settled;
}

/**
 * Counts what is new in a group on top of what its only alert has, which has all else: an attack of a hundred thousand
 * failures is not counted anew at each of them. Null where only a recount tells, since what is new lies before the alert,
 * behind a gap, or with successes and lockouts whose part depends on the failures around them.
 */
export function increment(
  group: GroupEvents,
  fresh: Fresh = NOTHING,
  alert: KnownAlert,
  search: Search,
): Counted | null {
  const { rule, naming, scan } = search;
  const { evidence, settled } = alert;
  const failures = fresh.failures.filter((event) => counts(rule, event)).sort((a, b) => a.at - b.at);
  const from = Math.min(settled.until, failures[0]?.at ?? Infinity);
  if (isOfPart(alert) || unsettledFrom(alert) < scan.from || !isPartOf(failures, alert, rule)) return null;
  if (anySince(othersOf(group, rule), from) || !isAllBehind(group, failures, alert, rule)) return null;
  if (!countsTheRest(group, failures, alert, rule)) return null;
  const evidenceFor = (some: LogonEvent[]) =>
    evidenceOf({ failures: some, successes: [], lockouts: [] }, rule.groupBy, naming);
  const until = settledUntil(settled, alert.firedAt, search);
  const moved = between(group.failures, Math.max(settled.until, Date.parse(evidence.first)), until);
  const added = failures.filter(({ at }) => at >= settled.until);
  return {
    evidence: bounded(addEvidence(evidence, evidenceFor(added))),
    settled: {
      until,
      evidence: bounded(
        addEvidence(settled.evidence, evidenceFor(moved.filter((event) => counts(rule, event)))),
      ),
    },
  };
}

/** Whether what is new, by time, lies behind what made the alert fire and goes on where it ends, without a gap. */
function isPartOf(failures: LogonEvent[], { evidence, firedAt }: KnownAlert, rule: Rule): boolean {
  const quiet = quietTime(rule.timespan);
  let last = Date.parse(evidence.last);
  return failures.every(({ at }) => {
    const goesOn = at >= firedAt && at - last <= quiet;
    last = Math.max(last, at);
    return goesOn;
  });
}

/** Whether everything that lies behind the alert is new: else it was another run, which may now be one with it. */
function isAllBehind(
  group: GroupEvents,
  failures: LogonEvent[],
  { evidence }: KnownAlert,
  rule: Rule,
): boolean {
  const last = Date.parse(evidence.last);
  const behind = between(group.failures, last + 1, Infinity).filter((event) => counts(rule, event));
  return behind.length === failures.filter(({ at }) => at > last).length;
}

/**
 * Whether the alert counts what the group holds without what is new. It does not where events are new here that it counts
 * already: another Kibana, or this one before it was started anew, saw them first.
 */
function countsTheRest(
  group: GroupEvents,
  failures: LogonEvent[],
  { evidence, settled }: KnownAlert,
  rule: Rule,
): boolean {
  // Successes and lockouts that are not settled are in the group, or only a recount may settle them.
  const { successCount, lockouts } = settled.evidence;
  if (successCount !== evidence.successCount || lockouts !== evidence.lockouts) return false;
  const from = Math.max(settled.until, Date.parse(evidence.first));
  const held = countsAll(rule)
    ? countSince(group.failures, from)
    : between(group.failures, from, Infinity).filter((event) => counts(rule, event)).length;
  const added = failures.filter(({ at }) => at >= from);
  return settled.evidence.count + held - added.length === evidence.count;
}

function othersOf({ successes, lockouts }: GroupEvents, rule: Rule): LogonEvent[] {
  const others = [
    ...(rule.kind === 'temporal_ordered' ? successes : []),
    ...(rule.groupBy === 'account' ? lockouts : []),
  ];
  return others.sort((a, b) => a.at - b.at);
}

/**
 * Whether a group without an alert may have reached the threshold by what is new: only a timespan that holds something
 * new can have, and whatever the rule, it takes as many failures. `group` had not reached it before.
 */
export function mayHaveReached(group: GroupEvents, fresh: Fresh, { rule, naming }: Search): boolean {
  if (group.failures.length < rule.threshold) return false;
  if (rule.kind === 'temporal_ordered') return group.successes.length > 0;
  if (fresh.others || fresh.failures.length === 0) return fresh.others;
  const times = fresh.failures.map(({ at }) => at);
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const near = between(group.failures, first - rule.timespan, last + rule.timespan + 1);
  const failures = near.filter((event) => counts(rule, event));
  return reachedAt({ failures, successes: [] }, rule, naming) !== null;
}
