import fc from 'fast-check';
import { evidence, MINUTE, NOW, SECOND } from '../../test/builders';
import { judgedAlert, past } from '../../test/judging';
import { isGrown, newestOf, news, type Judged, type PastMessage } from './verdict';

const judged = ({ lastEventAt = NOW, ...overrides }: Partial<Judged> & { lastEventAt?: number } = {}) =>
  news({
    alert: judgedAlert({}, lastEventAt),
    told: [],
    telling: undefined,
    known: null,
    isRemindedOf: false,
    cooldown: 15 * MINUTE,
    canEdit: true,
    now: NOW,
    ...overrides,
  });
/** The oldest first. */
const toldAgo = (...ago: number[]) => ago.map((ms, n) => past({ ordinal: n + 1, at: NOW - ms }));
const otherAgo = (ms: number) => [past({ alertId: 'earlier', at: NOW - ms })];
const grownTo = (count: number) => judgedAlert({ evidence: evidence({ last: NOW, count }) });

describe('what there is to tell of an alert', () => {
  it.each<[string, Parameters<typeof judged>[0], string, string]>([
    ['nobody was told', {}, 'notify', 'first'],
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
      'another alert about the same attack reminds of it',
      { told: toldAgo(15 * MINUTE), isRemindedOf: true },
      'hold',
      'same_attack',
    ],
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
      'a new attack, graver than the one told of a moment ago',
      { told: [past({ alertId: 'earlier', severity: 'low' })] },
      'notify',
      'first',
    ],
    [
      'a new attack, graver than one that was told, and as grave as another',
      { told: [past({ alertId: 'earlier' }), past({ alertId: 'other', severity: 'low' })] },
      'hold',
      'cooldown',
    ],
    [
      'a new attack that worked, as the one told of a moment ago did',
      {
        alert: judgedAlert({ severity: 'critical' }),
        told: [past({ alertId: 'earlier', severity: 'critical' })],
      },
      'notify',
      'first',
    ],
    [
      'an attack that ended before the cooldown had passed',
      { told: toldAgo(20 * MINUTE), lastEventAt: NOW - 10 * MINUTE },
      'hold',
      'cooldown',
    ],
    [
      'a new attack, where the message about the one before was refused',
      { told: [past({ alertId: 'earlier', at: NOW - MINUTE, reaches: false })] },
      'notify',
      'first',
    ],
    [
      'told, and refused: it is tried again elsewhere',
      { told: [past({ at: NOW - MINUTE, reaches: false, arrived: false })] },
      'hold',
      'cooldown',
    ],
    ['a new attack after the cooldown', { told: otherAgo(15 * MINUTE) }, 'notify', 'first'],
    ['people know of the same attack', { known: { severity: 'medium' } }, 'hold', 'same_attack'],
    ['people know of the same attack as a lesser one', { known: { severity: 'low' } }, 'notify', 'severity'],
    ['it became graver than it was told', { told: [past({ severity: 'low' })] }, 'notify', 'severity'],
    [
      'it became graver, and another alert told so',
      { told: [past({ severity: 'low' })], known: { severity: 'medium' } },
      'hold',
      'cooldown',
    ],
  ])('%s', (_sentence, overrides, decision, reason) => {
    expect(judged(overrides)).toEqual({ decision, reason });
  });

  it.each<[string, Partial<Judged>, string]>([
    ['a tenth more, ten seconds later', { told: [past({ at: NOW - 10 * SECOND, attempts: 10 })] }, 'growing'],
    [
      'a tenth more, a millisecond sooner',
      { told: [past({ at: NOW - 10 * SECOND + 1, attempts: 10 })] },
      'cooldown',
    ],
    ['one more of twenty, half a minute later', { told: [past({ at: NOW - 30 * SECOND })] }, 'growing'],
    ['one more of twenty, a millisecond sooner', { told: [past({ at: NOW - 30 * SECOND + 1 })] }, 'cooldown'],
    ['the same number', { alert: grownTo(20) }, 'cooldown'],
    ['the message has not arrived', { told: [past({ arrived: false, at: NOW - MINUTE })] }, 'cooldown'],
    ['messages cannot be changed', { canEdit: false }, 'cooldown'],
    ['a reminder is due', { told: [past({ at: NOW - 15 * MINUTE })] }, 'reminder'],
    [
      'a reminder is due, and another alert reminds',
      { told: [past({ at: NOW - 15 * MINUTE })], isRemindedOf: true },
      'growing',
    ],
  ])('the message says 20 and it is 21: %s', (_sentence, overrides, reason) => {
    const told = (overrides.told ?? [past()]).map((one) => ({
      ...one,
      saidAt: one.at,
      attempts: one.attempts === 5 ? 20 : one.attempts,
    }));
    expect(judged({ alert: grownTo(21), ...overrides, told })).toMatchObject({ reason });
  });

  it('an edit counts from what the last edit said', () => {
    const told = [past({ attempts: 100, saidAt: NOW - 20 * SECOND })];
    expect(judged({ alert: grownTo(109), told })).toMatchObject({ reason: 'cooldown' });
    expect(judged({ alert: grownTo(110), told })).toMatchObject({ reason: 'growing' });
  });

  it('does not wait longer than eight cooldowns', () => {
    const many = toldAgo(...Array.from({ length: 20 }, (_, n) => 121 * MINUTE + n * MINUTE));
    expect(judged({ told: many })).toEqual({ decision: 'notify', reason: 'reminder' });
  });

  it('never tells of one account twice within the cooldown, however often it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: SECOND, max: 10 * MINUTE }), { maxLength: 60 }), (gaps) => {
        const told: PastMessage[] = [];
        let now = NOW;
        for (const gap of gaps) {
          now += gap;
          const verdict = judged({ now, lastEventAt: now, told });
          if (verdict.decision === 'notify') told.push(past({ ordinal: told.length + 1, at: now }));
        }
        const waits = told.slice(1).map(({ at }, n) => at - (told[n]?.at ?? 0));
        expect(waits.every((wait) => wait >= 15 * MINUTE)).toBe(true);
      }),
    );
  });
});

it('a number of nothing has grown with the first', () => expect(isGrown(0, 1, 10 * SECOND)).toBe(true));

it('the newest of several messages is that of the highest ordinal, and of two the later one', () => {
  const all = [
    past({ id: 'a' }),
    past({ id: 'b', ordinal: 2, at: NOW - 9 }),
    past({ id: 'c', ordinal: 2, at: NOW }),
  ];
  expect(newestOf(all)?.id).toBe('c');
  expect(newestOf([])).toBeUndefined();
});
