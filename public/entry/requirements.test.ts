import { CORE_START, missingOfShape, missingSharedMembers } from './requirements';

const act = () => undefined;
const coreStart = () => ({
  http: { basePath: { prepend: act }, get: act, post: act, put: act },
  application: { capabilities: {} },
  chrome: { setBreadcrumbs: act, docTitle: { change: act } },
  notifications: { toasts: { addSuccess: act } },
  theme: { theme$: { subscribe: act } },
});
const missing = (value: unknown) => missingOfShape('core', value, CORE_START);

it('a core that has everything lacks nothing', () => expect(missing(coreStart())).toEqual([]));

it.each<[string, unknown, string[]]>([
  ['no core at all', undefined, ['core']],
  ['a part', { ...coreStart(), chrome: undefined }, ['core.chrome']],
  [
    'a function',
    { ...coreStart(), http: { basePath: { prepend: act }, get: act, post: act } },
    ['core.http.put'],
  ],
  [
    'a function that is a value now',
    { ...coreStart(), http: { basePath: { prepend: act }, get: act, post: act, put: 1 } },
    ['core.http.put'],
  ],
  ['an object', { ...coreStart(), application: {} }, ['core.application.capabilities']],
  ['a part of a part', { ...coreStart(), chrome: { setBreadcrumbs: act } }, ['core.chrome.docTitle']],
  [
    'two',
    { ...coreStart(), theme: {}, notifications: {} },
    ['core.notifications.toasts', 'core.theme.theme$'],
  ],
])('names %s that is missing', (_, value, names) => expect(missing(value)).toEqual(names));

it('takes a member whose getter throws for missing', () => {
  const core = Object.defineProperty(coreStart(), 'theme', {
    get: () => {
      throw new Error('gone');
    },
  });
  expect(missing(core)).toEqual(['core.theme']);
});

describe('shared dependencies', () => {
  const needed = { React: ['useState'], ElasticEui: ['EuiBadge', 'EuiLink'], Moment: [] };
  const shared = () => ({
    React: { useState: act },
    ElasticEui: { EuiBadge: act, EuiLink: {} },
    Moment: act,
  });

  it.each<[string, unknown, string[]]>([
    ['all there', shared(), []],
    ['none', undefined, ['React', 'ElasticEui', 'Moment']],
    ['one', { ...shared(), React: undefined }, ['React']],
    ['a function without members', { ...shared(), Moment: null }, ['Moment']],
    ['a component', { ...shared(), ElasticEui: { EuiBadge: act } }, ['ElasticEui.EuiLink']],
  ])('%s', (_, given, names) => expect(missingSharedMembers(given, needed)).toEqual(names));
});
