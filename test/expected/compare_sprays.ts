import { compareFiring } from './compare_groups';
import { mergedAccountOf, type KeyOf } from './compare_names';
import { attacksIn, recountAccounts, SPRAY, type Counted } from './compare_recount';
import { timeText, type Comparer } from './difference';
import type { ExpectedSpray } from './expected_schema';

export interface Sprays {
  /** For people, e.g. `spray from`. */
  kind: string;
  expected: ExpectedSpray[];
  keyOf: KeyOf;
  /** The failures that were read, sorted by time, with accounts named like those in `users`. */
  groups: Map<string | undefined, Counted[]>;
}

/** Compares every address or host from which a named account failed, whether or not it fires. */
export function compareSprays(comparer: Comparer, { kind, expected, keyOf, groups }: Sprays): void {
  const named = [...groups].filter(
    ([key, rows]) => key !== undefined && rows.some(({ account }) => account !== undefined),
  );
  for (const key of new Set([
    ...named.map(([name]) => name),
    ...expected.map(({ source }) => keyOf(source)),
  ])) {
    const entries = expected.filter(({ source }) => keyOf(source) === key);
    const rows = named.find(([name]) => name === key)?.[1] ?? [];
    const what = `${kind} ${key ?? 'nowhere'}`;
    const [only, another] = entries;
    const sources = new Set(entries.map(({ source }) => source));
    comparer.holds(entries.length > 0, what, 'not', `${rows.length} failures`);
    comparer.same(`${what}: entries`, entries.length, sources.size);
    if (only && another) compareMerged(comparer, what, entries, rows);
    else if (only) compareSpray(comparer, what, only, rows);
  }
}

function compareSpray(comparer: Comparer, what: string, entry: ExpectedSpray, rows: Counted[]): void {
  const { most, firesAt } = recountAccounts(rows, SPRAY);
  comparer.holds(most > 0, what, 'somebody', 'nobody');
  comparer.sameWhereGiven(`${what}: most accounts in 10 minutes`, entry.max_distinct_users_in_10min, most);
  compareFiring(comparer, what, entry, firesAt);
  compareUsers(comparer, what, entry, rows);
}

/**
 * Compares the accounts of a spray. Without a given stretch of time they may be those of the timespan with most
 * accounts, or all that an alert counts.
 */
function compareUsers(
  comparer: Comparer,
  what: string,
  { window, users }: ExpectedSpray,
  rows: Counted[],
): void {
  const { most, accounts } = recountAccounts(rows, SPRAY);
  const possible = window
    ? [accountsWithin(comparer, what, { window, rows, most })]
    : [accounts, ofAttacks(rows)];
  if (users === undefined) return;
  const expected = users.map((user) => mergedAccountOf(user) ?? '').sort();
  const texts = possible.map((found) => JSON.stringify([...found].sort()));
  const text = JSON.stringify(expected);
  comparer.holds(texts.includes(text), `${what}: accounts`, text, texts.join(' or '));
}

function accountsWithin(
  comparer: Comparer,
  what: string,
  { window: [start, end], rows, most }: { window: [string, string]; rows: Counted[]; most: number },
): Set<string> {
  const named = rows.filter(({ account }) => account !== undefined);
  const happened = new Set(named.map(({ at }) => timeText(at)));
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const found = accountsOf(named.filter(({ at }) => from <= at && at <= to));
  const isIn = happened.has(start) && happened.has(end) && found.size >= most;
  comparer.holds(isIn, `${what}: from ${start} to ${end}`, `${most} accounts`, `${found.size}`);
  return found;
}

const accountsOf = (rows: Counted[]) => new Set(rows.flatMap(({ account }) => account ?? []));

function ofAttacks(rows: Counted[]): Set<string> {
  const attacks = attacksIn(rows, SPRAY.timespan, (run) => recountAccounts(run, SPRAY).firesAt);
  return accountsOf(attacks.flatMap(({ counted }) => counted));
}

/** Compares several expected sprays that are one for the product. */
function compareMerged(comparer: Comparer, what: string, entries: ExpectedSpray[], rows: Counted[]): void {
  comparer.note(`${what} is expected as ${entries.map(({ source }) => source).join(', ')}: compared in part`);
  const { most, firesAt } = recountAccounts(rows, SPRAY);
  const names = accountsOf(rows);
  for (const { max_distinct_users_in_10min: own = 0, fires, fire_time: at, users = [] } of entries) {
    comparer.holds(own <= most, `${what}: most accounts in 10 minutes`, `${own}`, `${most}`);
    const isInTime = !fires || (firesAt ?? Infinity) <= Date.parse(at ?? '');
    comparer.holds(isInTime, `${what}: fires`, `at ${at} or before`, timeText(firesAt) ?? 'not');
    for (const user of users)
      comparer.holds(names.has(mergedAccountOf(user) ?? ''), `${what}: account`, user, 'none');
  }
}
