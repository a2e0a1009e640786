import { watchPresses } from './presses';

const happens = (window: EventTarget, ...names: string[]) =>
  names.forEach((name) => window.dispatchEvent(new Event(name)));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setUp() {
  const window = new EventTarget();
  const done: string[] = [];
  const presses = watchPresses(window);
  window.addEventListener('click', () => done.push('click'));
  return { window, presses, done, act: (what: string) => presses.whenReleased(() => done.push(what)) };
}

it('what moves the page is done at once while nothing is pressed', () => {
  const { act, done } = setUp();
  act('move');
  expect(done).toEqual(['move']);
});

it.each(['pointerup', 'pointercancel'])('and else behind the click, in its order: %s', (end) => {
  const { window, act, done } = setUp();
  happens(window, 'pointerdown');
  act('first');
  act('second');
  expect(done).toEqual([]);
  happens(window, end, 'click');
  expect(done).toEqual(['click']);
  jest.runAllTimers();
  expect(done).toEqual(['click', 'first', 'second']);
  act('later');
  expect(done.at(-1)).toBe('later');
});

it('a press whose end nobody is told of holds up nothing for longer than five seconds', () => {
  const { window, act, done } = setUp();
  happens(window, 'pointerdown');
  act('move');
  jest.advanceTimersByTime(4_999);
  expect(done).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(done).toEqual(['move']);
});

it('what waits when the app is closed is done then, and nothing is listened to any more', () => {
  const { window, presses, act, done } = setUp();
  happens(window, 'pointerdown');
  act('move');
  presses.stop();
  expect(done).toEqual(['move']);
  happens(window, 'pointerdown');
  act('later');
  expect(done).toEqual(['move', 'later']);
});
