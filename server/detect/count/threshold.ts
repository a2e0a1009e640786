import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { EventCountRule, Rule, TemporalOrderedRule, ValueCountRule } from '../../../common/rules/rules';
import type { EventList } from '../log/event_list';
import { MINUTE } from '../log/minute';
import { DistinctValues } from './distinct';
import { eachOf, indexAt, minutesOf, PIECE, valuesOf, type MinuteOf } from './lists';
import type { Member } from './members';
import type { Naming } from './naming';

interface Spanned {
  threshold: number;
  timespan: number;
}

/** A span of time, epoch milliseconds, both ends included. */
export interface Range {
  from: number;
  to: number;
}

/** The failures that a rule counts, and whether the one at an index is the group's own. */
export type Failures = Pick<Member, 'failures' | 'isOwn'>;

/**
 * The events of a group that a rule counts. `worked`: the successes that have the threshold of failures
 * before them, oldest first; empty where the rule asks for no successes.
 */
export interface Counted extends Member {
  worked: readonly LogonEvent[];
}

/** Time of the event with which a timespan first holds `threshold` events, one of them the group's own; null where none does. */
export function eventsReachedAt(
  { failures, isOwn }: Failures,
  { threshold, timespan }: Spanned,
  { from, to }: Range = ALL_TIME,
): number | null {
  let own = -Infinity;
  const start = indexAt(failures, from);
  for (let end = start; end < failures.length; end += 1) {
    const at = failures.timeAt(end);
    if (at > to) return null;
    if (isOwn(end)) own = at;
    const first = end - threshold + 1;
    if (first >= start && at - failures.timeAt(first) <= timespan && at - own <= timespan) return at;
  }
  return null;
}

export const ALL_TIME: Range = { from: -Infinity, to: Infinity };

/**
 * The successes that have at least `threshold` failures in the `timespan` (milliseconds, both ends included)
 * before them, where one of these failures or the success itself is the group's own. Oldest first.
 */
export async function afterFailures(
  successes: EventList,
  { failures, isOwn, isOwnSuccess }: Pick<Member, 'failures' | 'isOwn' | 'isOwnSuccess'>,
  { threshold, timespan }: Spanned,
  giveWay: GiveWay,
): Promise<LogonEvent[]> {
  let [own, seen] = [-Infinity, 0];
  const found: LogonEvent[] = [];
  for (let n = 0; n < successes.length; n += 1) {
    const wait = n % PIECE === 0 ? giveWay() : undefined;
    if (wait) await wait;
    const at = successes.timeAt(n);
    const end = indexAt(failures, at + 1);
    if (end - indexAt(failures, at - timespan) < threshold) continue;
    for (; seen < end; seen += 1) {
      const pause = seen % PIECE === 0 ? giveWay() : undefined;
      if (pause) await pause;
      if (isOwn(seen)) own = failures.timeAt(seen);
    }
    const success = successes.at(n);
    if (at - own <= timespan || isOwnSuccess(success)) found.push(success);
  }
  return found;
}

/** What it takes to see whether a rule's threshold is reached. */
export interface Reaching {
  naming: Naming;
  giveWay: GiveWay;
}

/** With more failures than this, `mayBeEnoughFrom` first tells where to begin. */
const MANY = 2_000;

/**
 * Time of the event (epoch ms) with which a timespan first holds `threshold` different values and an event of
 * the group's own; null where none does.
 */
export async function valuesReachedAt(
  counted: Pick<Member, 'failures' | 'isOwn' | 'remembered'>,
  rule: ValueCountRule,
  { from, to }: Range,
  { naming, giveWay }: Reaching,
): Promise<number | null> {
  const { failures, isOwn } = counted;
  const valueOf = valueIn(failures, rule, naming);
  const inside = new DistinctValues(rule.of === 'account');
  const begin = failures.length > MANY ? await mayBeEnoughFrom(counted, rule, valueOf, giveWay) : from;
  const end = indexAt(failures, to + 1);
  let [start, own] = [indexAt(failures, Math.max(from, begin)), -Infinity];
  for (let index = start; index < end; index += 1) {
    const wait = index % PIECE === 0 ? giveWay() : undefined;
    if (wait) await wait;
    const at = failures.timeAt(index);
    if (isOwn(index)) own = at;
    inside.add(valueOf(index));
    for (; at - failures.timeAt(start) > rule.timespan; start += 1) inside.remove(valueOf(start));
    if (inside.size >= rule.threshold && at - own <= rule.timespan) return at;
  }
  return null;
}

/** Gives the value that a rule counts, of the failure at an index. */
const valueIn = (failures: EventList, rule: ValueCountRule, naming: Naming) =>
  rule.of === 'source'
    ? valuesOf(failures, 'source', naming.source)
    : valuesOf(failures, 'name', naming.namedAccount);

/**
 * A lower bound for where the threshold can be reached, epoch milliseconds: no timespan that begins earlier
 * holds enough different values. Infinity where none does at all. Works on the values of whole minutes, which
 * are remembered, so it looks at few events again.
 */
async function mayBeEnoughFrom(
  { failures, remembered }: Pick<Member, 'failures' | 'remembered'>,
  { threshold, timespan }: ValueCountRule,
  valueOf: (index: number) => string | undefined,
  giveWay: GiveWay,
): Promise<number> {
  const near: Array<{ minute: number; values: ReadonlySet<string> }> = [];
  const inside = new DistinctValues(false);
  const valuesIn = async (part: MinuteOf) => {
    const found = new Set<string>();
    await eachOf(part, giveWay, (index) => {
      const value = found.size < threshold ? valueOf(index) : undefined;
      if (value !== undefined) found.add(value);
    });
    return remembered.values.keep(part, found);
  };
  for (const part of minutesOf(failures)) {
    const values = remembered.values.at(part) ?? (await valuesIn(part));
    near.push({ minute: part.minute, values });
    for (const value of values) inside.add(value);
    for (let old = near[0]; old && part.minute - old.minute > timespan + MINUTE; old = near[0]) {
      for (const value of old.values) inside.remove(value);
      near.shift();
    }
    if (inside.size >= threshold) return part.minute - timespan;
  }
  return Infinity;
}

type Reached<R extends Rule> = (
  counted: Counted,
  rule: R,
  range: Range,
  reaching: Reaching,
) => number | null | Promise<number | null>;

/**
 * When a group reached the threshold of a rule in a range of time, by kind: epoch ms, or null where it did not. A new kind is
 * a type in `common/rules/rules.ts` and a line here; `docs/rules.md` shows one. It must be monotone: more events never undo
 * it, since a slice cuts its first timespan and events come late.
 */
const REACHED: {
  event_count: Reached<EventCountRule>;
  value_count: Reached<ValueCountRule>;
  temporal_ordered: Reached<TemporalOrderedRule>;
} = {
  event_count: eventsReachedAt,
  value_count: valuesReachedAt,
  temporal_ordered: ({ worked }, _rule, { from, to }) =>
    worked.find(({ at }) => at >= from && at <= to)?.at ?? null,
};

export const reachedAt = async (
  counted: Counted,
  rule: Rule,
  range: Range,
  reaching: Reaching,
): Promise<number | null> => (REACHED[rule.kind] as Reached<Rule>)(counted, rule, range, reaching);
