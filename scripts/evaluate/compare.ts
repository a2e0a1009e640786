import type { Alert } from '../../common/alerts';
import type { LogonEvent } from '../../common/events';
import { normaliseAddress } from '../../server/detect/fields/address';
import {
  accountKey,
  hostKey,
  normaliseAccount,
  normaliseHost,
  sourceKey,
} from '../../server/detect/fields/normalise';
import { compareGroups } from './compare_groups';
import { compareSuccesses } from './compare_successes';
import { Comparer, type Comparison } from './difference';
import type { Evaluation } from './evaluation';
import { MISSING, type Expected, type ExpectedSpray } from './expected_file';
import type { Loading } from './loading';
import { membersOf } from './report';

/** The ids in `test/expected-rules.json`. */
const RULES = {
  account: 'account',
  source: 'source',
  host: 'host',
  sprayBySource: 'spray_by_source',
  sprayByHost: 'spray_by_host',
  success: 'success_after_failures',
} as const;

const NOBODY = { account: null, domain: null, source: null, host: null } as LogonEvent;
const present = (name: string) => (name === MISSING ? null : name);

/** The product's own normaliser, for the names of the other side. */
const KEYS = {
  account: (name: string) => accountKey({ ...NOBODY, account: normaliseAccount(present(name)) }, false),
  source: (name: string) => sourceKey({ ...NOBODY, source: normaliseAddress(present(name)) }),
  host: (name: string) => hostKey({ ...NOBODY, host: normaliseHost(present(name)) }),
};

/** What an evaluation with `test/expected-rules.json` found, against what is expected. */
export function compare(
  expected: Expected,
  { loading, evaluation }: { loading: Loading; evaluation: Evaluation },
): Comparison {
  const comparer = new Comparer();
  const { tally } = evaluation;
  const ofRule = (id: string) =>
    evaluation.fired.filter(({ rule }) => rule.id === id).map(({ alert }) => alert);
  comparer.same('documents', expected.docs, loading.events);
  comparer.same('failed logons', expected.logon_failures_4625, tally.failedLogons);
  compareGroups(comparer, {
    kind: 'account',
    expected: accountsOf(expected),
    keyOf: KEYS.account,
    alerts: ofRule(RULES.account),
    counts: tally.byAccount,
    without: tally.withoutAccount,
  });
  compareGroups(comparer, {
    kind: 'source',
    expected: expected.per_source_ip,
    keyOf: KEYS.source,
    alerts: ofRule(RULES.source),
    counts: tally.bySource,
    without: tally.withoutSource,
  });
  compareGroups(comparer, {
    kind: 'host',
    expected: expected.per_host,
    keyOf: KEYS.host,
    alerts: ofRule(RULES.host),
    counts: tally.byHost,
    without: tally.withoutHost,
  });
  const isCoarser = mergesMore(expected);
  const bySource = evaluation.fired.filter(({ rule }) => rule.id === RULES.sprayBySource);
  const byHost = evaluation.fired.filter(({ rule }) => rule.id === RULES.sprayByHost);
  compareSprays(comparer, {
    kind: 'spray from',
    expected: expected.spray_by_source_ip,
    keyOf: KEYS.source,
    fired: bySource,
    isCoarser,
  });
  compareSprays(comparer, {
    kind: 'spray on',
    expected: expected.spray_by_host_when_no_ip,
    keyOf: KEYS.host,
    fired: byHost,
    isCoarser,
  });
  compareSuccesses(comparer, {
    expected: expected.success_after_failures,
    keyOf: KEYS.account,
    alerts: ofRule(RULES.success),
    spellings: tally.spellings,
  });
  return comparer.comparison;
}

/** Without case, blanks and domain where that was recounted; who has no name stands in the exact list only. */
function accountsOf({ per_user: exact, per_user_trimmed_lowercase: merged }: Expected) {
  const missing = exact[MISSING];
  return { ...(merged ?? exact), ...(missing ? { [MISSING]: missing } : {}) };
}

/** Whether names are one account here that the other side counts as two, such as a name with its UPN suffix. */
function mergesMore(expected: Expected): boolean {
  const names = Object.keys(accountsOf(expected)).filter((name) => name !== MISSING);
  return new Set(names.map(KEYS.account)).size < names.length;
}

interface Sprays {
  kind: string;
  expected: ExpectedSpray[];
  keyOf(name: string): string | undefined;
  fired: Evaluation['fired'];
  isCoarser: boolean;
}

function compareSprays(comparer: Comparer, { kind, expected, keyOf, fired, isCoarser }: Sprays): void {
  const keys = new Set([
    ...expected.map(({ source }) => keyOf(source)),
    ...fired.map(({ alert }) => alert.group.key),
  ]);
  for (const key of keys) {
    const entries = expected.filter(({ source }) => keyOf(source) === key);
    const found = fired.filter(({ alert }) => alert.group.key === key);
    const what = `${kind} ${key}`;
    const [entry, another] = entries;
    if (another || isCoarser) {
      comparer.note(`${what}: names are one here that are expected as several, so it may fire later or not`);
      if (!another && !entry?.fires) compareSpray(comparer, what, entry, found);
    } else compareSpray(comparer, what, entry, found);
  }
}

function compareSpray(
  comparer: Comparer,
  what: string,
  entry: ExpectedSpray | undefined,
  found: Evaluation['fired'],
): void {
  const [first] = found;
  if (!entry?.fires) return comparer.holds(!first, `${what}: fires`, 'not', describe(first?.alert));
  comparer.same(`${what}: fires at`, entry.fire_time ?? '', first?.alert.firedAt);
  const members = new Set(found.flatMap(membersOf));
  for (const user of entry.users ?? []) {
    const key = KEYS.account(user);
    comparer.holds(
      key === undefined || members.has(key),
      `${what}: account`,
      user,
      `not among ${members.size}`,
    );
  }
}

const describe = (alert: Alert | undefined) => (alert ? `at ${alert.firedAt}` : 'not');
