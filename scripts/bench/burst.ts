import { scaled, type Bench } from './bench';
import { burstDocuments, sliceDocuments, START } from './documents';
import { alertedGroups, createSpace, goOn, measureTick, startKibana } from './kibana';
import { addDocuments, fillIndex, type LoadedIndex } from './loading';
import { heldHeap } from './peak_memory';
import { populationOf } from './population';
import { checkNewAttack, measureStart, measureSteady, type Check } from './ticking';
import { seriesOf, type TickSeries } from './tick_series';

const FAILURES = 100_000;
const ACCOUNTS = { few: 1_000, many: 100_000 };
/** Failures in the slice before it. */
const BEFORE = 2_000;
const TICKS_BEFORE = 5;

export interface BurstFigures {
  index: LoadedIndex;
  failures: number;
  accounts: number;
  burst: TickSeries;
  /** The tick after it. */
  after: TickSeries;
  /** Alerts after it, all rules together. */
  alerts: number;
  check: Check;
}

/** Scenario 5: 100,000 failures between two ticks, of a thousand accounts and of as many accounts. */
export async function measureBursts(bench: Bench): Promise<BurstFigures[]> {
  return [await measureBurst(bench, 'few'), await measureBurst(bench, 'many')];
}

async function measureBurst(bench: Bench, kind: keyof typeof ACCOUNTS): Promise<BurstFigures> {
  const population = populationOf(scaled(bench, BEFORE));
  const amount = { count: scaled(bench, FAILURES), accounts: scaled(bench, ACCOUNTS[kind]) };
  const name = `winlogbeat-bench-${bench.id}-burst-${kind}`;
  const index = await fillIndex(bench, name, sliceDocuments(population));
  const kibana = startKibana(bench, await createSpace(bench, `burst-${kind}`, name, START));
  await measureStart(bench, kibana);
  await measureSteady(bench, kibana, { population, ticks: TICKS_BEFORE });
  bench.progress(`Burst of ${amount.accounts} accounts …`);
  await addDocuments(bench, name, burstDocuments(amount, goOn(kibana)));
  heldHeap(); // garbage of before is not counted
  const burst = await measureTick(bench, kibana);
  const after = await measureSteady(bench, kibana, { population, ticks: 1 });
  const groups = await alertedGroups(bench, kibana);
  return {
    index,
    failures: amount.count,
    accounts: amount.accounts,
    burst: seriesOf(`burst, ${amount.accounts} accounts`, [burst]),
    after: seriesOf('the tick after it', after),
    alerts: [...groups.values()].flat().length,
    check: await checkNewAttack(bench, kibana, `after the burst of ${amount.accounts} accounts`),
  };
}
