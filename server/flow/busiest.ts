import type { LogonEvent } from '../../common/alerts/events';
import type { GiveWay } from '../../common/give_way';
import type { Problem } from '../../common/status/problems';
import type { Rule } from '../../common/rules/rules';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { suspectOf } from '../detect/count/suspects';
import type { Busiest, EventSource, Reading, Span } from '../detect/events/event_source_port';
import { createNaming } from '../detect/count/naming';
import { uncountedProblem } from '../detect/join/scan_problems';
import { EventWindow } from '../detect/log/window';
import type { SliceRun } from './slice_run';

/** So many of a group's newest events are read, or twice the threshold of its rules where that is more. */
const NEWEST = 20;
/** Events that are added between two calls of `giveWay`. */
const PIECE = 200;

/**
 * The newest events of the busiest groups, and the successes of the suspects among them: what can be told before the
 * slice is read. Rules are monotone, so what they find in a part is true of the whole.
 */
export async function readBusiest(
  events: EventSource,
  { rules, comparing, deadline, signal }: SliceRun,
  span: Span,
  giveWay: GiveWay,
): Promise<{ window: EventWindow; added: number; problems: Problem[] }> {
  const newest = await events.readBusiest(busiestOf(rules), span, signal);
  const window = new EventWindow(rules, createNaming(comparing));
  await addAll(window, newest.events, giveWay);
  const suspects = [...window.changed('account')].flatMap((key) => suspectOf(window, key, rules) ?? []);
  const successes = await events.readSuccesses(suspects, span, deadline, { signal }).catch(noneWhereRefused);
  await addAll(window, successes.events, giveWay);
  const problems = newest.uncounted.length > 0 ? [uncountedProblem(newest.uncounted)] : [];
  return { window, added: newest.events.length, problems };
}

async function addAll(window: EventWindow, events: readonly LogonEvent[], giveWay: GiveWay): Promise<void> {
  for (let start = 0; start < events.length; start += PIECE) {
    const wait = giveWay();
    if (wait) await wait;
    window.add(events.slice(start, start + PIECE));
  }
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
