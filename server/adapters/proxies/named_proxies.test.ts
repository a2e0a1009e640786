import { byProxy, doubleNameProblem } from './named_proxies';

const PROXIES = [
  { name: 'dmz', url: 'socks5://dmz.example' },
  { name: 'lab', url: 'http://lab.example' },
];

it.each<[string, string | null, string | undefined]>([
  ['one by its name', 'lab', 'way by http://lab.example'],
  ['none is named: the common one', null, 'way by http://common.example'],
  ['a name that is not listed', 'office', undefined],
  ['another spelling of a name', 'DMZ', undefined],
  ['a name that every object has', 'constructor', undefined],
])('%s', (_what, name, expected) => {
  const find = byProxy(PROXIES, 'http://common.example', (url) => `way by ${url}`);
  expect(find(name)).toBe(expected);
});

it('without a common one, there is none where none is named', () => {
  expect(byProxy(PROXIES, undefined, (url) => `way by ${url}`)(null)).toBe('way by undefined');
});

it('a name that is there twice is named, and no address', () => {
  expect(doubleNameProblem(PROXIES)).toBeUndefined();
  const problem = doubleNameProblem([...PROXIES, { name: 'dmz', url: 'socks5://ada:hush@other.example' }]);
  expect(problem).toMatch(/two proxies of the name dmz/);
  expect(problem).not.toMatch(/hush|example/);
});
