import { exactAccountOf, hostOf, mergedAccountOf, sourceOf } from './compare_names';
import { groupByEach, SUCCESS } from './compare_recount';
import { Comparer, timeText } from './difference';
import type { Expected, ExpectedSuccess } from './expected_schema';
import type { SuccessRead, Tally } from '../../scripts/evaluate/tally';
import type { FailureRead } from '../../scripts/evaluate/tally_failures';

/** A success with the failures in the timespan before it, by time. */
export interface Recounted {
  success: SuccessRead;
  failures: FailureRead[];
}

type Row = Pick<FailureRead, 'account' | 'domain' | 'host' | 'source'>;

/**
 * The successes with enough failures before them, sorted by time. Failures belong to a success where `keyOf` gives the
 * same for both, or `keysOf` gives it among others for a failure.
 */
export function successesAfterFailures(
  { read, successes }: Tally,
  keyOf: (row: Row) => string | undefined,
  keysOf = (row: Row) => [keyOf(row)],
): Recounted[] {
  const failures = groupByEach(read, keysOf);
  return [...successes.values()]
    .sort((a, b) => a.at - b.at)
    .flatMap((success) => {
      const key = keyOf(success);
      const own = key === undefined ? [] : (failures.get(key) ?? []);
      const before = own.filter(({ at }) => at <= success.at && at >= success.at - SUCCESS.timespan);
      return before.length >= SUCCESS.least ? [{ success, failures: before }] : [];
    });
}

/**
 * Compares successes after failures of the same account. Accounts are told apart as they were written or, if only that
 * agrees, without case, blanks and domain.
 */
export function compareAnySource(
  comparer: Comparer,
  { success_after_failures: expected }: Expected,
  tally: Tally,
) {
  compareAgreeing(comparer, { kind: 'success of', expected }, [
    successesAfterFailures(tally, ({ account }) => exactAccountOf(account)),
    successesAfterFailures(tally, ({ account }) => mergedAccountOf(account)),
  ]);
}

/**
 * Compares successes after failures of the same account from the same address. The expected result may differ in two
 * ways: it may count failures from all addresses, and may take a missing address for one.
 */
export function compareSameSource(comparer: Comparer, expected: Expected, tally: Tally): void {
  const { success_after_failures_same_ip: entries, per_source_ip: sources } = expected;
  if (!entries) return;
  const names = Object.keys(sources);
  if (new Set(names.map(sourceOf)).size < names.length)
    return comparer.note(
      'successes from the address of the failures: addresses are one here that are expected as two',
    );
  const all = successesAfterFailures(tally, ({ account }) => exactAccountOf(account));
  const readings = [false, true].flatMap((takesNone) => {
    const own = successesAfterFailures(tally, ({ account, source }) =>
      source === null && !takesNone ? undefined : JSON.stringify([exactAccountOf(account), source]),
    );
    const places = new Set(own.map(({ success }) => success));
    return [own, all.filter(({ success }) => places.has(success))];
  });
  compareAgreeing(
    comparer,
    { kind: 'success from the address of the failures, of', expected: entries },
    readings,
  );
}

interface Successes {
  /** For people, e.g. `success of`. */
  kind: string;
  expected: ExpectedSuccess[];
}

/** With the first reading that agrees, or the first of all. */
function compareAgreeing(comparer: Comparer, successes: Successes, readings: Recounted[][]): void {
  const agrees = (found: Recounted[]) => {
    const trial = new Comparer();
    compareSuccesses(trial, successes, found);
    return trial.comparison.differences.length === 0;
  };
  compareSuccesses(comparer, successes, readings.find(agrees) ?? readings[0] ?? []);
}

/** Each success, by account as it was written and time. */
function compareSuccesses(comparer: Comparer, { kind, expected }: Successes, found: Recounted[]): void {
  const placeOf = (account: string | null, time: string) => `${exactAccountOf(account)} at ${time}`;
  const wanted = byPlace(expected, (entry) => placeOf(entry.user, entry.success_time));
  const happened = byPlace(found, ({ success }) => placeOf(success.account, timeText(success.at) ?? ''));
  for (const place of new Set([...wanted.keys(), ...happened.keys()])) {
    const [entries, left] = [wanted.get(place) ?? [], [...(happened.get(place) ?? [])]];
    const what = `${kind} ${place}`;
    comparer.same(what, entries.length, left.length);
    // Several of one millisecond stand in no order.
    for (const entry of entries) {
      const like = left.findIndex((one) => differencesOf(entry, one).length === 0);
      const [one] = left.splice(Math.max(like, 0), 1);
      if (one) compareSuccess(comparer, what, entry, one);
    }
  }
}

function byPlace<One>(all: One[], placeOf: (one: One) => string): Map<string, One[]> {
  const places = new Map<string, One[]>();
  for (const one of all) places.set(placeOf(one), [...(places.get(placeOf(one)) ?? []), one]);
  return places;
}

type Part = [string, string | number | null | undefined, string | number | null | undefined];

/**
 * The parts of a success, each expected and found. The expected one is undefined where the result does not give it.
 */
function partsOf(entry: ExpectedSuccess, { success, failures }: Recounted): Part[] {
  const { success_ip: source, success_logon_type: type, host } = entry;
  const given = <T, R>(value: T | undefined, toKey: (of: T) => R) =>
    value === undefined ? undefined : (toKey(value) ?? null);
  return [
    ['failures', entry.failures_in_10min_before, failures.length],
    ['first failure', entry.first_failure, timeText(failures[0]?.at)],
    ['last failure', entry.last_failure, timeText(failures[failures.length - 1]?.at)],
    ['source', given(source, sourceOf), success.source],
    ['logon type', given(type, (of) => (of === null ? null : String(of))), success.logonType],
    ['host', given(host, hostOf), hostOf(success.host)],
  ];
}

const differencesOf = (entry: ExpectedSuccess, one: Recounted) =>
  partsOf(entry, one).filter(([, expected, found]) => expected !== undefined && expected !== (found ?? null));

function compareSuccess(comparer: Comparer, what: string, entry: ExpectedSuccess, one: Recounted): void {
  for (const [name, expected, found] of partsOf(entry, one))
    comparer.sameWhereGiven(`${what}: ${name}`, expected, found);
}
