import * as fc from 'fast-check';
import { HashIndex, mixed } from './hash_index';

/** Few hashes, so that many items stand beside each other, also at the end of a part. */
const hashes = [
  (item: number) => mixed(item),
  (item: number) => item % 3,
  (item: number) => (item % 2 === 0 ? 0x3ffffff : 0x3fffffe),
  (item: number) => 0xffffffff - (item % 5),
];

describe('an index by hash', () => {
  it.each(hashes.map((hashOf, n) => ({ n, hashOf })))(
    'finds what was added and not removed, with hashes $n',
    ({ hashOf }) =>
      fc.assert(
        fc.property(fc.array(fc.nat(60), { maxLength: 300 }), (steps) => {
          const index = new HashIndex(hashOf);
          const kept = new Set<number>();
          for (const item of steps) {
            if (kept.delete(item)) {
              index.remove(hashOf(item), item);
            } else {
              kept.add(item);
              index.add(hashOf(item), item);
            }
          }
          for (let item = 0; item <= 60; item += 1)
            expect(index.find(hashOf(item), (one) => one === item)).toBe(kept.has(item) ? item : undefined);
        }),
      ),
  );
});
