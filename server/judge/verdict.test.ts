import fc from 'fast-check';
import { MINUTE, NOW, SECOND } from '../../test/builders';
import { judge, type Judged } from './verdict';

const judged = (overrides: Partial<Judged> = {}) =>
  judge({
    alertId: 'this',
    lastEventAt: NOW,
    told: [],
    cooldown: 15 * MINUTE,
    hasChannel: true,
    now: NOW,
    ...overrides,
  });
/** The oldest first. */
const toldAgo = (...ago: number[]) =>
  ago.map((ms, n) => ({ alertId: 'this', ordinal: n + 1, at: NOW - ms, reaches: true }));
const otherAgo = (ms: number) => [{ alertId: 'earlier', ordinal: 1, at: NOW - ms, reaches: true }];

describe('judge', () => {
  it.each([
    ['nobody was told', {}, 'notify', 'first'],
    ['there is no channel', { hasChannel: false }, 'hold', 'no_channel'],
    ['found a day later, to the millisecond', { lastEventAt: NOW - 24 * 60 * MINUTE }, 'notify', 'first'],
    ['found more than a day later', { lastEventAt: NOW - 24 * 60 * MINUTE - 1 }, 'hold', 'too_old'],
    ['told a moment ago and it goes on', { told: toldAgo(MINUTE) }, 'hold', 'cooldown'],
    [
      'told, and nothing happened since',
      { told: toldAgo(20 * MINUTE), lastEventAt: NOW - 21 * MINUTE },
      'hold',
      'nothing_new',
    ],
    [
      'one millisecond before the cooldown has passed',
      { told: toldAgo(15 * MINUTE - 1) },
      'hold',
      'cooldown',
    ],
    ['the cooldown has passed and it goes on', { told: toldAgo(15 * MINUTE) }, 'notify', 'reminder'],
    [
      'a second reminder waits twice as long',
      { told: toldAgo(45 * MINUTE, 29 * MINUTE) },
      'hold',
      'cooldown',
    ],
    [
      'a second reminder, after twice as long',
      { told: toldAgo(45 * MINUTE, 30 * MINUTE) },
      'notify',
      'reminder',
    ],
    ['a new attack on an account told of a moment ago', { told: otherAgo(MINUTE) }, 'hold', 'cooldown'],
    [
      'an attack that ended before the cooldown had passed',
      { told: toldAgo(20 * MINUTE), lastEventAt: NOW - 10 * MINUTE },
      'hold',
      'cooldown',
    ],
    [
      'a new attack, where the message about the one before was refused',
      { told: [{ alertId: 'earlier', ordinal: 1, at: NOW - MINUTE, reaches: false }] },
      'notify',
      'first',
    ],
    [
      'told, and refused: it is tried again elsewhere',
      { told: [{ alertId: 'this', ordinal: 1, at: NOW - MINUTE, reaches: false }] },
      'hold',
      'cooldown',
    ],
    ['a new attack after the cooldown', { told: otherAgo(15 * MINUTE) }, 'notify', 'first'],
  ] as const)('%s', (_sentence, overrides, decision, reason) => {
    expect(judged(overrides as Partial<Judged>)).toEqual({ decision, reason });
  });

  it('does not wait longer than eight cooldowns', () => {
    const many = toldAgo(...Array.from({ length: 20 }, (_, n) => 121 * MINUTE + n * MINUTE));
    expect(judged({ told: many })).toEqual({ decision: 'notify', reason: 'reminder' });
  });

  it('never tells of one account twice within the cooldown, however often it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: SECOND, max: 10 * MINUTE }), { maxLength: 60 }), (gaps) => {
        const told: Judged['told'] = [];
        let now = NOW;
        for (const gap of gaps) {
          now += gap;
          const verdict = judged({ now, lastEventAt: now, told });
          if (verdict.decision === 'notify')
            told.push({ alertId: 'this', ordinal: told.length + 1, at: now, reaches: true });
        }
        const waits = told.slice(1).map(({ at }, n) => at - (told[n]?.at ?? 0));
        expect(waits.every((wait) => wait >= 15 * MINUTE)).toBe(true);
      }),
    );
  });
});
