import fc from 'fast-check';
import { nextStep, RETRY } from './retry_policy';
import type { FailedAttempt, NextStep } from './retry_policy';
import type { Reaction } from '../telegram/errors';

const NOW = Date.parse('2026-11-22T03:12:16.000Z');
const failed = (change: Partial<FailedAttempt>): FailedAttempt => ({
  attempts: 1,
  unknowns: 1,
  reason: 'first',
  plannedAt: NOW,
  now: NOW,
  reaction: { kind: 'unknown' },
  plain: false,
  jitter: 0,
  ...change,
});
const at = (ms: number): NextStep => ({ kind: 'retry', at: NOW + ms });
const deferred = (retryAfterSeconds: number): Reaction => ({ kind: 'deferred', retryAfterSeconds });
const EXPIRE: NextStep = { kind: 'expire' };
const REFUSE: NextStep = { kind: 'refuse' };
const LONG_AGO = NOW - RETRY.giveUpAfter;

describe('nextStep', () => {
  it.each<[string, Partial<FailedAttempt>, NextStep]>([
    ['refused for good', { reaction: { kind: 'refused' } }, REFUSE],
    ['refused for good, however old', { reaction: { kind: 'refused' }, plannedAt: LONG_AGO }, REFUSE],
    ['not sent: after 5 s', { reaction: { kind: 'not_sent_retry' } }, at(5_000)],
    ['not sent again: after 10 s', { reaction: { kind: 'not_sent_retry' }, attempts: 2 }, at(10_000)],
    ['not sent six times: after 160 s', { reaction: { kind: 'not_sent_retry' }, attempts: 6 }, at(160_000)],
    [
      'not sent seven times: the longest pause',
      { reaction: { kind: 'not_sent_retry' }, attempts: 7 },
      at(300_000),
    ],
    ['not sent a thousand times', { reaction: { kind: 'not_sent_retry' }, attempts: 1_000 }, at(300_000)],
    ['perhaps sent, a first message: once more', {}, at(5_000)],
    ['perhaps sent, a first message, twice', { attempts: 2, unknowns: 2 }, at(20_000)],
    ['perhaps sent ten times: an hour', { attempts: 10, unknowns: 10 }, at(3_600_000)],
    ['perhaps sent, a reminder: not again', { reason: 'reminder' }, EXPIRE],
    [
      'a reminder that was certainly not sent: again',
      { reason: 'reminder', reaction: { kind: 'not_sent_retry' } },
      at(5_000),
    ],
    ['deferred: exactly so long', { reaction: deferred(7) }, at(7_000)],
    ['deferred, with jitter', { reaction: deferred(7), jitter: 400 }, at(7_400)],
    ['deferred, with too much jitter', { reaction: deferred(7), jitter: 60_000 }, at(8_000)],
    ['deferred for a day: obeyed', { reaction: deferred(86_400) }, at(86_400_000)],
    ['deferred for no time: never at once', { reaction: deferred(0) }, at(1_000)],
    ['deferred often: no back-off on top', { reaction: deferred(7), attempts: 9 }, at(7_000)],
    ['moved: at once, to the new id', { reaction: { kind: 'moved', chatId: '-1001' } }, at(0)],
    [
      'moved for ever: slower and slower',
      { reaction: { kind: 'moved', chatId: '-1001' }, attempts: 4 },
      at(40_000),
    ],
    ['formatting refused: at once, plain', { reaction: { kind: 'resend_plain' } }, at(0)],
    ['plain refused too', { reaction: { kind: 'resend_plain' }, plain: true }, REFUSE],
    ['six hours old', { plannedAt: LONG_AGO }, EXPIRE],
    ['a moment younger', { plannedAt: LONG_AGO + 1 }, at(5_000)],
    ['six hours old and deferred', { plannedAt: LONG_AGO, reaction: deferred(1) }, EXPIRE],
  ])('%s', (_name, change, step) => {
    expect(nextStep(failed(change))).toEqual(step);
  });

  const reactions: fc.Arbitrary<Reaction> = fc.oneof(
    fc.constantFrom<Reaction>(
      { kind: 'refused' },
      { kind: 'not_sent_retry' },
      { kind: 'unknown' },
      { kind: 'resend_plain' },
      { kind: 'moved', chatId: '-1001' },
    ),
    fc.integer({ min: 0, max: 100_000 }).map(deferred),
  );

  /** Plays one delivery that fails the same way each time, at no cost of time, until the policy ends it. */
  function play(
    reaction: Reaction,
    reason: FailedAttempt['reason'],
    limit: number,
  ): { attempts: number; end: string } {
    let now = NOW;
    let plain = false;
    for (let attempts = 1; attempts <= limit; attempts += 1) {
      const step = nextStep(failed({ attempts, unknowns: attempts, reason, now, reaction, plain }));
      if (step.kind !== 'retry') return { attempts, end: step.kind };
      now = step.at;
      plain = plain || reaction.kind === 'resend_plain';
    }
    return { attempts: limit, end: 'never' };
  }

  /** 5 s to 160 s six times, then every 5 min for the rest of six hours, and the last one that is too late. */
  const BACK_OFF_MAX = 6 + Math.ceil((RETRY.giveUpAfter - 315_000) / RETRY.longestPause) + 1;

  /** 5 s, 20 s, 80 s, 320 s, 21 min, then every hour, and the last one that is too late. */
  const UNKNOWN_MAX = 5 + Math.ceil((RETRY.giveUpAfter - 1_705_000) / RETRY.longestUnknownPause) + 2;

  function allowed(reaction: Reaction, reason: FailedAttempt['reason']): number {
    if (reaction.kind === 'refused') return 1;
    if (reaction.kind === 'resend_plain') return 2;
    if (reaction.kind === 'moved') return RETRY.attemptsAtOnce + BACK_OFF_MAX;
    if (reaction.kind === 'unknown' && reason === 'reminder') return 1;
    if (reaction.kind === 'unknown') return UNKNOWN_MAX;
    if (reaction.kind !== 'deferred') return BACK_OFF_MAX;
    return Math.ceil(RETRY.giveUpAfter / 1_000 / Math.max(1, reaction.retryAfterSeconds)) + 1;
  }

  it('never makes more attempts than the kind of failure allows, and always ends', () => {
    fc.assert(
      fc.property(reactions, fc.constantFrom('first' as const, 'reminder' as const), (reaction, reason) => {
        const { attempts, end } = play(reaction, reason, 30_000);
        expect(['refuse', 'expire']).toContain(end);
        expect(attempts).toBeLessThanOrEqual(allowed(reaction, reason));
      }),
    );
  });

  it('never goes back before Telegram allows it', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.double({ min: -1e4, max: 1e4, noNaN: true }), (seconds, jitter) => {
        const step = nextStep(failed({ reaction: deferred(seconds), jitter }));
        expect(step.kind === 'retry' && step.at - NOW).toBeGreaterThanOrEqual(seconds * 1_000);
        expect(step.kind === 'retry' && step.at - NOW).toBeLessThanOrEqual(
          Math.max(1, seconds) * 1_000 + 1_000,
        );
      }),
    );
  });
});
