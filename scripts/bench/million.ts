import { ACCOUNT_RULE } from '../../common/default_rules';
import { scaled, type Bench } from './bench';
import { sliceDocuments, START } from './documents';
import {
  alertedGroups,
  createSpace,
  goOn,
  startKibana,
  type Kibana,
  type MeasuredTick,
  type Space,
} from './kibana';
import { fillIndex, type LoadedIndex } from './loading';
import { heldHeap } from './peak_memory';
import { attackedName, populationOf, type Population } from './population';
import { checkNewAttack, measureStart, measureSteady, type Check } from './ticking';
import { seriesOf, type TickSeries } from './tick_series';
import { walkAll, type Walk } from './walks';

const FAILURES = 1_000_000;
/** First ticks, and restarts; fewer where fewer steady ticks are asked for. */
const STARTS = 3;

export interface MillionFigures {
  index: LoadedIndex;
  population: Population;
  walks: Walk[];
  /** In a space that knows no alerts yet. */
  first: TickSeries;
  steady: TickSeries;
  /** In the space of the steady ticks, with its alerts. */
  restart: TickSeries;
  /** After the first tick, by rule. */
  alerts: Record<string, number>;
  /** Heap that is in use only because there is a Kibana that watches, bytes; null without `--expose-gc`. */
  held: { steady: number | null; restart: number | null };
  checks: Check[];
}

/** Scenarios 1, 2, 3 and 6: a million failures in the slice that a tick looks at. */
export async function measureMillion(bench: Bench): Promise<MillionFigures> {
  const population = populationOf(scaled(bench, FAILURES));
  const index = await fillIndex(bench, `winlogbeat-bench-${bench.id}-million`, sliceDocuments(population));
  const walks = await walkAll(bench, index.index);
  const empty = heldHeap();
  const first: MeasuredTick[] = [];
  const starts = Math.min(STARTS, bench.steadyTicks);
  while (first.length < starts - 1) first.push((await measureFirst(bench, index, first.length)).tick);
  const watched = await watchFromStart(bench, index, population, empty);
  bench.progress('Restarts …');
  const restarts: Array<{ tick: MeasuredTick; held: number | null }> = [];
  while (restarts.length < starts) {
    const { tick, held } = await measureRestart(bench, watched.space, empty);
    restarts.push({ tick, held });
  }
  return {
    index,
    population,
    walks,
    first: seriesOf('first tick', [...first, watched.first]),
    steady: seriesOf('steady tick', watched.steady),
    restart: seriesOf(
      'restart',
      restarts.map(({ tick }) => tick),
    ),
    alerts: watched.alerts,
    held: { steady: watched.held, restart: restarts[starts - 1]?.held ?? null },
    checks: watched.checks,
  };
}

async function measureFirst(
  bench: Bench,
  { index }: LoadedIndex,
  n: number,
): Promise<{ kibana: Kibana; tick: MeasuredTick }> {
  bench.progress('First tick …');
  const kibana = startKibana(bench, await createSpace(bench, `million-${n}`, index, START));
  heldHeap(); // what the one before left behind
  return { kibana, tick: await measureStart(bench, kibana) };
}

/** The Kibana of the steady ticks lives no longer than this: what it holds is not held beside the next one's. */
async function watchFromStart(
  bench: Bench,
  index: LoadedIndex,
  population: Population,
  empty: number | null,
) {
  const { kibana, tick: first } = await measureFirst(bench, index, STARTS);
  const alerts = await alertedGroups(bench, kibana);
  bench.progress('Steady ticks …');
  const steady = await measureSteady(bench, kibana, { population, ticks: bench.steadyTicks });
  const held = heldSince(empty);
  const checks = [...checkAttacked(alerts, population), await checkNewAttack(bench, kibana, 'in a million')];
  const counts = Object.fromEntries([...alerts].map(([rule, groups]) => [rule, groups.length]));
  return { space: kibana.space, first, alerts: counts, steady, held, checks };
}

/** Gives the Kibana too: it is still needed, and holds what it holds, when that is measured. */
async function measureRestart(bench: Bench, space: Space, empty: number | null) {
  const kibana = startKibana(bench, space);
  goOn(kibana);
  heldHeap();
  const tick = await measureStart(bench, kibana);
  return { kibana, tick, held: heldSince(empty) };
}

function heldSince(empty: number | null): number | null {
  const now = heldHeap();
  return now === null || empty === null ? null : now - empty;
}

/** The population says who has five failures in five minutes: the attacked, and nobody else. */
function checkAttacked(alerts: Map<string, string[]>, { attacked }: Population): Check[] {
  const names = new Set(Array.from({ length: attacked }, (_, account) => attackedName(account)));
  const alerted = alerts.get(ACCOUNT_RULE.id) ?? [];
  const found = alerted.filter((name) => names.has(name)).length;
  return [
    { name: 'attacked accounts found by the first tick', expected: attacked, found },
    { name: 'other accounts taken for attacked', expected: 0, found: alerted.length - found },
  ];
}
