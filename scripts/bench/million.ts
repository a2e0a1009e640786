import { ACCOUNT_RULE } from '../../common/rules/default_rules';
import type { Bench } from './bench';
import { largePopulation, sliceDocuments, START } from './documents';
import { alertedGroups, createSpace, goOn, startKibana, type Kibana, type Space } from './kibana';
import { fillIndex, type LoadedIndex } from './loading';
import { heldHeap } from './peak_memory';
import { attackedName, type Population } from './population';
import {
  checkNewAttack,
  measureBehind,
  measureFirst,
  measureStart,
  measureSteady,
  type Check,
} from './ticking';
import { seriesOf, type TickSeries } from './tick_series';
import { bothTimes, walkAll, type Walk } from './walks';

/** How many first ticks and restarts are measured; fewer where fewer steady ticks are asked for. */
const STARTS = 3;

export interface MillionFigures {
  index: LoadedIndex;
  population: Population;
  walks: Walk[];
  /** First ticks, each in a space without alerts. */
  first: TickSeries;
  /** The ticks after a first tick until everything was read, as one; null where the first tick read everything. */
  behind: TickSeries | null;
  steady: TickSeries;
  /** First ticks of a new Kibana in the space of the steady ticks, with its alerts. */
  restart: TickSeries;
  /** How many alerts each rule has after the first tick. */
  alerts: Record<string, number>;
  /**
   * Heap that is in use because a Kibana watches, bytes: after the steady ticks, and after a restart. Null without
   * `--expose-gc`.
   */
  held: { steady: number | null; restart: number | null };
  checks: Check[];
}

/** Scenarios 1, 2, 3 and 6: a million failures in the slice that a tick looks at. */
export async function measureMillion(bench: Bench): Promise<MillionFigures> {
  const population = largePopulation(bench.scale);
  const index = await fillIndex(bench, `winlogbeat-bench-${bench.id}-million`, sliceDocuments(population));
  const before = await walkAll(bench, index.index);
  const empty = heldHeap();
  const starts = Math.min(STARTS, bench.steadyTicks);
  const first = await severalTimes(starts - 1, async (n) => {
    const kibana = await startAnew(bench, index, n);
    return measureFirst(bench, kibana);
  });
  const watched = await watchFromStart(bench, index, population, empty);
  bench.progress('Restarts …');
  const restarts = await severalTimes(starts, () => measureFirst(bench, restart(bench, watched.space)));
  const held = await heldAfterRestart(bench, watched.space, empty);
  return {
    index,
    population,
    walks: bothTimes(before, await walkAll(bench, index.index)),
    first: seriesOf('first tick', [...first, watched.start.first]),
    behind: watched.start.behind && seriesOf('reading behind it', [watched.start.behind]),
    steady: seriesOf('steady tick', watched.steady),
    restart: seriesOf('first tick after a restart', restarts),
    alerts: watched.alerts,
    held: { steady: watched.held, restart: held },
    checks: watched.checks,
  };
}

async function severalTimes<T>(times: number, measure: (n: number) => Promise<T>): Promise<T[]> {
  const measured: T[] = [];
  while (measured.length < times) measured.push(await measure(measured.length));
  return measured;
}

async function startAnew(bench: Bench, { index }: LoadedIndex, n: number): Promise<Kibana> {
  bench.progress('First tick …');
  const kibana = startKibana(bench, await createSpace(bench, `million-${n}`, index, START));
  heldHeap(); // what the one before left behind
  return kibana;
}

/**
 * Measures a Kibana from its first tick to its steady ticks. It is released when this returns, so that the memory it
 * holds is not counted for the next one.
 */
async function watchFromStart(
  bench: Bench,
  index: LoadedIndex,
  population: Population,
  empty: number | null,
) {
  const kibana = await startAnew(bench, index, STARTS);
  const first = await measureFirst(bench, kibana);
  const alerts = await alertedGroups(bench, kibana);
  const start = { first, behind: await measureBehind(bench, kibana, first) };
  const whole = await alertedGroups(bench, kibana);
  bench.progress('Steady ticks …');
  const steady = await measureSteady(bench, kibana, { population, ticks: bench.steadyTicks });
  const held = heldSince(empty);
  const checks = [
    ...checkAttacked(alerts, population, 'the first tick'),
    ...checkAttacked(whole, population, 'the whole reading'),
    await checkNewAttack(bench, kibana, 'in a million'),
  ];
  const counts = Object.fromEntries([...alerts].map(([rule, groups]) => [rule, groups.length]));
  return { space: kibana.space, start, alerts: counts, steady, held, checks };
}

function restart(bench: Bench, space: Space): Kibana {
  const kibana = startKibana(bench, space);
  goOn(kibana);
  heldHeap();
  return kibana;
}

/** The memory that a Kibana holds once it has read everything, bytes. */
async function heldAfterRestart(bench: Bench, space: Space, empty: number | null): Promise<number | null> {
  const kibana = restart(bench, space);
  await measureStart(bench, kibana);
  const held = heldSince(empty);
  goOn(kibana); // a use of the object after the measurement, so that it is not collected before
  return held;
}

function heldSince(empty: number | null): number | null {
  const now = heldHeap();
  return now === null || empty === null ? null : now - empty;
}

/**
 * Compares the alerts with the population: the attacked accounts have five failures in five minutes, and no others do.
 */
function checkAttacked(alerts: Map<string, string[]>, { attacked }: Population, by: string): Check[] {
  const names = new Set(Array.from({ length: attacked }, (_, account) => attackedName(account)));
  const alerted = alerts.get(ACCOUNT_RULE.id) ?? [];
  const found = alerted.filter((name) => names.has(name)).length;
  return [
    { name: `attacked accounts found by ${by}`, expected: attacked, found },
    { name: `other accounts taken for attacked by ${by}`, expected: 0, found: alerted.length - found },
  ];
}
