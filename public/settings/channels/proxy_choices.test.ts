import { proxyChoices } from './proxy_choices';

const values = (listed: string[], chosen: string | null) =>
  proxyChoices(listed, chosen).map(({ value }) => value);

it.each<[string, string[], string | null, string[]]>([
  ['kibana.yml lists none, and none is chosen: nothing to choose', [], null, []],
  ['none is chosen', ['dmz', 'lab'], null, ['', 'dmz', 'lab']],
  ['one of them is chosen', ['dmz', 'lab'], 'lab', ['', 'dmz', 'lab']],
  ['the chosen one is not listed any more: it is shown, and can be left', ['lab'], 'dmz', ['', 'lab', 'dmz']],
  ['the chosen one was the only one', [], 'dmz', ['', 'dmz']],
])('%s', (_what, listed, chosen, expected) => {
  expect(values(listed, chosen)).toEqual(expected);
});

it('one that is not listed any more says so', () => {
  const texts = proxyChoices(['lab'], 'dmz').map(({ text }) => text);
  expect(texts[2]).toBe('dmz (not in kibana.yml any more)');
  expect(texts[1]).toBe('lab');
});
