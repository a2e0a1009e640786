import { DEFAULT_RULES } from '../../common/rules/default_rules';
import type { LogonOptions } from '../../test/winlogbeat';
import { SLICE } from './documents';
import {
  accountsOf,
  attemptsOf,
  newAttempts,
  populationOf,
  sourcesOf,
  toLogon,
  withFewer,
} from './population';
import { seededRandom } from './seeded_random';

const MINUTE = 60_000;
const population = populationOf(50_000);
const attempts = attemptsOf(population, SLICE, seededRandom(1));
const logons = attempts.map((attempt) => toLogon(population, attempt));

/** The most of `count` that any timespan holds, of each group. */
function mostBy(
  groupOf: (logon: LogonOptions) => string | undefined,
  timespan: number,
  count: (within: LogonOptions[]) => number,
): Map<string, number> {
  const groups = new Map<string, LogonOptions[]>();
  for (const logon of logons) {
    const group = groupOf(logon);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), logon]);
  }
  const most = (members: LogonOptions[]) =>
    members
      .map(({ at }) => count(members.filter((one) => one.at >= at && one.at <= at + timespan)))
      .reduce((a, b) => Math.max(a, b), 0);
  return new Map([...groups].map(([group, members]) => [group, most(members)]));
}
const over = (figures: Map<string, number>, threshold: number) =>
  [...figures].flatMap(([group, most]) => (most >= threshold ? [group] : []));
const ruleOf = (id: string) => DEFAULT_RULES.find((rule) => rule.id === id) ?? { threshold: NaN };
const accounts = (within: LogonOptions[]) => new Set(within.map(({ account }) => account)).size;

describe('the population', () => {
  it.each([
    [1_000_000, { accounts: 100_000, sources: 20_020, attacked: 100, attackers: 40, hosts: 50 }],
    [2_000, { accounts: 200, sources: 41, attacked: 1, attackers: 1, hosts: 1 }],
    [1, { accounts: 1, sources: 1, attacked: 1, attackers: 1, hosts: 1 }],
  ])('of %d failures', (failures, expected) => {
    const made = populationOf(failures);
    const { attacked, attackers, hosts } = made;
    expect({ accounts: accountsOf(made), sources: sourcesOf(made), attacked, attackers, hosts }).toEqual(
      expected,
    );
  });
  it('of few failures in a large domain has its accounts and hosts, and fewer of them attacked', () => {
    const few = withFewer(populationOf(1_000_000), 2_000);
    expect(few).toMatchObject({ failures: 2_000, attacked: 15, attackers: 6, hosts: 50 });
    expect(accountsOf(few) + few.absent).toBe(100_000);
    expect(attemptsOf(few, SLICE, seededRandom(1))).toHaveLength(2_000);
  });
  it('leaves 97 of 100 accounts below five failures', () => {
    const { quiet, ...made } = populationOf(1_000_000);
    expect(quiet / accountsOf({ quiet, ...made })).toBe(0.97);
  });
  it('has the failures that it says, by time, within the slice', () => {
    expect(attempts).toHaveLength(50_000);
    const times = attempts.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(SLICE.from);
    expect(times[times.length - 1]).toBeLessThanOrEqual(SLICE.to);
  });
  it('is the same each time', () => {
    expect(attemptsOf(population, SLICE, seededRandom(1))).toEqual(attempts);
    expect(attemptsOf(population, SLICE, seededRandom(2))).not.toEqual(attempts);
  });
});

describe('who is over a threshold', () => {
  const notAttacked = (logon: LogonOptions) =>
    logon.account.startsWith('attacked') ? undefined : logon.account;
  it('no account that is not attacked, by any rule', () => {
    const { threshold } = ruleOf('failed_logons_of_one_account');
    const near = mostBy(notAttacked, 5 * MINUTE, (within) => within.length);
    expect(over(near, threshold)).toEqual([]);
  });
  it('near misses by a count over the whole slice only', () => {
    const whole = mostBy(notAttacked, 20 * MINUTE, (within) => within.length);
    expect(over(whole, 5)).toHaveLength(population.nearMisses);
  });
  it('no source but the attackers', () => {
    const source = ({ source: address }: LogonOptions) => (address?.startsWith('203') ? undefined : address);
    const failures = mostBy(source, 5 * MINUTE, (within) => within.length);
    expect(over(failures, ruleOf('failed_logons_from_one_source').threshold)).toEqual([]);
    const sprayed = mostBy(source, 10 * MINUTE, accounts);
    expect(over(sprayed, ruleOf('accounts_tried_from_one_source').threshold)).toEqual([]);
  });
});

describe('what is new in a tick', () => {
  const large = populationOf(1_000_000);
  const span = { from: SLICE.to + 1, to: SLICE.to + 5_000 };
  const fresh = newAttempts(large, { count: 200, accounts: 150 }, span, seededRandom(3));
  it('is of about 150 accounts, some of them attacked', () => {
    const known = fresh.filter(({ account }) => account < large.attacked);
    expect(fresh).toHaveLength(200);
    expect(known).toHaveLength(50);
    expect(new Set(known.map(({ account }) => account)).size).toBe(15);
    expect(new Set(fresh.map(({ account }) => account)).size).toBeGreaterThan(140);
  });
  it('is mostly of accounts that had no failure before, where few had one', () => {
    const atRest = withFewer(large, 2_000);
    const newcomers = newAttempts(atRest, { count: 200, accounts: 150 }, span, seededRandom(3));
    const strangers = newcomers.filter(({ account }) => account >= accountsOf(atRest));
    expect(strangers.length).toBeGreaterThan(140);
    expect(new Set(newcomers.map(({ account }) => account)).size).toBeGreaterThan(140);
    expect(Math.max(...newcomers.map(({ account }) => account))).toBeLessThan(accountsOf(large));
  });
  it('happened since the tick before', () => {
    expect(Math.min(...fresh.map(({ at }) => at))).toBeGreaterThanOrEqual(span.from);
    expect(Math.max(...fresh.map(({ at }) => at))).toBe(span.to);
  });
});
