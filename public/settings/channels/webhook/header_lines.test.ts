import { readHeaderLines } from './header_lines';

it.each([
  ['nothing', '', [], {}],
  ['one header', 'Authorization: Bearer abc', ['Authorization'], { Authorization: 'Bearer abc' }],
  ['a value with colons', 'X-Key: a:b:c', ['X-Key'], { 'X-Key': 'a:b:c' }],
  ['two, with an empty line between', 'A: 1\n\n B:2 ', ['A', 'B'], { A: '1', B: '2' }],
  ['a line without a colon is a name without a value', 'A', ['A'], { A: '' }],
  ['a name twice is named twice, so that it is refused', 'A: 1\nA: 2', ['A', 'A'], { A: '2' }],
])('%s', (_what, text, names, values) => {
  const read = readHeaderLines(text);
  expect([read.names, JSON.parse(read.values)]).toEqual([names, values]);
});
