import type { GiveWay } from '../../../common/give_way';

/** What is looked at between two calls of `giveWay`. */
const LOOKED_AT_ONCE = 1_000;

/**
 * The first `most` of what is given, in order. Of very many it sorts only some at a time, and gives the event loop back in
 * between: names can be made up without end. `compare`: as for `sort`, and never 0 for two of them.
 */
export async function firstOf<T>(
  all: Iterable<T>,
  most: number,
  compare: (a: T, b: T) => number,
  giveWay: GiveWay,
): Promise<T[]> {
  let first: T[] = [];
  let last: T | undefined;
  let found: T[] = [];
  let looked = 0;
  const take = () => {
    first = [...first, ...found].sort(compare).slice(0, most);
    found = [];
    last = first.length === most ? first[most - 1] : undefined;
  };
  for (const one of all) {
    const wait = looked % LOOKED_AT_ONCE === 0 ? giveWay() : undefined;
    if (wait) await wait;
    looked += 1;
    if (last !== undefined && compare(one, last) > 0) continue;
    found.push(one);
    if (found.length >= most) take();
  }
  take();
  return first;
}
