import type { LogonEvent } from '../../common/events';
import type { Rule } from '../../common/rules';
import { quietTime } from './scan';
import { afterFailures, type Run } from './threshold';

/** All events of one group, by time. */
export interface GroupEvents {
  failures: LogonEvent[];
  successes: LogonEvent[];
  lockouts: LogonEvent[];
}

const LISTS = { failure: 'failures', success: 'successes', lockout: 'lockouts' } as const;

/** The events of a group, which are by time, that a rule counts. */
export function countedBy(rule: Rule, events: LogonEvent[]): GroupEvents {
  const group: GroupEvents = { failures: [], successes: [], lockouts: [] };
  for (const event of events) if (isCounted(event, rule)) group[LISTS[event.kind]].push(event);
  return group;
}

function isCounted(event: LogonEvent, rule: Rule): boolean {
  if (event.kind === 'success') return rule.kind === 'temporal_ordered';
  if (event.kind === 'lockout') return rule.groupBy === 'account';
  return rule.kind === 'temporal_ordered' || !rule.withoutSource || event.source === null;
}

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

const within = (events: LogonEvent[], from: number, to: number) =>
  events.filter(({ at }) => at >= from && at <= to);

function splitWhereQuiet(events: LogonEvent[], quiet: number): LogonEvent[][] {
  const runs: LogonEvent[][] = [];
  let last = -Infinity;
  for (const event of events) {
    if (event.at - last > quiet) runs.push([]);
    runs[runs.length - 1]?.push(event);
    last = event.at;
  }
  return runs;
}
