import { scaled, type Bench } from './bench';
import { burstDocuments, populationAtRest, sliceDocuments, START } from './documents';
import { alertedGroups, createSpace, goOn, measureTick, startKibana } from './kibana';
import { addDocuments, fillIndex, type LoadedIndex } from './loading';
import { heldHeap } from './peak_memory';
import { checkNewAttack, measureStart, measureSteady, told, type Check } from './ticking';
import { seriesOf, type TickSeries } from './tick_series';

const FAILURES = 100_000;
const ACCOUNTS = { few: 1_000, many: 100_000 };
const TICKS_BEFORE = 5;

export interface BurstFigures {
  index: LoadedIndex;
  failures: number;
  accounts: number;
  burst: TickSeries;
  /** The first tick after that of the burst. */
  after: TickSeries;
  /** How many alerts all rules together have after the burst. */
  alerts: number;
  check: Check;
}

/** Scenario 5: 100,000 failures between two ticks, once of 1,000 accounts and once of 100,000 accounts. */
export async function measureBursts(bench: Bench): Promise<BurstFigures[]> {
  return [await measureBurst(bench, 'few'), await measureBurst(bench, 'many')];
}

async function measureBurst(bench: Bench, kind: keyof typeof ACCOUNTS): Promise<BurstFigures> {
  const population = populationAtRest(bench.scale);
  const amount = { count: scaled(bench, FAILURES), accounts: scaled(bench, ACCOUNTS[kind]) };
  const name = `winlogbeat-bench-${bench.id}-burst-${kind}`;
  const index = await fillIndex(bench, name, sliceDocuments(population));
  const kibana = startKibana(bench, await createSpace(bench, `burst-${kind}`, name, START));
  await measureStart(bench, kibana);
  await measureSteady(bench, kibana, {
    population,
    ticks: Math.min(TICKS_BEFORE, bench.steadyTicks),
  });
  bench.progress(`Burst of ${amount.accounts} accounts …`);
  await addDocuments(bench, name, burstDocuments(amount, goOn(kibana)));
  heldHeap(); // garbage of before is not counted
  const burst = told(bench, await measureTick(bench, kibana));
  const after = await measureSteady(bench, kibana, { population, ticks: 1 });
  const groups = await alertedGroups(bench, kibana);
  return {
    index,
    failures: amount.count,
    accounts: amount.accounts,
    burst: seriesOf(`burst, ${amount.accounts} accounts`, [burst]),
    after: seriesOf(`the tick after, ${amount.accounts} accounts`, after),
    alerts: [...groups.values()].flat().length,
    check: await checkNewAttack(bench, kibana, `after the burst of ${amount.accounts} accounts`),
  };
}
