import type { Detection, KnownAlert, Settled } from '../../common/detections';
import type { FailedLogon } from '../../common/events';
import type { Group, Rule } from '../../common/rules';
import { accountKey } from './account';
import { addEvidence, bounded, evidenceOf, NO_EVIDENCE } from './evidence';
import { quietTime, type Scan } from './scan';

/**
 * Every account in `events` that reached the threshold, and every known alert that grew. `events` are all failed
 * logons of the scan, in any order; `known` all alerts that one of them may join.
 */
export function findAttacks(events: FailedLogon[], known: KnownAlert[], rule: Rule, scan: Scan): Detection[] {
  const alertsOf = groupAlerts(known);
  return [...groupByAccount(events, rule)].flatMap(([key, own]) => {
    const alerts = alertsOf.get(key) ?? [];
    return runsOf(own, quietTime(rule.timespan)).flatMap(
      (run) => detectRun(key, run, alerts, rule, scan) ?? [],
    );
  });
}

function groupAlerts(known: KnownAlert[]): Map<string, KnownAlert[]> {
  const groups = new Map<string, KnownAlert[]>();
  for (const alert of known) groups.set(alert.groupKey, [...(groups.get(alert.groupKey) ?? []), alert]);
  return groups;
}

function groupByAccount(events: FailedLogon[], rule: Rule): Map<string, FailedLogon[]> {
  const groups = new Map<string, FailedLogon[]>();
  for (const event of events) {
    const key = accountKey(event, rule.keepDomainsApart);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.at - b.at);
  return groups;
}

/** Splits sorted events where it was quiet: what lies further apart belongs to two attacks. */
function runsOf(events: FailedLogon[], quiet: number): FailedLogon[][] {
  const runs: FailedLogon[][] = [];
  let last = -Infinity;
  for (const event of events) {
    if (event.at - last > quiet) runs.push([]);
    runs[runs.length - 1]?.push(event);
    last = event.at;
  }
  return runs;
}

/** Time of the event with which a timespan first holds `threshold` events; null where none does. */
export function reachedAt(events: FailedLogon[], threshold: number, timespan: number): number | null {
  for (let end = threshold - 1; end < events.length; end += 1) {
    const first = events[end - threshold + 1];
    const last = events[end];
    if (first && last && last.at - first.at <= timespan) return last.at;
  }
  return null;
}

function detectRun(
  key: string,
  run: FailedLogon[],
  alerts: KnownAlert[],
  rule: Rule,
  scan: Scan,
): Detection | null {
  const joined = alertOf(run, alerts, quietTime(rule.timespan));
  if (joined) return grow(key, run, joined, rule, scan);
  const firedAt = reachedAt(run, rule.threshold, rule.timespan);
  if (firedAt === null) return null;
  const counted = settle({ until: -Infinity, evidence: NO_EVIDENCE }, run, scan.settleBefore);
  return { rule, group: groupOf(key, counted.evidence.spellings), grows: null, firedAt, ...counted };
}

/** The latest alert whose first or last event is within the quiet time of the run. */
function alertOf(run: FailedLogon[], alerts: KnownAlert[], quiet: number): KnownAlert | undefined {
  const first = run[0]?.at ?? 0;
  const last = run[run.length - 1]?.at ?? 0;
  return alerts
    .filter(
      ({ evidence }) =>
        last >= Date.parse(evidence.first) - quiet && first <= Date.parse(evidence.last) + quiet,
    )
    .sort((a, b) => b.evidence.last.localeCompare(a.evidence.last))[0];
}

/** Null where nothing was added and nothing is about to leave the slice uncounted. */
function grow(key: string, run: FailedLogon[], alert: KnownAlert, rule: Rule, scan: Scan): Detection | null {
  const counted = settle(caughtUp(alert, scan), run, scan.settleBefore);
  const leavesSlice =
    alert.settled.until < scan.settleBefore - rule.timespan &&
    Date.parse(alert.evidence.last) >= alert.settled.until;
  if (counted.evidence.count <= alert.evidence.count && !leavesSlice) return null;
  return {
    rule,
    group: groupOf(key, counted.evidence.spellings),
    grows: alert.id,
    firedAt: null,
    ...counted,
  };
}

/** Where the slice begins after what is settled (Kibana was away for long), all that was counted is settled. */
function caughtUp(alert: KnownAlert, scan: Scan): Settled {
  return alert.settled.until < scan.from ? { until: scan.from, evidence: alert.evidence } : alert.settled;
}

/** Counts the run on top of what is settled, and settles what cannot change any more. */
function settle(
  settled: Settled,
  run: FailedLogon[],
  settleBefore: number,
): { evidence: Detection['evidence']; settled: Settled } {
  const until = Math.max(settled.until, settleBefore);
  const now = run.filter((event) => event.at >= settled.until && event.at < until);
  const open = run.filter((event) => event.at >= until);
  const evidence = addEvidence(settled.evidence, evidenceOf(now));
  return {
    evidence: bounded(addEvidence(evidence, evidenceOf(open))),
    settled: { until, evidence: bounded(evidence) },
  };
}

function groupOf(key: string, spellings: Detection['evidence']['spellings']): Group {
  const values = spellings.map(({ value }) => value);
  return { kind: 'account', key, value: values[0] ?? key, spellings: values };
}
