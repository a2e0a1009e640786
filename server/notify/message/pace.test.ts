import fc from 'fast-check';
import { MINUTE, NOW } from '../../../test/builders';
import { paceOf } from './pace';

const minutes = (...counts: number[]) =>
  counts.flatMap((count, n) => (count === 0 ? [] : [{ at: NOW + n * MINUTE, count }]));

describe('paceOf', () => {
  it.each([
    ['nothing', [], MINUTE, []],
    ['one minute', [5], MINUTE, [5]],
    ['a minute without any', [5, 0, 2], MINUTE, [5, 0, 2]],
    [
      'thirty minutes stay minutes',
      Array.from({ length: 30 }, () => 1),
      MINUTE,
      Array.from({ length: 30 }, () => 1),
    ],
    [
      'one more, and two minutes are one column',
      Array.from({ length: 31 }, () => 1),
      2 * MINUTE,
      [...Array.from({ length: 15 }, () => 2), 1],
    ],
  ])('%s', (_what, counts, step, expected) => {
    const { from, ...pace } = paceOf(minutes(...counts));
    expect(pace).toEqual({ step, counts: expected });
    expect(from).toBe(counts.length === 0 ? 0 : NOW);
  });

  it('loses no failure and never has more than thirty columns, however long the attack', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(720), { minLength: 1 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 1_000 })),
        (at, counts) => {
          const timeline = at
            .sort((a, b) => a - b)
            .map((n) => ({ at: NOW + n * MINUTE, count: counts.next().value }));
          const pace = paceOf(timeline);
          expect(pace.counts.length).toBeLessThanOrEqual(30);
          const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);
          expect(sum(pace.counts)).toBe(sum(timeline.map(({ count }) => count)));
        },
      ),
    );
  });
});
