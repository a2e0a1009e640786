import { compareAlerts, compareSuccessAlerts } from './compare_alerts';
import { compareDocuments } from './compare_documents';
import { compareGroups } from './compare_groups';
import { compareLists } from './compare_lists';
import {
  accountOf,
  accountsOf,
  exactAccountOf,
  hostOf,
  mergedAccountOf,
  sourceOf,
  toldAccountOf,
} from './compare_names';
import {
  attacksIn,
  FAILURES,
  groupBy,
  groupByEach,
  recountAccounts,
  recountFailures,
  SPRAY,
  type Counted,
} from './compare_recount';
import { compareSprays } from './compare_sprays';
import { compareSameSource, compareAnySource, successesAfterFailures } from './compare_successes';
import { Comparer, type Comparison } from './difference';
import type { Evaluation, Fired } from '../../scripts/evaluate/evaluation';
import { expectedSchema, MISSING, type Expected, type ExpectedGroup } from './expected_schema';
import type { Loading } from '../../scripts/evaluate/loading';
import type { Tally } from '../../scripts/evaluate/tally';
import type { FailureRead } from '../../scripts/evaluate/tally_failures';

type Failures = Iterable<FailureRead>;
type Of = (failure: FailureRead) => string | undefined;

/** What failures are grouped by: as the expected result tells names apart, and as the product does. */
const OF = {
  exactAccount: ({ account }: FailureRead) => exactAccountOf(account),
  mergedAccount: ({ account }: FailureRead) => mergedAccountOf(account),
  account: (failure: FailureRead) => toldAccountOf(failure),
  source: ({ source }: FailureRead) => sourceOf(source),
  host: ({ host }: FailureRead) => hostOf(host),
};

/**
 * Compares an evaluation with `test/expected-rules.json` with an expected result. Failures that were read are compared
 * with the expected counts, times and episodes. Alerts are compared with the attacks that follow from those failures.
 */
export function compare(
  expected: Expected,
  { loading, evaluation }: { loading: Loading; evaluation: Evaluation },
): Comparison {
  const comparer = new Comparer();
  const { tally, fired, kerberosAndNtlm } = evaluation;
  compareDocuments(comparer, expected, { loading, evaluation });
  compareFailures(comparer, expected, tally.read);
  compareAnySource(comparer, expected, tally);
  compareSameSource(comparer, expected, tally);
  compareAll(comparer, expected, [...tally.read, ...kerberosAndNtlm]);
  compareLists(comparer, expected, fired);
  compareFired(comparer, fired, tally);
  noteMerged(comparer, tally.read);
  for (const name of Object.keys(expected).filter((one) => !(one in expectedSchema.shape)))
    comparer.note(`${name} is not compared: nothing is known of it`);
  return comparer.comparison;
}

function compareFailures(comparer: Comparer, expected: Expected, failures: Failures): void {
  compareAccounts(comparer, expected, failures);
  compareSources(comparer, 'source', expected.per_source_ip, failures);
  compareGroups(comparer, {
    kind: 'host',
    expected: expected.per_host,
    keyOf: hostOf,
    times: timesBy(failures, OF.host),
  });
  compareSprays(comparer, {
    kind: 'spray from',
    expected: expected.spray_by_source_ip,
    keyOf: sourceOf,
    groups: countedBy(failures, OF.source, OF.mergedAccount),
  });
  compareSprays(comparer, {
    kind: 'spray on',
    expected: expected.spray_by_host_when_no_ip,
    keyOf: hostOf,
    groups: countedBy(withoutSource(failures), OF.host, OF.mergedAccount),
  });
}

/** Failures without an account are compared in the exact list only. */
function compareAccounts(
  comparer: Comparer,
  { per_user: exact, per_user_trimmed_lowercase: merged }: Expected,
  failures: Failures,
): void {
  if (exact || !merged) {
    const times = timesBy(failures, OF.exactAccount);
    compareGroups(comparer, { kind: 'account', expected: exact ?? {}, keyOf: exactAccountOf, times });
    noteMissing(comparer, 'account', exact);
  }
  if (!merged) return;
  const times = timesBy(failures, OF.mergedAccount);
  if (!(MISSING in merged)) times.delete(undefined);
  compareGroups(comparer, { kind: 'merged account', expected: merged, keyOf: mergedAccountOf, times });
}

function compareSources(
  comparer: Comparer,
  kind: string,
  expected: Record<string, ExpectedGroup>,
  failures: Failures,
): void {
  compareGroups(comparer, { kind, expected, keyOf: sourceOf, times: timesBy(failures, OF.source) });
  noteMissing(comparer, kind, expected);
}

function noteMissing(comparer: Comparer, kind: string, groups: Record<string, ExpectedGroup> = {}): void {
  if (groups[MISSING]?.fires)
    comparer.note(
      `${kind} ${MISSING} fires: it is no group here, so that was recounted from its failures alone`,
    );
}

/**
 * Compares the counts with Kerberos and NTLM. The rules leave these failures out, so there are no alerts to compare.
 */
function compareAll(comparer: Comparer, expected: Expected, failures: FailureRead[]): void {
  const all = expected.all_auth_failures_4625_4771_4768_4776;
  if (!all) return;
  comparer.sameWhereGiven('failures with Kerberos and NTLM', all.count, failures.length);
  if (all.per_user) {
    const times = timesBy(failures, OF.exactAccount);
    const kind = 'with Kerberos and NTLM, account';
    compareGroups(comparer, { kind, expected: all.per_user, keyOf: exactAccountOf, times });
  }
  if (all.per_source_ip)
    compareSources(comparer, 'with Kerberos and NTLM, source', all.per_source_ip, failures);
  if (all.spray_by_source_ip) {
    compareSprays(comparer, {
      kind: 'with Kerberos and NTLM, spray from',
      expected: all.spray_by_source_ip,
      keyOf: sourceOf,
      groups: countedBy(failures, OF.source, OF.mergedAccount),
    });
  }
}

/** The alerts of each rule in `test/expected-rules.json`. */
function compareFired(comparer: Comparer, fired: Fired[], tally: Tally): void {
  const { read } = tally;
  const alertsOf = (id: string) => fired.filter(({ rule }) => rule.id === id).map(({ alert }) => alert);
  const groupsBy = (of: Of, failures: Failures = read) => countedBy(failures, of, OF.account);
  const counting = {
    attacksIn: (rows: Counted[]) =>
      attacksIn(
        rows,
        FAILURES.timespan,
        (run) =>
          recountFailures(
            run.map(({ at }) => at),
            FAILURES,
          ).firesAt,
      ),
    namesAccounts: false,
  };
  const spraying = {
    attacksIn: (rows: Counted[]) =>
      attacksIn(rows, SPRAY.timespan, (run) => recountAccounts(run, SPRAY).firesAt),
    namesAccounts: true,
  };
  const rules = [
    { kind: 'account', id: 'account', groups: accountGroups(read), ...counting },
    { kind: 'source', id: 'source', groups: groupsBy(OF.source), ...counting },
    { kind: 'host', id: 'host', groups: groupsBy(OF.host), ...counting },
    { kind: 'spray from', id: 'spray_by_source', groups: groupsBy(OF.source), ...spraying },
    { kind: 'spray on', id: 'spray_by_host', groups: groupsBy(OF.host, withoutSource(read)), ...spraying },
  ];
  for (const { id, ...rule } of rules) compareAlerts(comparer, { ...rule, alerts: alertsOf(id) });
  const successes = successesAfterFailures(tally, toldAccountOf, accountsOf);
  compareSuccessAlerts(comparer, {
    alerts: alertsOf('success_after_failures'),
    groups: accountGroups(read),
    successes: groupBy(
      successes.map((one) => ({ ...one, at: one.success.at })),
      ({ success }) => toldAccountOf(success),
    ),
  });
}

/**
 * Notes accounts that are one for the product and several for the expected result, e.g. one with a suffix behind an @.
 */
function noteMerged(comparer: Comparer, failures: Failures): void {
  const names = new Map<string | undefined, Set<string | undefined>>();
  for (const { account } of failures) {
    const key = accountOf(account);
    names.set(key, (names.get(key) ?? new Set()).add(mergedAccountOf(account)));
  }
  for (const [key, several] of names)
    if (several.size > 1)
      comparer.note(
        `account ${key} is expected as ${[...several].join(', ')}: its alerts are of all of them`,
      );
}

function timesBy(failures: Failures, of: Of): Map<string | undefined, number[]> {
  const groups = groupBy(failures, of);
  return new Map([...groups].map(([key, rows]) => [key, rows.map(({ at }) => at)]));
}

/** The failures that each account counts. One that names no domain makes no account of a machine by itself. */
function accountGroups(failures: Failures): Map<string | undefined, Counted[]> {
  const named = new Set([...failures].map(OF.account));
  const groups = groupByEach(failures, accountsOf);
  const own = [...groups].filter(([key]) => named.has(key));
  return new Map(own.map(([key, rows]) => [key, rows.map(({ at }) => ({ at, account: key }))]));
}

/** The failures of each group, with the account as `accountBy` tells it. */
function countedBy(failures: Failures, of: Of, accountBy: Of): Map<string | undefined, Counted[]> {
  const counted = (rows: FailureRead[]) => rows.map((row) => ({ at: row.at, account: accountBy(row) }));
  return new Map([...groupBy(failures, of)].map(([key, rows]) => [key, counted(rows)]));
}

function* withoutSource(failures: Failures): Generator<FailureRead> {
  for (const failure of failures) if (failure.source === null) yield failure;
}
