import { burstFigures, growthFigures, millionFigures, searchesOf } from '../../test/bench_figures';
import { boundsOf, type Figures } from './bounds';

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
    expect(verdicts({ million: millionFigures() })).toEqual([
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

it('a burst has no bound but that the next attack is found', () => {
  const missed = burstFigures({ check: { name: 'a new attack', expected: 1, found: 0 } });
  expect(verdicts({ bursts: [burstFigures(), missed] })).toEqual([
    { figure: 1, limit: 1, met: true },
    { figure: 0, limit: 1, met: false },
  ]);
});
