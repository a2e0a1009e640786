/**
 * The first `most` of a list, in order. Of a long list it sorts only some at a time: with made-up names without end, sorting
 * all of them would hold the event loop for long. `compare`: as for `sort`, and never 0 for two of the list.
 */
export function firstOf<T>(list: readonly T[], most: number, compare: (a: T, b: T) => number): T[] {
  let first: T[] = [];
  let last: T | undefined;
  let found: T[] = [];
  const take = () => {
    first = [...first, ...found].sort(compare).slice(0, most);
    found = [];
    last = first.length === most ? first[most - 1] : undefined;
  };
  for (const one of list) {
    if (last !== undefined && compare(one, last) > 0) continue;
    found.push(one);
    if (found.length >= most) take();
  }
  take();
  return first;
}
