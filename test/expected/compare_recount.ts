import { MIN_QUIET } from '../../common/bounds';

const MINUTE = 60_000;
/** A threshold. Both ends of the timespan (ms) count. */
export interface Threshold {
  least: number;
  timespan: number;
}

/** The thresholds of the expected results and of `test/expected-rules.json`. */
export const FAILURES: Threshold = { least: 5, timespan: 5 * MINUTE };
export const SPRAY: Threshold = { least: 5, timespan: 10 * MINUTE };
export const SUCCESS: Threshold = { least: 5, timespan: 10 * MINUTE };

/** A failure of a group, with the account as it is compared. */
export interface Counted {
  at: number;
  account: string | undefined;
}

/** Groups rows by what `keyOf` gives. The rows of a group are sorted by time. */
export const groupBy = <Row extends { at: number }, Key>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
): Map<Key, Row[]> => groupByEach(rows, (row) => [keyOf(row)]);

/** The same, with a row in each group of which `keysOf` gives the key. */
export function groupByEach<Row extends { at: number }, Key>(
  rows: Iterable<Row>,
  keysOf: (row: Row) => Key[],
): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  for (const group of groups.values()) group.sort((a, b) => a.at - b.at);
  return groups;
}

/** One group, by time, counted in sliding timespans. */
export interface Recount {
  /** The most in any timespan. */
  most: number;
  /** Epoch ms of what reached the threshold first. */
  firesAt: number | undefined;
  /** The times that lie in a timespan over the threshold. */
  over: Set<number>;
}

export function recountFailures(times: number[], { least, timespan }: Threshold): Recount {
  const recount: Recount = { most: 0, firesAt: undefined, over: new Set() };
  let [start, marked] = [0, 0];
  times.forEach((at, end) => {
    while ((times[start] ?? at) < at - timespan) start += 1;
    recount.most = Math.max(recount.most, end - start + 1);
    if (end - start + 1 < least) return;
    recount.firesAt ??= at;
    for (marked = Math.max(marked, start); marked <= end; marked += 1) recount.over.add(times[marked] ?? at);
  });
  return recount;
}

export interface SprayRecount {
  most: number;
  firesAt: number | undefined;
  /** The accounts of the timespan with most accounts; of the first one where there are several. */
  accounts: Set<string>;
}

/** Counts different accounts in sliding timespans. Failures without an account do not count. */
export function recountAccounts(rows: Counted[], { least, timespan }: Threshold): SprayRecount {
  const recount: SprayRecount = { most: 0, firesAt: undefined, accounts: new Set() };
  const inside = new Map<string, number>();
  let start = 0;
  for (const { at, account } of rows) {
    if (account === undefined) continue;
    inside.set(account, (inside.get(account) ?? 0) + 1);
    for (let old = rows[start]; old && old.at < at - timespan; old = rows[start]) {
      leave(inside, old.account);
      start += 1;
    }
    if (inside.size >= least) recount.firesAt ??= at;
    if (inside.size <= recount.most) continue;
    recount.most = inside.size;
    recount.accounts = new Set(inside.keys());
  }
  return recount;
}

function leave(inside: Map<string, number>, account: string | undefined): void {
  if (account === undefined) return;
  const left = (inside.get(account) ?? 0) - 1;
  if (left > 0) inside.set(account, left);
  else inside.delete(account);
}

/** The failures that an alert has to count. */
export interface Attack {
  firedAt: number;
  counted: Counted[];
}

/**
 * The attacks on a group: each counts from a timespan before it fired, until it has been quiet for 15 minutes, or for
 * the timespan where that is longer.
 */
export function attacksIn(
  rows: Counted[],
  timespan: number,
  reachedAt: (run: Counted[]) => number | undefined,
): Attack[] {
  const quiet = Math.max(timespan, MIN_QUIET);
  const runs: Counted[][] = [];
  rows.forEach((row, n) => {
    const run = runs[runs.length - 1];
    if (run && row.at - (rows[n - 1]?.at ?? -Infinity) <= quiet) run.push(row);
    else runs.push([row]);
  });
  return runs.flatMap((run) => {
    const firedAt = reachedAt(run);
    if (firedAt === undefined) return [];
    return { firedAt, counted: run.filter(({ at }) => at >= firedAt - timespan) };
  });
}
