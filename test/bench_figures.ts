import type { BurstFigures } from '../scripts/bench/burst';
import type { GrowthFigures, SizeFigures } from '../scripts/bench/growth';
import type { MeasuredTick } from '../scripts/bench/kibana';
import type { LoadedIndex } from '../scripts/bench/loading';
import type { MillionFigures } from '../scripts/bench/million';
import { populationOf } from '../scripts/bench/population';
import { seriesOf, type TickSeries } from '../scripts/bench/tick_series';
import type { Walk, WalkedKey } from '../scripts/bench/walks';

/** A tick with two searches of 4 and 6 ms and one write of 3 ms. */
export const measuredTick = (overrides: Partial<MeasuredTick> = {}): MeasuredTick => ({
  requests: [
    { kind: 'search', request: 'POST _search', ms: 4 },
    { kind: 'search', request: 'POST _search', ms: 6 },
    { kind: 'write', request: 'POST _bulk', ms: 3 },
  ],
  wallMs: 20,
  cpuMs: 10,
  heapGrowth: 100_000_000,
  usedBefore: 0,
  residentGrowth: 50_000_000,
  stalls: { p999: 12, longest: 30, longestCpu: 28 },
  eventsRead: 200,
  readTo: 0,
  outcome: 'ok',
  problems: [],
  ...overrides,
});

/** One tick whose searches took so long together. */
export const searchesOf = (ms: number, name = 'a tick'): TickSeries =>
  seriesOf(name, [measuredTick({ requests: [{ kind: 'search', request: 'POST _search', ms }] })]);

const walk = (key: WalkedKey, groups: number, medianMs: number): Walk => ({
  key,
  groups,
  requests: Math.ceil((groups + 1) / 10_000),
  ms: [medianMs],
  medianMs,
});

const index = (name: string, documents: number): LoadedIndex => ({
  index: `winlogbeat-bench-0a1b2c3d-${name}`,
  documents,
  meanSource: 822,
  meanStored: 300,
  segments: 7,
  shards: 1,
  refresh: '5s',
});

/** The walks take 800, 150 and 50 ms, so a steady tick may take 80 ms and a start 1,500 ms. */
export const millionFigures = (overrides: Partial<MillionFigures> = {}): MillionFigures => ({
  index: index('million', 1_000_010),
  population: populationOf(1_000_000),
  walks: [walk('account', 100_000, 800), walk('source', 20_020, 150), walk('host', 50, 50)],
  first: searchesOf(1_000, 'first tick'),
  behind: null,
  steady: searchesOf(10, 'steady tick'),
  restart: searchesOf(1_000, 'restart'),
  alerts: { failed_logons_of_one_account: 100 },
  held: { steady: 120_000_000, restart: null },
  checks: [{ name: 'attacked accounts found by the first tick', expected: 100, found: 100 }],
  ...overrides,
});

const size = (name: 'small' | 'large', ms: number): SizeFigures => ({
  index: index(name, 10_000),
  first: searchesOf(ms, `first tick, ${name} index`),
  steady: searchesOf(ms, `steady tick, ${name} index`),
  check: { name: `a new attack in the ${name} index`, expected: 1, found: 1 },
});

/** What the searches of a steady tick took in the small and in the large index, ms. */
export const growthFigures = (small: number, large: number): GrowthFigures => ({
  small: size('small', small),
  large: size('large', large),
});

export const burstFigures = (overrides: Partial<BurstFigures> = {}): BurstFigures => ({
  index: index('burst-few', 2_001),
  failures: 100_000,
  accounts: 1_000,
  burst: searchesOf(500, 'burst, 1000 accounts'),
  after: searchesOf(20, 'the tick after, 1000 accounts'),
  alerts: 1_200,
  check: { name: 'a new attack after the burst of 1000 accounts', expected: 1, found: 1 },
  ...overrides,
});
