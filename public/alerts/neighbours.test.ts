import { ledTo, neighboursOf } from './neighbours';

it.each<[string | undefined, string | undefined, string | undefined]>([
  ['a', undefined, 'b'],
  ['b', 'a', 'c'],
  ['c', 'b', undefined],
  ['x', undefined, undefined],
  [undefined, undefined, undefined],
])('beside %s are %s and %s', (id, previous, next) =>
  expect(neighboursOf(['a', 'b', 'c'], id)).toEqual({ previous, next }),
);

describe('a key', () => {
  class Field {
    tagName = 'TEXTAREA';
    isContentEditable = false;
  }
  beforeAll(() => Object.assign(globalThis, { HTMLElement: Field }));
  const pressed = (key: string, more: object = {}) =>
    ({ key, altKey: false, ctrlKey: false, metaKey: false, target: null, ...more }) as KeyboardEvent;

  it.each<[string, KeyboardEvent, string | undefined]>([
    ['j leads to the next', pressed('j'), 'c'],
    ['k leads to the previous', pressed('k'), 'a'],
    ['another leads nowhere', pressed('l'), undefined],
    ['with Ctrl is the browser’s', pressed('j', { ctrlKey: true }), undefined],
    ['in a field is text', pressed('j', { target: new Field() }), undefined],
  ])('%s', (_what, event, id) => expect(ledTo(event, { previous: 'a', next: 'c' })).toBe(id));
});
