import { failedLogonDocument, logonDocument, type LogonOptions } from '../../test/winlogbeat';
import {
  addressOf,
  attemptsOf,
  newAttempts,
  ordinaryLogon,
  populationOf,
  between,
  toLogon,
  withFewer,
  type Population,
  type Span,
} from './population';
import { seededRandom } from './seeded_random';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** When the first tick of every scenario is, epoch milliseconds. */
export const START = Date.parse('2026-11-22T03:15:00.000Z');
/** What a tick looks at: ten minutes of lateness, and the longest timespan of the default rules before that. */
export const SLICE: Span = { from: START - 20 * MINUTE, to: START };
/** Milliseconds from one tick to the next. */
export const INTERVAL = 5_000;

const SEED = 4625;
/** Event codes of documents older than the slice, in turn: every fifth is a failure. */
const CODES = ['4624', '4634', '4672', '4624', '4625'] as const;
/** Failures in the slice of a large domain, and of one at rest. */
const FAILURES = { large: 1_000_000, atRest: 2_000 };
const BURST_SOURCES = 100;
const BURST_HOSTS = 50;

/** The accounts that fail to log on in a large domain, and in one at rest; both times `scale`. */
export const largePopulation = (scale: number) => populationOf(atLeastOne(FAILURES.large * scale));
export const populationAtRest = (scale: number) =>
  withFewer(largePopulation(scale), atLeastOne(FAILURES.atRest * scale));

const atLeastOne = (count: number) => Math.max(1, Math.round(count));

/** The failures of the slice; a success of every tenth attacked account follows them. */
export function* sliceDocuments(population: Population): Generator<string> {
  const ship = shipper(SEED);
  for (const attempt of attemptsOf(population, SLICE, seededRandom(SEED)))
    yield ship(failedLogonDocument(toLogon(population, attempt)));
  for (let account = 0; account < population.attacked; account += 10) {
    const logon = toLogon(population, { at: SLICE.to - 1_000, account, n: 0 });
    yield ship(logonDocument(logon));
  }
}

/** The other documents of a week, by time: logons over the whole week, and failures before the slice. */
export function* weekDocuments(count: number): Generator<string> {
  const random = seededRandom(SEED + 1);
  const ship = shipper(SEED + 2);
  // The names of the large population, whatever is in the slice.
  const population = largePopulation(1);
  const accounts = { from: population.attacked, to: population.quiet };
  for (let n = 0; n < count; n += 1) {
    const code = CODES[n % CODES.length] ?? '4624';
    const span = { from: START - WEEK, to: code === '4625' ? SLICE.from - 1 : SLICE.to };
    const at = between(span, (n + random()) / count);
    const logon = ordinaryLogon(population, between(accounts, random()), at);
    yield ship(code === '4625' ? failedLogonDocument(logon) : otherDocument(logon, code));
  }
}

/** A logon, its end (4634), or the rights that came with it (4672): alike in all that matters here. */
function otherDocument(logon: LogonOptions, code: string): object {
  const { event, winlog, ...rest } = logonDocument(logon) as Document;
  return { ...rest, event: { ...event, code }, winlog: { ...winlog, event_id: code } };
}

/** The new documents of a steady tick, of the last interval before `now`. */
export function newDocuments(
  population: Population,
  amount: { count: number; accounts: number },
  now: number,
): string[] {
  const random = seededRandom(now / 1_000);
  const ship = shipper(now / 1_000);
  return newAttempts(population, amount, freshAt(now), random).map((attempt) =>
    ship(failedLogonDocument(toLogon(population, attempt))),
  );
}

/** The documents of a burst within one interval: the same number for each account, from 100 sources. */
export function* burstDocuments(
  { count, accounts }: { count: number; accounts: number },
  now: number,
): Generator<string> {
  const ship = shipper(SEED);
  for (let n = 0; n < count; n += 1) {
    const account = n % accounts;
    yield ship(
      failedLogonDocument({
        at: between(freshAt(now), (n + 1) / count),
        account: `burst.${String(account).padStart(6, '0')}`,
        source: addressOf('198.51', account % BURST_SOURCES),
        host: `DC${String(account % BURST_HOSTS).padStart(2, '0')}.corp.example`,
        workstation: 'KALI',
      }),
    );
  }
}

/** Six failures of one account: an attack that every version has to find. */
export const attackDocuments = (account: string, now: number): string[] =>
  Array.from({ length: 6 }, (_, n) =>
    JSON.stringify(
      failedLogonDocument({ at: now - n * 100, account, source: '192.0.2.7', host: 'DC00.corp.example' }),
    ),
  );

const freshAt = (now: number): Span => ({ from: now - INTERVAL + 1, to: now });

interface Document {
  '@timestamp': string;
  source: object;
  event: object;
  winlog: object;
}

/**
 * Gives a function that adds values which differ in every document. Without them the index would be smaller than a
 * real one.
 */
function shipper(seed: number): (document: object) => string {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  return (document) => {
    const { source, event, winlog, ...rest } = document as Document;
    const created = new Date(Date.parse(rest['@timestamp']) + upTo(3_000)).toISOString();
    const process = { pid: 652, thread: { id: upTo(30_000) } };
    return JSON.stringify({
      ...rest,
      source: { ...source, port: upTo(65_536) },
      event: { ...event, created },
      winlog: { ...winlog, record_id: upTo(2 ** 32), process },
    });
  };
}
