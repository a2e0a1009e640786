import type { LogonEvent } from '../../common/events';
import type { Rule } from '../../common/rules';
import { quietTime } from './scan';
import { afterFailures, type Run } from './threshold';
import type { GroupEvents } from './window';

/** The events of a group that a rule counts. */
export function countedBy(rule: Rule, { failures, successes, lockouts }: GroupEvents): GroupEvents {
  return {
    failures: failures.filter((event) => counts(rule, event)),
    successes: rule.kind === 'temporal_ordered' ? successes : [],
    lockouts: rule.groupBy === 'account' ? lockouts : [],
  };
}

/** Whether a rule counts a failure of its groups. */
export const counts = (rule: Rule, failure: LogonEvent): boolean =>
  rule.kind === 'temporal_ordered' || !rule.withoutSource || failure.source === null;

/** A run with the lockouts that went with it. */
export interface LockedRun extends Run {
  lockouts: LogonEvent[];
}

/** Splits a group where it was quiet: what lies further apart belongs to two attacks. */
export function runsOf(group: GroupEvents, rule: Rule): LockedRun[] {
  const quiet = quietTime(rule.timespan);
  return splitWhereQuiet(group.failures, quiet).map((failures) => {
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
}

const within = (events: readonly LogonEvent[], from: number, to: number) =>
  events.filter(({ at }) => at >= from && at <= to);

function splitWhereQuiet(events: readonly LogonEvent[], quiet: number): LogonEvent[][] {
  const runs: LogonEvent[][] = [];
  let last = -Infinity;
  for (const event of events) {
    if (event.at - last > quiet) runs.push([]);
    runs[runs.length - 1]?.push(event);
    last = event.at;
  }
  return runs;
}
