import {
  burstFigures,
  growthFigures,
  measuredTick,
  millionFigures,
  searchesOf,
} from '../../test/bench_figures';
import { boundsOf, type Figures } from './bounds';
import type { MillionFigures } from './million';
import type { SustainedFigures } from './sustained';
import { seriesOf } from './tick_series';

const verdicts = (figures: Figures) =>
  boundsOf(figures).map(({ figure, limit, met }) => ({ figure, limit, met }));

describe('the bounds of a million failures', () => {
  it.each([
    ['a steady tick may take a tenth of the walk over all accounts', { steady: searchesOf(80) }, 0, true],
    ['and no more', { steady: searchesOf(80.1) }, 0, false],
    ['a first tick may take one and a half times all walks', { first: searchesOf(1_500) }, 1, true],
    ['and no more', { first: searchesOf(1_500.1) }, 1, false],
    ['a restart likewise', { restart: searchesOf(1_500) }, 2, true],
    ['and no more', { restart: searchesOf(1_500.1) }, 2, false],
    ['who is attacked has to be found', { checks: [{ name: 'found', expected: 100, found: 99 }] }, 3, false],
    ['and nobody else', { checks: [{ name: 'others', expected: 0, found: 1 }] }, 3, false],
  ])('%s', (_sentence, overrides, n, met) => {
    expect(verdicts({ million: millionFigures(overrides) })[n]).toMatchObject({ met });
  });
  it('are taken from the walks', () => {
    expect(verdicts({ million: millionFigures() }).slice(0, 4)).toEqual([
      { figure: 10, limit: 80, met: true },
      { figure: 1_000, limit: 1_500, met: true },
      { figure: 1_000, limit: 1_500, met: true },
      { figure: 100, limit: 100, met: true },
    ]);
  });
});

describe('the bound of growth', () => {
  it.each([
    ['half as much again', 40, 60, true],
    ['more than half as much again', 40, 60.1, false],
    ['5 ms where that is more than half', 4, 9, true],
    ['more than both', 4, 9.1, false],
    ['less than before', 40, 30, true],
  ])('%s', (_sentence, small, large, met) => {
    expect(verdicts({ growth: growthFigures(small, large) })[0]).toMatchObject({ figure: large, met });
  });
});

it('after a burst the next attack has to be found', () => {
  const missed = burstFigures({ check: { name: 'a new attack', expected: 1, found: 0 } });
  expect(verdicts({ bursts: [burstFigures(), missed] }).slice(0, 2)).toEqual([
    { figure: 1, limit: 1, met: true },
    { figure: 0, limit: 1, met: false },
  ]);
});

describe('the bounds of memory', () => {
  const behind = (heapGrowth: number) => seriesOf('reading behind it', [measuredTick({ heapGrowth })]);
  const verdictOf = (name: string, figures: Partial<MillionFigures>) =>
    boundsOf({ million: millionFigures(figures) }).find((bound) => bound.name === name)?.met;

  it.each([
    [100_000_000, true],
    [100_000_001, false],
  ])('of %p bytes held for a million: met is %p', (restart, met) =>
    expect(verdictOf('memory held for a million', { held: { steady: null, restart } })).toBe(met),
  );
  it.each([
    [250_000_000, true],
    [250_000_001, false],
  ])('of %p bytes more while it is read: met is %p', (bytes, met) =>
    expect(verdictOf('peak of memory while it is read', { behind: behind(bytes) })).toBe(met),
  );
});

it.each([
  [{ p999: 50, longest: 200 }, [true, true]],
  [{ p999: 50.1, longest: 200 }, [false, true]],
  [{ p999: 50, longest: 200.1 }, [true, false]],
])('no kind of tick may hold the event loop for longer: of %j met is %p', (stalls, met) => {
  const burst = seriesOf('burst', [measuredTick({ stalls: { ...stalls, longestCpu: 0 } })]);
  const bounds = boundsOf({ bursts: [burstFigures({ burst })] });
  expect(bounds.filter(({ name }) => name.endsWith(': burst')).map((bound) => bound.met)).toEqual(met);
});

const sustainedFigures = (overrides: Partial<SustainedFigures>): SustainedFigures => ({
  minutes: 10,
  wanted: 5_000,
  indexed: 5_000,
  behindMs: 0,
  stalls: { p999: 12, longest: 30, longestCpu: 28 },
  ticks: seriesOf('tick under a steady load', [measuredTick()]),
  checks: [],
  ...overrides,
});

it.each([
  [10_000, true],
  [10_001, false],
])('under a steady load runs may be %p ms behind: %p', (behindMs, met) => {
  const sustained = sustainedFigures({ behindMs });
  expect(boundsOf({ sustained })[0]).toMatchObject({ figure: behindMs, met });
});

it('under a steady load the event loop is bound in its worst tick and over the whole of it', () => {
  const worst = measuredTick({ stalls: { p999: 60, longest: 90, longestCpu: 0 } });
  const ticks = seriesOf('tick under a steady load', [worst]);
  const sustained = sustainedFigures({ ticks, stalls: { p999: 50.1, longest: 200, longestCpu: 0 } });
  const bounds = boundsOf({ sustained }).filter(({ name }) => name.startsWith('event loop'));
  expect(bounds.map(({ name, figure, limit, met }) => [name, figure, limit, met])).toEqual([
    ['event loop, 99.9 %: tick under a steady load', 60, 50, false],
    ['event loop, longest: tick under a steady load', 90, 200, true],
    ['event loop, 99.9 %: the whole steady load', 50.1, 50, false],
    ['event loop, longest: the whole steady load', 200, 200, true],
  ]);
});
