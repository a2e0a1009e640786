import fc from 'fast-check';
import { firstOf } from './first_of';

const byNumber = (a: number, b: number) => a - b;

describe('the first of a list', () => {
  it('are those that come first when all of it is sorted', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 8 }), (list, most) => {
        const sorted = [...list].sort(byNumber).slice(0, most);
        expect(firstOf(list, most, byNumber)).toEqual(sorted);
      }),
    );
  });

  it('of many are found with few comparisons', () => {
    let comparisons = 0;
    const list = Array.from({ length: 100_000 }, (_, n) => (n * 7_919) % 100_003);
    firstOf(list, 20, (a, b) => {
      comparisons += 1;
      return byNumber(a, b);
    });
    expect(comparisons).toBeLessThan(2 * list.length);
  });
});
