import type { LogonEvent } from '../../../common/alerts/events';
import type { Rule } from '../../../common/rules/rules';
import { between } from '../log/by_time';
import { quietTime } from '../join/scan';
import { afterFailures, type Run } from './threshold';
import type { GroupEvents } from '../log/window';

/** The events of a group that a rule counts. */
export function countedBy(rule: Rule, { failures, successes, lockouts }: GroupEvents): LockedRun {
  return {
    failures: [...failures].filter((event) => counts(rule, event)),
    successes: rule.kind === 'temporal_ordered' ? [...successes] : [],
    lockouts: rule.groupBy === 'account' ? [...lockouts] : [],
  };
}

/** Whether a rule counts a failure of its groups. */
const counts = (rule: Rule, failure: LogonEvent): boolean =>
  rule.kind === 'temporal_ordered' || !rule.withoutSource || failure.source === null;

/** A run with the lockouts that went with it. */
export interface LockedRun extends Run {
  lockouts: LogonEvent[];
}

/** Splits a group where it was quiet: what lies further apart belongs to two attacks. */
export function runsOf(group: LockedRun, rule: Rule): LockedRun[] {
  const quiet = quietTime(rule.timespan);
  const runs = splitWhereQuiet(group.failures, quiet).map((failures) => {
    const first = failures[0]?.at ?? 0;
    const last = failures[failures.length - 1]?.at ?? 0;
    return {
      failures,
      successes:
        rule.kind === 'temporal_ordered'
          ? afterFailures(within(group.successes, first, last + rule.timespan), failures, rule)
          : [],
      lockouts: within(group.lockouts, first, last + quiet),
    };
  });
  return joinedBySuccesses(runs, quiet);
}

/** An alert lasts until its last success, so failures that follow that within the quiet time are of the same attack. */
function joinedBySuccesses(runs: LockedRun[], quiet: number): LockedRun[] {
  const joined: LockedRun[] = [];
  for (const run of runs) {
    const before = joined[joined.length - 1];
    const last = before?.successes[before.successes.length - 1]?.at ?? -Infinity;
    if (before && (run.failures[0]?.at ?? Infinity) - last <= quiet)
      joined[joined.length - 1] = together(before, run);
    else joined.push(run);
  }
  return joined;
}

/** Two runs, the earlier first, as one. */
export const together = (a: LockedRun, b: LockedRun): LockedRun => ({
  failures: [...a.failures, ...b.failures],
  successes: [...a.successes, ...b.successes],
  lockouts: [...new Set([...a.lockouts, ...b.lockouts])],
});

/** Both ends included, whole milliseconds. */
const within = (events: readonly LogonEvent[], from: number, to: number) => between(events, from, to + 1);

function splitWhereQuiet(events: readonly LogonEvent[], quiet: number): LogonEvent[][] {
  const runs: LogonEvent[][] = [];
  let start = 0;
  events.forEach(({ at }, n) => {
    const next = events[n + 1]?.at ?? Infinity;
    if (next - at <= quiet) return;
    runs.push(events.slice(start, n + 1));
    start = n + 1;
  });
  return runs;
}
