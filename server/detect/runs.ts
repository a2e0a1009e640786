import type { LogonEvent } from '../../common/events';
import type { Rule } from '../../common/rules';
import type { Naming } from './naming';
import { quietTime } from './scan';
import { afterFailures, type Run } from './threshold';

/** All events of one group, by time. */
export interface GroupEvents {
  failures: LogonEvent[];
  successes: LogonEvent[];
  lockouts: LogonEvent[];
}

const LISTS = { failure: 'failures', success: 'successes', lockout: 'lockouts' } as const;

/** Every event under its group's key, each list by time. Events that the rule does not count are left out. */
export function groupEvents(events: LogonEvent[], rule: Rule, naming: Naming): Map<string, GroupEvents> {
  const groups = new Map<string, GroupEvents>();
  for (const event of events) {
    const key = isCounted(event, rule) ? naming[rule.groupBy](event) : undefined;
    if (key === undefined) continue;
    const group = groups.get(key) ?? { failures: [], successes: [], lockouts: [] };
    group[LISTS[event.kind]].push(event);
    groups.set(key, group);
  }
  for (const { failures, successes, lockouts } of groups.values())
    for (const list of [failures, successes, lockouts]) list.sort((a, b) => a.at - b.at);
  return groups;
}

/** A success or a lockout says something of an account, and nothing of the address or the host beside it. */
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
