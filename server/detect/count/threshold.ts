import type { LogonEvent } from '../../../common/alerts/events';
import type { EventCountRule, Rule, TemporalOrderedRule, ValueCountRule } from '../../../common/rules/rules';
import type { Naming } from './naming';

/** Time of the event with which a timespan first holds `threshold` events; null where none does. `events` by time. */
export function eventsReachedAt(
  events: readonly LogonEvent[],
  { threshold, timespan }: Spanned,
): number | null {
  for (let end = threshold - 1; end < events.length; end += 1) {
    const first = events[end - threshold + 1];
    const last = events[end];
    if (first && last && last.at - first.at <= timespan) return last.at;
  }
  return null;
}

interface Spanned {
  threshold: number;
  timespan: number;
}

/** Time of the event with which a timespan first holds `threshold` different values; null where none does. */
export function valuesReachedAt(
  events: LogonEvent[],
  { threshold, timespan }: Spanned,
  valueOf: (event: LogonEvent) => string | undefined,
): number | null {
  const inside = new Map<string, number>();
  let start = 0;
  for (const event of events) {
    const value = valueOf(event);
    if (value === undefined) continue;
    inside.set(value, (inside.get(value) ?? 0) + 1);
    for (let old = events[start]; old && event.at - old.at > timespan; old = events[start]) {
      forget(inside, valueOf(old));
      start += 1;
    }
    if (inside.size >= threshold) return event.at;
  }
  return null;
}

function forget(counts: Map<string, number>, value: string | undefined): void {
  if (value === undefined) return;
  const left = (counts.get(value) ?? 0) - 1;
  if (left > 0) counts.set(value, left);
  else counts.delete(value);
}

/** Those successes that have `threshold` failures in the timespan before them. Both by time. */
export function afterFailures(
  successes: LogonEvent[],
  failures: LogonEvent[],
  { threshold, timespan }: Spanned,
): LogonEvent[] {
  let start = 0;
  let end = 0;
  return successes.filter(({ at }) => {
    while ((failures[end]?.at ?? Infinity) <= at) end += 1;
    while ((failures[start]?.at ?? Infinity) < at - timespan) start += 1;
    return end - start >= threshold;
  });
}

/** The events of one group that belong together: no two neighbours are further apart than the quiet time. */
export interface Run {
  /** By time. */
  failures: LogonEvent[];
  /** Those that came after the failures; only for rules that ask for them. */
  successes: LogonEvent[];
}

type Reached<R extends Rule> = (run: Run, rule: R, naming: Naming) => number | null;

/**
 * When a run reached the threshold of a rule, by kind: epoch ms, or null where it did not. A new kind is a type in
 * `common/rules/rules.ts` and a line here; `docs/rules.md` shows one. It must be monotone: more events never undo it, since
 * a slice cuts its first timespan and events come late.
 */
const REACHED: {
  event_count: Reached<EventCountRule>;
  value_count: Reached<ValueCountRule>;
  temporal_ordered: Reached<TemporalOrderedRule>;
} = {
  event_count: ({ failures }, rule) => eventsReachedAt(failures, rule),
  value_count: ({ failures }, rule, naming) => valuesReachedAt(failures, rule, naming[rule.of]),
  temporal_ordered: ({ successes }) => successes[0]?.at ?? null,
};

export const reachedAt = (run: Run, rule: Rule, naming: Naming): number | null =>
  (REACHED[rule.kind] as Reached<Rule>)(run, rule, naming);
