import type { LogonOptions } from '../../test/winlogbeat';

/** Mean number of failures of an account. */
const FAILURES_PER_ACCOUNT = 10;
/** Shares of all accounts. */
const NEAR_MISSES = 0.029;
const ATTACKED = 0.001;
/** Machines that attack, for each attacked account. */
const ATTACKERS = 0.4;
const HOSTS = 0.0005;
/** The share of attacked accounts that remains where there are few failures. */
const STILL_ATTACKED = 0.15;
/** Every fifth account that nobody attacks logs on without an address; the four after it share one address. */
const SHARING = 5;
/** Every fifth attacked account is tried from several sources. */
const DISTRIBUTED = 5;
const SOURCES_OF_DISTRIBUTED = 10;

/** Who fails to log on. Accounts have numbers: the attacked first, then near misses, then the quiet ones. */
export interface Population {
  failures: number;
  attacked: number;
  /**
   * Accounts with five to seven failures, spread evenly over the slice. Counting over the whole slice would take them
   * for attacked.
   */
  nearMisses: number;
  /** One to four failures. */
  quiet: number;
  /** Accounts without a failure in the slice. New failures may be theirs. */
  absent: number;
  attackers: number;
  hosts: number;
}

/** One failed logon of account number `account`, its `n`-th. `at`: epoch milliseconds. */
export interface Attempt {
  at: number;
  account: number;
  n: number;
}

export interface Span {
  from: number;
  to: number;
}

/** A population that has so many failures: 1,000,000 make 100,000 accounts, of whom 100 are attacked. */
export function populationOf(failures: number): Population {
  const accounts = Math.max(1, Math.round(failures / FAILURES_PER_ACCOUNT));
  const attacked = Math.max(1, Math.round(accounts * ATTACKED));
  const nearMisses = Math.min(accounts - attacked, Math.round(accounts * NEAR_MISSES));
  return {
    failures,
    attacked,
    nearMisses,
    quiet: accounts - attacked - nearMisses,
    absent: 0,
    attackers: Math.max(1, Math.round(attacked * ATTACKERS)),
    hosts: Math.max(1, Math.round(accounts * HOSTS)),
  };
}

/** The same domain with fewer failures: some of its accounts are attacked, most have no failure. */
export function withFewer(whole: Population, failures: number): Population {
  const { nearMisses, quiet } = populationOf(failures);
  const attacked = Math.ceil(whole.attacked * STILL_ATTACKED);
  return {
    ...whole,
    failures,
    attacked,
    nearMisses,
    quiet,
    absent: Math.max(0, accountsOf(whole) - attacked - nearMisses - quiet),
    attackers: Math.ceil(attacked * ATTACKERS),
  };
}

/** How many accounts have failures. */
export const accountsOf = ({ attacked, nearMisses, quiet }: Population) => attacked + nearMisses + quiet;
export function sourcesOf(population: Population): number {
  const machines = new Set<number>();
  for (let account = population.attacked; account < accountsOf(population); account += 1)
    if (account % SHARING !== 0) machines.add(Math.floor(account / SHARING));
  return machines.size + population.attackers;
}

/** All failures of the population within the span, both ends included, by time. */
export function attemptsOf(population: Population, span: Span, random: () => number): Attempt[] {
  const attempts: Attempt[] = [];
  const counts = failuresByAccount(population);
  const isQuiet = (account: number) => account >= population.attacked + population.nearMisses;
  counts.forEach((count, account) => {
    for (let n = 0; n < count; n += 1) {
      const part = isQuiet(account) ? random() : (n + 0.5) / count;
      attempts.push({ at: between(span, part), account, n });
    }
  });
  return attempts.sort((a, b) => a.at - b.at);
}

/** The number at this part of the span, whole: 0 is its start, 1 its end. */
export const between = ({ from, to }: Span, part: number) => Math.floor(from + (to - from) * part);

/** Failures of each account. The attacked ones share equally what the others leave. */
function failuresByAccount({ failures, attacked, nearMisses, quiet }: Population): number[] {
  const near = Array.from({ length: nearMisses }, (_, n) => 5 + (n % 3));
  const few = Array.from({ length: quiet }, (_, n) => 1 + (n % 4));
  const left = [...near, ...few].reduce((rest, count) => rest - count, failures);
  const share = Math.floor(left / attacked);
  const shares = Array.from({ length: attacked }, (_, n) => share + (n < left % attacked ? 1 : 0));
  return [...shares, ...near, ...few];
}

/**
 * The new failures of a tick: a quarter of them of attacked accounts, the rest of other accounts, chosen at random.
 * `accounts`: about how many different accounts.
 */
export function newAttempts(
  population: Population,
  { count, accounts }: { count: number; accounts: number },
  span: Span,
  random: () => number,
): Attempt[] {
  const { attacked, absent } = population;
  const known = Math.min(attacked, Math.ceil(accounts / 10));
  const others = Math.max(1, accountsOf(population) + absent - attacked);
  const some = Array.from({ length: Math.max(1, accounts - known) }, () =>
    Math.floor(attacked + random() * others),
  );
  const first = Math.floor(random() * attacked);
  return Array.from({ length: count }, (_, n) => ({
    at: between(span, (n + 1) / count),
    account:
      n % 4 === 0
        ? (first + ((n / 4) % known)) % attacked
        : (some[Math.floor((n * 3) / 4) % some.length] ?? 0),
    n: Math.floor(random() * 1_000),
  }));
}

export const attackedName = (account: number) => `attacked.${String(account).padStart(5, '0')}`;

/** Whose attempt it is, from where, against which host. */
export function toLogon(population: Population, { at, account, n }: Attempt): LogonOptions {
  const { attacked, attackers } = population;
  if (account >= attacked) return ordinaryLogon(population, account, at);
  const distributed = account % DISTRIBUTED === 0 ? n % SOURCES_OF_DISTRIBUTED : 0;
  return {
    at,
    account: attackedName(account),
    source: addressOf('203.0', (account + distributed) % attackers),
    host: hostName((account + n) % population.hosts),
    workstation: 'KALI',
  };
}

/** A logon of an account that nobody attacks: always from the same machine, against the same host. */
export function ordinaryLogon({ hosts }: Population, account: number, at: number): LogonOptions {
  const machine = Math.floor(account / SHARING);
  const base = { at, account: `user.${String(account).padStart(6, '0')}`, workstation: `WS-${machine}` };
  if (account % SHARING === 0) return { ...base, host: hostName(machine % Math.ceil(hosts / SHARING)) };
  return {
    ...base,
    source: addressOf(`10.${machine >> 16}`, machine & 65_535),
    host: hostName(account % hosts),
  };
}

const hostName = (n: number) => `DC${String(n).padStart(2, '0')}.corp.example`;
export const addressOf = (net: string, n: number) => `${net}.${n >> 8}.${n & 255}`;
