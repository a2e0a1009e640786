import { MINUTE, NOW } from '../../../test/builders';
import { startOfMinute } from './minute';

describe('the start of a minute', () => {
  it.each([
    [NOW, NOW],
    [NOW + 1, NOW],
    [NOW - 1, NOW - MINUTE],
    [-1, -MINUTE],
    [0, 0],
  ])('of %p is %p', (at, start) => expect(startOfMinute(at)).toBe(start));
});
