import { scaled, type Bench } from './bench';
import { attackDocuments, newDocuments } from './documents';
import { alertedGroups, goOn, measureTick, type Kibana, type MeasuredTick } from './kibana';
import { addDocuments } from './loading';
import type { Population } from './population';
import { asOneTick } from './tick_series';
import { ACCOUNT_RULE } from '../../common/default_rules';

/** What comes in between two steady ticks. */
const NEW = { count: 200, accounts: 150 };
/** A start that takes more ticks than this has not ended. */
const TICKS_OF_A_START = 50;

/** The first tick, and those after it until everything that is there was read: one figure for all. */
export async function measureStart(bench: Bench, kibana: Kibana): Promise<MeasuredTick> {
  const ticks: MeasuredTick[] = [];
  while (ticks.length < TICKS_OF_A_START) {
    const tick = await measureTick(bench, kibana);
    ticks.push(tick);
    if (tick.outcome === 'ok') return asOneTick(ticks);
    goOn(kibana);
  }
  throw new Error(`After ${TICKS_OF_A_START} ticks not everything was read.`);
}

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
    measured.push(await measureTick(bench, kibana));
  }
  return measured;
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
