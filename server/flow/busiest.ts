import type { KnownAlert, Detection } from '../../common/alerts/detections';
import type { Problem } from '../../common/status/problems';
import type { Rule } from '../../common/rules/rules';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { findAllAttacks } from '../detect/join/all_rules';
import { suspectOf } from '../detect/count/suspects';
import type { Busiest, EventSource, Reading, Span } from '../detect/events/event_source_port';
import { createNaming } from '../detect/count/naming';
import { uncountedProblem } from '../detect/join/scan_problems';
import { windowOf, type EventWindow } from '../detect/log/window';
import type { SliceRun } from './read_slice';

/** So many of a group's newest events are read, or twice the threshold of its rules where that is more. */
const NEWEST = 20;

/**
 * The newest events of the busiest groups, and the successes of the suspects among them: what can be told before the
 * slice is read. Rules are monotone, so what they find in a part is true of the whole.
 */
export async function readBusiest(
  events: EventSource,
  { rules, comparing, deadline, signal }: SliceRun,
  span: Span,
): Promise<{ window: EventWindow; added: number; problems: Problem[] }> {
  const newest = await events.readBusiest(busiestOf(rules), span, signal);
  const window = windowOf(newest.events, rules, createNaming(comparing));
  const suspects = [...window.changed('account')].flatMap((key) => suspectOf(window, key, rules) ?? []);
  const successes = await events.readSuccesses(suspects, span, deadline, { signal }).catch(noneWhereRefused);
  window.add(successes.events);
  const problems = newest.uncounted.length > 0 ? [uncountedProblem(newest.uncounted)] : [];
  return { window, added: newest.events.length, problems };
}

/** The whole reading behind it says so. */
function noneWhereRefused(error: unknown): Pick<Reading, 'events'> {
  if (!(error instanceof SuccessesRefusedError)) throw error;
  return { events: [] };
}

function busiestOf(rules: Rule[]): Busiest[] {
  const kinds = [...new Set(rules.map(({ groupBy }) => groupBy))];
  return kinds.map((kind) => {
    const thresholds = rules.filter(({ groupBy }) => groupBy === kind).map(({ threshold }) => threshold);
    return { kind, least: Math.min(...thresholds), newest: Math.max(NEWEST, 2 * Math.max(...thresholds)) };
  });
}

/**
 * Attacks on groups that have no alert yet. Nothing of them is settled, so that the whole is counted as soon as it is
 * read; what is known grows then too.
 */
export function findInBusiest(
  window: EventWindow,
  known: KnownAlert[],
  search: Parameters<typeof findAllAttacks>[2],
): Detection[] {
  const places = new Set(known.map(({ ruleId, groupKey }) => placeOf(ruleId, groupKey)));
  const scan = { ...search.scan, settleBefore: -Infinity };
  return findAllAttacks(window, [], { ...search, scan }).filter(
    ({ rule, group }) => !places.has(placeOf(rule.id, group.key)),
  );
}

const placeOf = (ruleId: string, groupKey: string) => JSON.stringify([ruleId, groupKey]);
