import { MINUTE, NOW, SECOND } from '../../test/builders';
import type { Asker } from '../routes/limits_port';
import { createQuestionLimit } from './question_limit';

const RATE = { most: 4, per: MINUTE, atOnce: 2 };
let now: number;
let limit: ReturnType<typeof createQuestionLimit>;
beforeEach(() => {
  now = NOW;
  limit = createQuestionLimit(RATE, () => now);
});

/** Asks and is answered at once; how long to wait, or 0. */
function ask(space = 'night', by: Asker = 'editor'): number {
  const leave = limit(space, by);
  if (!leave.ok) return leave.waitMs;
  leave.done();
  return 0;
}

it('four in a minute go on, the fifth waits until the first is a minute old', () => {
  const waits = [0, 1, 2, 3, 4, 5].map((second) => {
    now = NOW + second * SECOND;
    return ask();
  });
  expect(waits).toEqual([0, 0, 0, 0, 56 * SECOND, 55 * SECOND]);
  now = NOW + MINUTE;
  expect([ask(), ask()]).toEqual([0, SECOND]);
});

it('a space does not wait for another', () => {
  for (let n = 0; n < 5; n += 1) ask('night');
  expect(ask('day')).toBe(0);
});

it('those who keep it running do not wait for those who look', () => {
  for (let n = 0; n < 5; n += 1) ask('night', 'reader');
  expect([ask('night', 'reader') > 0, ask('night', 'editor')]).toEqual([true, 0]);
});

it('two at once go on, the third waits a moment, until one is answered', () => {
  const first = limit('night', 'editor');
  limit('night', 'editor');
  expect(limit('night', 'editor')).toEqual({ ok: false, waitMs: SECOND });
  if (first.ok) first.done();
  expect(limit('night', 'editor').ok).toBe(true);
});

it('an answer that is reported twice makes room once', () => {
  const first = limit('night', 'editor');
  limit('night', 'editor');
  if (first.ok) {
    first.done();
    first.done();
  }
  expect(limit('night', 'editor').ok).toBe(true);
  expect(limit('night', 'editor')).toEqual({ ok: false, waitMs: SECOND });
});

it('one that runs for longer than a minute is still counted as running', () => {
  limit('night', 'editor');
  limit('night', 'editor');
  now = NOW + 2 * MINUTE;
  expect(ask('day')).toBe(0);
  expect(limit('night', 'editor')).toEqual({ ok: false, waitMs: SECOND });
});
