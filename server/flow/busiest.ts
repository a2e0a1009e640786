import type { Problem } from '../../common/status/problems';
import type { Rule } from '../../common/rules/rules';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { suspectOf } from '../detect/count/suspects';
import type { Busiest, EventSource, Reading, Span } from '../detect/events/event_source_port';
import { createNaming } from '../detect/count/naming';
import { uncountedProblem } from '../detect/join/scan_problems';
import { windowOf, type EventWindow } from '../detect/log/window';
import type { SliceRun } from './slice_run';

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

/** Successes are left out where Elasticsearch refuses the query for them: reading the whole slice reports that. */
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
