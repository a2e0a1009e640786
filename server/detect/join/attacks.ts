import type { Detection, KnownAlert, Settled } from '../../../common/alerts/detections';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Evidence } from '../../../common/alerts/evidence';
import type { Group, Rule } from '../../../common/rules/rules';
import { between } from '../log/by_time';
import type { EventList } from '../log/event_list';
import { addEvidence, bounded, evidenceOf, NO_EVIDENCE } from '../count/evidence';
import type { Naming } from '../count/naming';
import { countedBy, runsOf, together, type LockedRun } from '../count/runs';
import { isOfPart, isOpen, quietTime, type Scan } from './scan';
import { asItWas, caughtUp, settledUntil } from './settling';
import { reachedAt } from '../count/threshold';
import type { EventWindow, GroupEvents } from '../log/window';

/** All of the slice, a part that the next run goes on with, or only the newest events of the busiest groups. */
export type Extent = 'all' | 'part' | 'busiest';

/** What one rule looks for, in one slice. */
export interface Search {
  rule: Rule;
  naming: Naming;
  scan: Scan;
  /** What the window has of the slice. Absent: all. */
  extent?: Extent;
}

/**
 * Every group of the window that reached the threshold, and every known alert of the rule that grew. Looks at the groups
 * that changed, and at those of alerts whose count is not settled. `known`: all alerts that an event may join.
 */
export function findAttacks(window: EventWindow, known: KnownAlert[], search: Search): Detection[] {
  const { rule } = search;
  const alertsOf = alertsByGroup(known, rule.id);
  const found: Detection[] = [];
  const changed = window.changed(rule.groupBy);
  const look = (key: string, alerts: KnownAlert[]) => {
    const group = window.group(rule.groupBy, key);
    for (const detection of detectionsIn(key, { group, alerts }, search)) found.push(detection);
  };
  for (const key of changed) look(key, alertsOf.get(key) ?? []);
  for (const [key, alerts] of alertsOf) if (!changed.has(key) && alerts.some(isOpen)) look(key, alerts);
  return found;
}

interface Looked {
  group: GroupEvents;
  alerts: KnownAlert[];
}

/** What an alert counts now. */
interface Counted {
  evidence: Evidence;
  settled: Settled;
}

function detectionsIn(key: string, { group, alerts: known }: Looked, search: Search): Detection[] {
  const alerts = known.filter((one) => isNear(one, group, search.rule));
  if (alerts.length === 0 && group.failures.length < search.rule.threshold) return [];
  if (search.extent === 'part' && alerts.some((one) => goesBeyond(one, search.scan))) return [];
  const counted = countedBy(search.rule, group);
  const runs = runsOf(counted, search.rule);
  if (search.extent === 'busiest') return openAsOne(key, runs, search);
  const joined = joinRuns(runs, alerts, search);
  const quiet = quietTime(search.rule.timespan);
  const left = alerts.filter((alert) => !runs.some((run) => adjoins(run, alert, quiet)));
  return [...joined, ...left.map((alert) => ({ run: NO_RUN, alert }))].flatMap((one) =>
    listed(
      one.alert
        ? grow(key, { run: one.run, runs, alerts, lockouts: counted.lockouts }, one.alert, search)
        : open(key, one.run, search),
    ),
  );
}

/** Whether anything in a group may belong to an alert: those that ended long before are no reason to recount. */
function isNear({ evidence }: KnownAlert, { failures, lockouts }: GroupEvents, { timespan }: Rule): boolean {
  const until = Date.parse(evidence.last) + quietTime(timespan);
  const first = (list: EventList, none: number) => (list.length > 0 ? list.timeAt(0) : none);
  return until >= first(failures, -Infinity) || until >= first(lockouts, Infinity);
}

/** Between the newest events of a group there may be holes, where others are newest: it is told of once. */
function openAsOne(key: string, [first, ...others]: LockedRun[], search: Search): Detection[] {
  return first ? listed(open(key, others.reduce(together, first), search)) : [];
}

const listed = (detection: Detection | null): Detection[] => (detection ? [detection] : []);

function alertsByGroup(known: KnownAlert[], ruleId: string): Map<string, KnownAlert[]> {
  const groups = new Map<string, KnownAlert[]>();
  for (const alert of known) {
    if (alert.ruleId !== ruleId) continue;
    const ofGroup = groups.get(alert.groupKey);
    if (ofGroup) ofGroup.push(alert);
    else groups.set(alert.groupKey, [alert]);
  }
  return groups;
}

/** What an alert counts and is not settled lies where nothing was read yet: it is looked at when it was. */
const goesBeyond = (alert: KnownAlert, { to }: Scan) => isOpen(alert) && Date.parse(alert.evidence.last) > to;

interface JoinedRun {
  run: LockedRun;
  alert: KnownAlert | undefined;
}

/**
 * Each run with the alert that it joins; two that join one alert are one: what was between them is settled. A part may
 * have been of two attacks: it becomes the later that is one.
 */
function joinRuns(runs: LockedRun[], alerts: KnownAlert[], { rule, naming }: Search): JoinedRun[] {
  const joined: JoinedRun[] = [];
  for (const run of runs) {
    const alert = alertOf(run, alerts, quietTime(rule.timespan));
    const same = alert && joined.find((other) => other.alert === alert);
    if (same && !isOfPart(alert)) same.run = together(same.run, run);
    else if (!same || reachedAt(run, rule, naming) !== null) {
      if (same) same.alert = undefined;
      joined.push({ run, alert });
    }
  }
  return joined;
}

function open(key: string, run: LockedRun, search: Search): Detection | null {
  const { rule, naming } = search;
  const firedAt = reachedAt(run, rule, naming);
  if (firedAt === null) return null;
  const counts = { from: firedAt - rule.timespan, firedAt };
  const counted = settle(NOTHING_SETTLED, run, counts, search);
  return { rule, group: groupOf(key, counted.evidence, rule), grows: null, firedAt, ...counted };
}

/** The latest alert whose first or last event is within the quiet time of the run. */
const alertOf = (run: LockedRun, alerts: KnownAlert[], quiet: number): KnownAlert | undefined =>
  alerts
    .filter((alert) => adjoins(run, alert, quiet))
    .sort((a, b) => b.evidence.last.localeCompare(a.evidence.last))[0];

function adjoins({ failures }: LockedRun, { evidence }: KnownAlert, quiet: number): boolean {
  const first = failures[0]?.at ?? 0;
  const last = failures[failures.length - 1]?.at ?? 0;
  return last >= Date.parse(evidence.first) - quiet && first <= Date.parse(evidence.last) + quiet;
}

/** Of an alert whose failures have left the slice: what may come are lockouts behind them. */
const NO_RUN: LockedRun = { failures: [], successes: [], lockouts: [] };

/** All that the window has of a group, and the alerts that it may join. */
interface Around {
  runs: LockedRun[];
  alerts: KnownAlert[];
  lockouts: readonly LogonEvent[];
}

function grow(
  key: string,
  { run, runs, alerts, lockouts }: { run: LockedRun } & Around,
  alert: KnownAlert,
  search: Search,
): Detection | null {
  const { rule, naming, scan, extent } = search;
  const before = endBefore(run, alert, alerts, rule);
  const own = withLockouts(since(run, before + 1), run, lockouts, alert, rule);
  const reached = reachedAt(own, rule, naming);
  const settled = caughtUp(alert, own, scan);
  const isPart = isOfPart({ settled });
  // An event that came late counts as if it had been there, and not at all where it is older than what is settled.
  const isNews = reached !== null && reached >= settled.until && (isPart || reached < alert.firedAt);
  const firedAt = isNews ? reached : alert.firedAt;
  const from = before > -Infinity ? before : firedAt - rule.timespan;
  const recounted = settle(settled, own, { from, firedAt }, search);
  const held = isPart ? runs.map(sizeOf) : [recounted.evidence];
  if (!isBelow(held, alert.evidence)) {
    const detection = grown(key, recounted, alert, search);
    return detection && { ...detection, firedAt: isNews ? firedAt : null };
  }
  // They are to be read yet.
  if (extent === 'part') return null;
  const asBefore = { from: alert.firedAt - rule.timespan, firedAt: alert.firedAt };
  return grown(key, settle(asItWas(alert, own), own, asBefore, search), alert, search);
}

/** The failure that they followed may have left the slice. */
function withLockouts(
  own: LockedRun,
  run: LockedRun,
  lockouts: readonly LogonEvent[],
  { evidence }: KnownAlert,
  { timespan }: Rule,
): LockedRun {
  const until = run.failures[0]?.at ?? Date.parse(evidence.last) + quietTime(timespan) + 1;
  return { ...own, lockouts: [...between(lockouts, Date.parse(evidence.first), until), ...own.lockouts] };
}

const sizeOf = ({ failures, successes, lockouts }: LockedRun): Size => ({
  count: failures.length,
  successCount: successes.length,
  lockouts: lockouts.length,
});

type Size = Pick<Evidence, 'count' | 'successCount' | 'lockouts'>;

/** Whether together they hold less than that. */
const isBelow = (held: Size[], alert: Size) =>
  (['count', 'successCount', 'lockouts'] as const).some(
    (size) => held.reduce((sum, one) => sum + one[size], 0) < alert[size],
  );

/** When the alert before ended of which late events made one attack with this, which counts what came between; -Infinity for none. */
function endBefore(run: LockedRun, alert: KnownAlert, alerts: KnownAlert[], { timespan }: Rule): number {
  const first = run.failures[0]?.at ?? Infinity;
  return alerts
    .map(({ evidence }) => Date.parse(evidence.last))
    .filter((last) => last < Date.parse(alert.evidence.first) && first - last <= quietTime(timespan))
    .reduce((a, b) => Math.max(a, b), -Infinity);
}

/** Null where nothing was added and nothing is about to leave the slice uncounted. */
function grown(key: string, counted: Counted, alert: KnownAlert, search: Search): Detection | null {
  const { rule } = search;
  const isMore = differs(counted.evidence, alert.evidence, (now, before) => now > before);
  const isOther = isOfPart(alert) && isOtherThan(counted.evidence, alert.evidence);
  const isSettled = counted.settled.until > alert.settled.until && leavesSlice(alert, search);
  if (!isMore && !isOther && !isSettled) return null;
  return { rule, group: groupOf(key, counted.evidence, rule), grows: alert.id, firedAt: null, ...counted };
}

/** Also where it counts as many: not the same ones. */
const isOtherThan = (a: Evidence, b: Evidence) =>
  a.first !== b.first || a.last !== b.last || differs(a, b, (now, before) => now !== before);

const differs = (a: Evidence, b: Evidence, by: (one: number, other: number) => boolean) =>
  by(a.count, b.count) || by(a.successCount, b.successCount) || by(a.lockouts, b.lockouts);

/** Whether the next slice may begin behind what the alert counts and is not settled, so that it has to be settled now. */
const leavesSlice = (alert: KnownAlert, { rule, scan, extent }: Search) =>
  isOpen(alert) &&
  alert.settled.until < scan.settleBefore - rule.timespan &&
  !(extent === 'part' && isOfPart(alert));

/** From when on an alert counts, and when it fired. Epoch milliseconds. */
interface Counts {
  from: number;
  firedAt: number;
}

/** As what a part opened is known, and what is new. */
const NOTHING_SETTLED: Settled = { until: -Infinity, evidence: NO_EVIDENCE };

/**
 * Where nothing is settled yet, it is open as far back as an event that comes late may make it count, which the slice
 * still has. Before all of the slice was read, nobody knows.
 */
const begun = (settled: Settled, { from }: Counts, { rule, scan, extent }: Search): Settled =>
  isOfPart({ settled }) && extent !== 'part'
    ? { ...settled, until: Math.min(from, scan.settleBefore - rule.timespan) }
    : settled;

/** Counts the run on top of what is settled, and settles what cannot change any more. */
function settle(before: Settled, run: LockedRun, counts: Counts, search: Search): Counted {
  const { rule, naming } = search;
  const { from, firedAt } = counts;
  const settled = begun(before, counts, search);
  const part = since(run, from);
  const until = settledUntil(settled, firedAt, search);
  const within = (start: number, end: number) => evidenceOf(sliceOf(part, start, end), rule.groupBy, naming);
  const evidence = addEvidence(settled.evidence, within(settled.until, until));
  return {
    evidence: bounded(addEvidence(evidence, within(until, Infinity))),
    settled: { until, evidence: bounded(evidence) },
  };
}

/**
 * What an alert counts of a run: from the beginning of the timespan in which the limit was reached. How far back a run
 * goes depends on when it is looked at, this does not.
 */
const since = (run: LockedRun, from: number) => sliceOf(run, from, Infinity);

const sliceOf = ({ failures, successes, lockouts }: LockedRun, from: number, to: number): LockedRun => ({
  failures: between(failures, from, to),
  successes: between(successes, from, to),
  lockouts: between(lockouts, from, to),
});

function groupOf(key: string, { spellings }: Evidence, { groupBy }: Rule): Group {
  const values = spellings.map(({ value }) => value);
  return { kind: groupBy, key, value: values[0] ?? key, spellings: values };
}
