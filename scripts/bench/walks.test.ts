import { millionFigures } from '../../test/bench_figures';
import { bothTimes, type Walk } from './walks';

const [walk] = millionFigures().walks;
const walkOf = (...ms: number[]): Walk[] =>
  walk ? [{ ...walk, ms, medianMs: ms[Math.floor(ms.length / 2)] ?? NaN }] : [];

it.each([
  ['after the ticks', walkOf(900, 800, 700), walkOf(500, 400, 300), 400],
  ['before them', walkOf(500, 400, 300), walkOf(900, 800, 700), 400],
])('of the walks before and after the ticks the quicker count: %s', (_which, before, after, expected) => {
  const [both] = bothTimes(before, after);
  expect(both?.medianMs).toBe(expected);
  expect(both?.ms).toHaveLength(6);
});
