import { scaled, type Bench } from './bench';
import { sliceDocuments, START, weekDocuments } from './documents';
import { createSpace, startKibana } from './kibana';
import { fillIndex, type LoadedIndex } from './loading';
import { populationOf } from './population';
import { checkNewAttack, measureStart, measureSteady, type Check } from './ticking';
import { seriesOf, type TickSeries } from './tick_series';

const SIZES = { small: 10_000, large: 10_000_000 };
/** Failures in the slice, alike in both. */
const IN_SLICE = 2_000;

export interface SizeFigures {
  index: LoadedIndex;
  first: TickSeries;
  steady: TickSeries;
  check: Check;
}

export interface GrowthFigures {
  small: SizeFigures;
  large: SizeFigures;
}

/** Scenario 4: the same happens in an index of 10,000 documents and in one of 10,000,000. */
export async function measureGrowth(bench: Bench): Promise<GrowthFigures> {
  const small = await measureSize(bench, 'small');
  return { small, large: await measureSize(bench, 'large') };
}

async function measureSize(bench: Bench, size: keyof typeof SIZES): Promise<SizeFigures> {
  const inSlice = scaled(bench, IN_SLICE);
  const index = `winlogbeat-bench-${bench.id}-${size}`;
  const loaded = await fillIndex(bench, index, documentsOf(scaled(bench, SIZES[size]), inSlice));
  const kibana = startKibana(bench, await createSpace(bench, size, index, START));
  const first = await measureStart(bench, kibana);
  bench.progress(`Steady ticks in the ${size} index …`);
  const population = populationOf(inSlice);
  const steady = await measureSteady(bench, kibana, { population, ticks: bench.steadyTicks });
  return {
    index: loaded,
    first: seriesOf(`first tick, ${size} index`, [first]),
    steady: seriesOf(`steady tick, ${size} index`, steady),
    check: await checkNewAttack(bench, kibana, `in the ${size} index`),
  };
}

function* documentsOf(all: number, inSlice: number): Generator<string> {
  yield* weekDocuments(Math.max(0, all - inSlice));
  yield* sliceDocuments(populationOf(inSlice));
}
