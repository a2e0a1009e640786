import { onlyOnce } from './once';

it.each<[string, Array<[string, number]>, object]>([
  [
    'values with a name each',
    [
      ['a', 1],
      ['b', 2],
    ],
    { a: 1, b: 2 },
  ],
  ['none', [], {}],
  [
    'a name that stands twice is left out, whatever its values',
    [
      ['a', 1],
      ['b', 2],
      ['a', 1],
    ],
    { b: 2 },
  ],
  ['a name that every object has', [['constructor', 1]], { constructor: 1 }],
])('%s', (_sentence, values, expected) => expect(onlyOnce(values)).toEqual(expected));
