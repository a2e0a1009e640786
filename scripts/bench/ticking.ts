import { scaled, type Bench } from './bench';
import { attackDocuments, newDocuments } from './documents';
import { sum } from './figures';
import { alertedGroups, goOn, measureTick, type Kibana, type MeasuredTick } from './kibana';
import { addDocuments } from './loading';
import type { Population } from './population';
import { asOneTick } from './tick_series';
import { ACCOUNT_RULE } from '../../common/rules/default_rules';

/** What comes in between two steady ticks. */
const NEW = { count: 200, accounts: 150 };
/** A start that takes more ticks than this has not ended. */
const TICKS_OF_A_START = 50;

/** What a Kibana does first: one tick, and those after it until everything that is there was read. */
export async function measureStart(bench: Bench, kibana: Kibana): Promise<MeasuredTick> {
  const first = await measureFirst(bench, kibana);
  await measureBehind(bench, kibana, first);
  return first;
}

/** The ticks after a first one until everything that is there was read, as if they were one; null where that was the first. */
export async function measureBehind(
  bench: Bench,
  kibana: Kibana,
  first: MeasuredTick,
): Promise<MeasuredTick | null> {
  const ticks: MeasuredTick[] = [];
  for (let last = first; last.outcome !== 'ok'; ticks.push(last)) {
    if (ticks.length === TICKS_OF_A_START)
      throw new Error(`After ${TICKS_OF_A_START} ticks not everything was read.`);
    goOn(kibana);
    last = await measureTick(bench, kibana);
  }
  return ticks.length > 0 ? told(bench, asOneTick(ticks)) : null;
}

/** The first tick alone: what it tells of is there in Telegram before the next. */
export const measureFirst = async (bench: Bench, kibana: Kibana): Promise<MeasuredTick> =>
  told(bench, await measureTick(bench, kibana));

/** Ticks five seconds apart with 200 new failures each, of about 150 accounts. */
export async function measureSteady(
  bench: Bench,
  kibana: Kibana,
  { population, ticks }: { population: Population; ticks: number },
): Promise<MeasuredTick[]> {
  const amount = { count: scaled(bench, NEW.count), accounts: scaled(bench, NEW.accounts) };
  const measured: MeasuredTick[] = [];
  for (let n = 0; n < ticks; n += 1) {
    const now = goOn(kibana);
    await addDocuments(bench, kibana.space.index, newDocuments(population, amount, now));
    measured.push(told(bench, await measureTick(bench, kibana)));
  }
  return measured;
}

/** A run of the benchmark is long: one that is ended early has said something too. */
export function told({ progress }: Bench, tick: MeasuredTick): MeasuredTick {
  const searches = sum(tick.requests.map(({ kind, ms }) => (kind === 'search' ? ms : 0)));
  progress(`  ${searches.toFixed(0)} ms of searches, ${tick.wallMs.toFixed(0)} ms altogether`);
  return tick;
}

/** Whether what happened is as it had to be. */
export interface Check {
  name: string;
  expected: number;
  found: number;
}

/** One more tick, with an attack on an account that nobody heard of: it has to be found, or no figure counts. */
export async function checkNewAttack(bench: Bench, kibana: Kibana, where: string): Promise<Check> {
  const now = goOn(kibana);
  const account = `new.${now}`;
  await addDocuments(bench, kibana.space.index, attackDocuments(account, now));
  await measureTick(bench, kibana);
  const alerted = (await alertedGroups(bench, kibana)).get(ACCOUNT_RULE.id) ?? [];
  const found = alerted.filter((name) => name === account).length;
  return { name: `a new attack ${where}`, expected: 1, found };
}
