import type { KeyOf } from './compare_names';
import { FAILURES, recountFailures, type Recount } from './compare_recount';
import { timeText, type Comparer } from './difference';
import { MISSING, type ExpectedGroup } from './expected_schema';

/** The groups of one kind, on both sides. */
export interface Groups {
  /** For people, e.g. `account`. */
  kind: string;
  /** Expected groups by name as it was written. */
  expected: Record<string, ExpectedGroup>;
  keyOf: KeyOf;
  /**
   * Times (epoch ms, sorted) of the failures that were read, by group. The key undefined holds failures that name
   * none.
   */
  times: Map<string | undefined, number[]>;
}

interface Named {
  names: string[];
  groups: ExpectedGroup[];
}

/**
 * Compares each group: how many failures it has, when, and whether and when it fires. Groups that do not fire are
 * compared too.
 */
export function compareGroups(comparer: Comparer, groups: Groups): void {
  const { kind, times } = groups;
  const byKey = keyed(groups);
  for (const key of new Set([...byKey.keys(), ...times.keys()])) {
    const named = byKey.get(key) ?? { names: [], groups: [] };
    const found = times.get(key) ?? [];
    const what = `${kind} ${key ?? MISSING}`;
    comparer.same(`${what}: failures`, sumOf(named.groups), found.length);
    const [only, another] = named.groups;
    if (only && another) compareMerged(comparer, what, named, found);
    else if (only) compareGroup(comparer, what, only, found);
  }
}

const sumOf = (counted: Array<{ count: number }>) => counted.reduce((sum, { count }) => sum + count, 0);
const lastOf = (times: number[]) => times[times.length - 1];

function keyed({ expected, keyOf }: Groups): Map<string | undefined, Named> {
  const byKey = new Map<string | undefined, Named>();
  for (const [name, group] of Object.entries(expected)) {
    const key = keyOf(name);
    const named = byKey.get(key) ?? { names: [], groups: [] };
    named.names.push(name);
    named.groups.push(group);
    byKey.set(key, named);
  }
  return byKey;
}

function compareGroup(comparer: Comparer, what: string, group: ExpectedGroup, times: number[]): void {
  const recount = recountFailures(times, FAILURES);
  comparer.same(`${what}: first`, group.first, timeText(times[0]));
  comparer.same(`${what}: last`, group.last, timeText(lastOf(times)));
  comparer.sameWhereGiven(`${what}: most in 5 minutes`, group.max_in_5min, recount.most);
  compareFiring(comparer, what, group, recount.firesAt);
  compareEpisodes(comparer, what, group, { times, recount });
}

/** Compares whether a group or a spray fires, and when. */
export function compareFiring(
  comparer: Comparer,
  what: string,
  { fires, fire_time: at }: { fires: boolean; fire_time?: string | null | undefined },
  firesAt: number | undefined,
): void {
  const isSame = fires === (firesAt !== undefined) && (at ?? undefined) === timeText(firesAt);
  const expected = fires ? `at ${at ?? 'no time'}` : `not${at ? `, but at ${at}` : ''}`;
  comparer.holds(
    isSame,
    `${what}: fires`,
    expected,
    firesAt === undefined ? 'not' : `at ${timeText(firesAt)}`,
  );
}

/**
 * Compares the episodes of a group. Each must begin and end with a failure and hold those in between, in order.
 * Together they must hold every failure of a timespan over the threshold. Whether two that touch are one, and how long
 * one goes on, is left open.
 */
function compareEpisodes(
  comparer: Comparer,
  what: string,
  { fires, episodes = [] }: ExpectedGroup,
  { times, recount }: { times: number[]; recount: Recount },
): void {
  const happened = new Set(times);
  const spans = episodes.map(({ start, end }) => ({ from: Date.parse(start), to: Date.parse(end) }));
  comparer.holds(
    fires === episodes.length > 0,
    `${what}: episodes`,
    fires ? 'some' : 'none',
    `${episodes.length}`,
  );
  episodes.forEach(({ start, end, count }, n) => {
    const { from, to } = spans[n] ?? { from: 0, to: 0 };
    const where = `${what}: the episode from ${start} to ${end}`;
    const isIn = recount.over.has(from) && happened.has(to) && (spans[n - 1]?.from ?? -Infinity) < from;
    comparer.holds(isIn, where, 'from one failure to another', 'not so');
    comparer.same(`${where}: failures`, count, countBetween(times, from, to));
  });
  const outside = [...recount.over].find((at) => !spans.some(({ from, to }) => from <= at && at <= to));
  comparer.same(`${what}: a failure over the threshold in no episode`, undefined, timeText(outside));
}

const countBetween = (times: number[], from: number, to: number) =>
  times.filter((at) => from <= at && at <= to).length;

/**
 * Compares several expected groups that are one for the product. It must hold what they hold, and fire no later than
 * they.
 */
function compareMerged(comparer: Comparer, what: string, { names, groups }: Named, times: number[]): void {
  comparer.note(
    `${what} is expected as ${names.join(', ')}: compared is what follows for all of them together`,
  );
  const { most, firesAt } = recountFailures(times, FAILURES);
  comparer.same(`${what}: first`, groups.map(({ first }) => first).sort()[0], timeText(times[0]));
  comparer.same(
    `${what}: last`,
    groups
      .map(({ last }) => last)
      .sort()
      .pop(),
    timeText(lastOf(times)),
  );
  for (const { max_in_5min: own, count, fires, fire_time: at, episodes = [] } of groups) {
    const isConsistent =
      own === undefined || (own <= Math.min(most, count) && fires === own >= FAILURES.least);
    comparer.holds(isConsistent, `${what}: most in 5 minutes`, `${own}`, `${most}`);
    const isInTime = !fires || (firesAt ?? Infinity) <= Date.parse(at ?? '');
    comparer.holds(isInTime, `${what}: fires`, `at ${at} or before`, timeText(firesAt) ?? 'not');
    for (const { start, end, count: held } of episodes) {
      const found = countBetween(times, Date.parse(start), Date.parse(end));
      const isIn = times.includes(Date.parse(start)) && times.includes(Date.parse(end)) && held <= found;
      comparer.holds(isIn, `${what}: from ${start} to ${end}: failures`, `${held}`, `${found}`);
    }
  }
}
