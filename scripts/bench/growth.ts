import { scaled, type Bench } from './bench';
import { populationAtRest, sliceDocuments, START, weekDocuments } from './documents';
import { createSpace, startKibana, type MeasuredTick } from './kibana';
import { fillIndex, type LoadedIndex } from './loading';
import type { Population } from './population';
import { checkNewAttack, measureStart, measureSteady, type Check } from './ticking';
import { seriesOf, type TickSeries } from './tick_series';

const SIZES = { small: 10_000, large: 10_000_000 };

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
  const [small, large] = [await watchSize(bench, 'small'), await watchSize(bench, 'large')];
  bench.progress('Steady ticks in both …');
  // The ticks take turns, so that the load of the machine and its caches are the same for both.
  for (let n = 0; n < bench.steadyTicks; n += 1) {
    await small.tick();
    await large.tick();
  }
  return { small: await small.end(), large: await large.end() };
}

async function watchSize(bench: Bench, size: keyof typeof SIZES) {
  const population = populationAtRest(bench.scale);
  const name = `winlogbeat-bench-${bench.id}-${size}`;
  const index = await fillIndex(bench, name, documentsOf(scaled(bench, SIZES[size]), population));
  const kibana = startKibana(bench, await createSpace(bench, size, name, START));
  const first = await measureStart(bench, kibana);
  const steady: MeasuredTick[] = [];
  return {
    async tick() {
      steady.push(...(await measureSteady(bench, kibana, { population, ticks: 1 })));
    },
    async end(): Promise<SizeFigures> {
      return {
        index,
        first: seriesOf(`first tick, ${size} index`, [first]),
        steady: seriesOf(`steady tick, ${size} index`, steady),
        check: await checkNewAttack(bench, kibana, `in the ${size} index`),
      };
    },
  };
}

/** Both have the same failures in the slice. */
function* documentsOf(all: number, population: Population): Generator<string> {
  yield* weekDocuments(Math.max(0, all - population.failures));
  yield* sliceDocuments(population);
}
