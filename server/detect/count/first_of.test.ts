import fc from 'fast-check';
import { NEVER_GIVES_WAY } from '../../../common/give_way';
import { firstOf } from './first_of';

const byNumber = (a: number, b: number) => a - b;

describe('the first of a list', () => {
  it('are those that come first when all of it is sorted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 8 }), async (list, most) => {
        const sorted = [...list].sort(byNumber).slice(0, most);
        expect(await firstOf(list, most, byNumber, NEVER_GIVES_WAY)).toEqual(sorted);
      }),
    );
  });

  it('of many are found with few comparisons', async () => {
    let comparisons = 0;
    const list = Array.from({ length: 100_000 }, (_, n) => (n * 7_919) % 100_003);
    const compare = (a: number, b: number) => {
      comparisons += 1;
      return byNumber(a, b);
    };
    await firstOf(list, 20, compare, NEVER_GIVES_WAY);
    expect(comparisons).toBeLessThan(2 * list.length);
  });

  it('of many give the event loop back in between', async () => {
    let asked = 0;
    const giveWay = () => {
      asked += 1;
      return undefined;
    };
    await firstOf(
      Array.from({ length: 100_000 }, (_, n) => n),
      20,
      byNumber,
      giveWay,
    );
    expect(asked).toBe(100);
  });
});
