import { failedLogonDocument, logonDocument, type LogonOptions } from '../../test/winlogbeat';
import {
  addressOf,
  attemptsOf,
  newAttempts,
  ordinaryLogon,
  populationOf,
  between,
  toLogon,
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
/** From one tick to the next, milliseconds: the default interval. */
export const INTERVAL = 5_000;

const SEED = 4625;
/** Of what is older than the slice every fifth document is a failure. */
const CODES = ['4624', '4634', '4672', '4624', '4625'] as const;
const BURST_SOURCES = 100;

/** The failures of the slice; a success of every tenth attacked account follows them. */
export function* sliceDocuments(population: Population): Generator<string> {
  for (const attempt of attemptsOf(population, SLICE, seededRandom(SEED)))
    yield JSON.stringify(failedLogonDocument(toLogon(population, attempt)));
  for (let account = 0; account < population.attacked; account += 10) {
    const logon = toLogon(population, { at: SLICE.to - 1_000, account, n: 0 });
    yield JSON.stringify(logonDocument(logon));
  }
}

/** What else a week leaves behind: logons at any time of it, failures before the slice. By time. */
export function* weekDocuments(count: number): Generator<string> {
  const random = seededRandom(SEED + 1);
  // The names of the large population, whatever is in the slice.
  const population = populationOf(1_000_000);
  const accounts = { from: population.attacked, to: population.quiet };
  for (let n = 0; n < count; n += 1) {
    const code = CODES[n % CODES.length] ?? '4624';
    const span = { from: START - WEEK, to: code === '4625' ? SLICE.from - 1 : SLICE.to };
    const at = between(span, (n + random()) / count);
    const logon = ordinaryLogon(population, between(accounts, random()), at);
    yield JSON.stringify(code === '4625' ? failedLogonDocument(logon) : otherDocument(logon, code));
  }
}

/** A logon, its end (4634), or the rights that came with it (4672): alike in all that matters here. */
function otherDocument(logon: LogonOptions, code: string): object {
  const { event, winlog, ...rest } = logonDocument(logon) as { event: object; winlog: object };
  return { ...rest, event: { ...event, code }, winlog: { ...winlog, event_id: code } };
}

/** What a steady tick finds new, fresh at `now`. */
export function newDocuments(
  population: Population,
  amount: { count: number; accounts: number },
  now: number,
): string[] {
  const random = seededRandom(now / 1_000);
  return newAttempts(population, amount, freshAt(now), random).map((attempt) =>
    JSON.stringify(failedLogonDocument(toLogon(population, attempt))),
  );
}

/** Everything of one interval at once: each account alike, from 100 sources. */
export function* burstDocuments(
  { count, accounts }: { count: number; accounts: number },
  now: number,
): Generator<string> {
  for (let n = 0; n < count; n += 1) {
    const account = n % accounts;
    yield JSON.stringify(
      failedLogonDocument({
        at: between(freshAt(now), (n + 1) / count),
        account: `burst.${String(account).padStart(6, '0')}`,
        source: addressOf('198.51', account % BURST_SOURCES),
        host: `DC${String(account % 50).padStart(2, '0')}.corp.example`,
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
