import { scaled, type Bench } from './bench';
import { attackDocuments, newDocuments } from './documents';
import { sum } from './figures';
import { alertedGroups, goOn, measureTick, type Kibana, type MeasuredTick } from './kibana';
import { addDocuments } from './loading';
import type { Population } from './population';
import { asOneTick } from './tick_series';
import { ACCOUNT_RULE } from '../../common/rules/default_rules';

/** How many failures come between two steady ticks, and of how many accounts. */
const NEW = { count: 200, accounts: 150 };
/** The most ticks that a start may take; with more it counts as failed. */
const TICKS_OF_A_START = 50;

/** Runs the first tick of a Kibana, and more until everything is read. Gives the figures of the first. */
export async function measureStart(bench: Bench, kibana: Kibana): Promise<MeasuredTick> {
  const first = await measureFirst(bench, kibana);
  await measureBehind(bench, kibana, first);
  return first;
}

/**
 * Runs ticks after a first one until everything is read, and gives them as one. Null where the first tick read
 * everything.
 */
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

/** Runs the first tick alone. What it finds is told before the next one begins. */
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

/** Reports a tick at once, so that a benchmark that is ended early has said something too. */
export function told({ progress }: Bench, tick: MeasuredTick): MeasuredTick {
  const searches = sum(tick.requests.map(({ kind, ms }) => (kind === 'search' ? ms : 0)));
  progress(`  ${searches.toFixed(0)} ms of searches, ${tick.wallMs.toFixed(0)} ms altogether`);
  return tick;
}

/** A count of what was found, beside the count that is right. */
export interface Check {
  name: string;
  expected: number;
  found: number;
}

/** Runs one more tick with an attack on a new account. The detection has to find it, or the figures do not count. */
export async function checkNewAttack(bench: Bench, kibana: Kibana, where: string): Promise<Check> {
  const now = goOn(kibana);
  const account = `new.${now}`;
  await addDocuments(bench, kibana.space.index, attackDocuments(account, now));
  await measureTick(bench, kibana);
  const alerted = (await alertedGroups(bench, kibana)).get(ACCOUNT_RULE.id) ?? [];
  const found = alerted.filter((name) => name === account).length;
  return { name: `a new attack ${where}`, expected: 1, found };
}
