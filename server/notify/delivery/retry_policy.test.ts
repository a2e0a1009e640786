import fc from 'fast-check';
import { nextStep, RETRY } from './retry_policy';
import type { FailedAttempt, NextStep } from './retry_policy';
import type { FailedOutcome } from './channel_sender_port';

const WHY = { code: 'c', said: 's', remedy: 'r' };
const REFUSED: FailedOutcome = { kind: 'refused', by: 'channel', ...WHY };
const UNKNOWN: FailedOutcome = { kind: 'unknown', ...WHY };
const NOT_SENT: FailedOutcome = { kind: 'deferred', waitMs: null, ...WHY };
const MOVED: FailedOutcome = { kind: 'deferred', waitMs: 0, moved: { chatId: '-1001' }, ...WHY };
const NOW = Date.parse('2026-11-22T03:12:16.000Z');
const failed = (change: Partial<FailedAttempt>): FailedAttempt => ({
  attempts: 1,
  unknowns: 1,
  reason: 'first',
  edits: null,
  plannedAt: NOW,
  now: NOW,
  outcome: UNKNOWN,
  jitter: 0,
  ...change,
});
const at = (ms: number): NextStep => ({ kind: 'retry', at: NOW + ms });
const deferred = (seconds: number): FailedOutcome => ({ kind: 'deferred', waitMs: seconds * 1_000, ...WHY });
const EXPIRE: NextStep = { kind: 'expire' };
const REFUSE: NextStep = { kind: 'refuse' };
const LONG_AGO = NOW - RETRY.giveUpAfter;

describe('nextStep', () => {
  it.each<[string, Partial<FailedAttempt>, NextStep]>([
    ['refused for good', { outcome: REFUSED }, REFUSE],
    ['refused for good, however old', { outcome: REFUSED, plannedAt: LONG_AGO }, REFUSE],
    ['not sent: after 5 s', { outcome: NOT_SENT }, at(5_000)],
    ['not sent again: after 10 s', { outcome: NOT_SENT, attempts: 2 }, at(10_000)],
    ['not sent six times: after 160 s', { outcome: NOT_SENT, attempts: 6 }, at(160_000)],
    ['not sent seven times: the longest pause', { outcome: NOT_SENT, attempts: 7 }, at(300_000)],
    ['not sent a thousand times', { outcome: NOT_SENT, attempts: 1_000 }, at(300_000)],
    ['perhaps sent, a first message: once more', {}, at(5_000)],
    ['perhaps sent, a first message, twice', { attempts: 2, unknowns: 2 }, at(20_000)],
    ['perhaps sent ten times: an hour', { attempts: 10, unknowns: 10 }, at(3_600_000)],
    ['perhaps sent, a reminder: not again', { reason: 'reminder' }, EXPIRE],
    ['a reminder that was certainly not sent: again', { reason: 'reminder', outcome: NOT_SENT }, at(5_000)],
    ['deferred: exactly so long', { outcome: deferred(7) }, at(7_000)],
    ['deferred, with jitter', { outcome: deferred(7), jitter: 400 }, at(7_400)],
    [
      'deferred, with a fraction of jitter: whole milliseconds',
      { outcome: deferred(7), jitter: 400.3 },
      at(7_401),
    ],
    ['deferred, with too much jitter', { outcome: deferred(7), jitter: 60_000 }, at(8_000)],
    ['deferred for a day: obeyed', { outcome: deferred(86_400) }, at(86_400_000)],
    ['deferred for no time: after 5 s, as where no time is said', { outcome: deferred(0) }, at(5_000)],
    ['deferred for no time, again: after 10 s', { outcome: deferred(0), attempts: 2 }, at(10_000)],
    ['deferred for no time, often: the longest pause', { outcome: deferred(0), attempts: 9 }, at(300_000)],
    [
      'deferred often for a time that is shorter than its pause',
      { outcome: deferred(7), attempts: 3 },
      at(20_000),
    ],
    [
      'deferred often for a longer time: no pause on top',
      { outcome: deferred(600), attempts: 9 },
      at(600_000),
    ],
    ['moved: at once, to the new id', { outcome: MOVED }, at(0)],
    ['moved for ever: slower and slower', { outcome: MOVED, attempts: 4 }, at(40_000)],
    ['refused, the message alone', { outcome: { ...REFUSED, by: 'message' } }, REFUSE],
    ['six hours old, a summary: it tells of the past', { plannedAt: LONG_AGO, reason: 'summary' }, at(5_000)],
    ['perhaps sent twelve times, a summary: given up', { reason: 'summary', unknowns: 12 }, EXPIRE],
    ['six hours old, a digest: it tells of the past', { plannedAt: LONG_AGO, reason: 'digest' }, at(5_000)],
    ['six hours old, an edit of a digest', { plannedAt: LONG_AGO, reason: 'digest', edits: 'd' }, EXPIRE],
    ['perhaps sent, that it ended: not again', { reason: 'ended' }, EXPIRE],
    ['perhaps made, an edit that it ended: again', { reason: 'ended', edits: 'm' }, at(5_000)],
    ['refused for good, an edit: it is kept for nothing', { outcome: REFUSED, edits: 'm' }, EXPIRE],
    ['refused for good, a test: it is kept for nothing', { outcome: REFUSED, reason: 'test' }, EXPIRE],
    ['perhaps sent, a test: not again', { reason: 'test' }, EXPIRE],
    ['not sent, a test: again', { reason: 'test', outcome: NOT_SENT }, at(5_000)],
    [
      'ten minutes old, a test: nobody waits for it any more',
      { reason: 'test', outcome: NOT_SENT, plannedAt: NOW - RETRY.giveUpTestAfter },
      EXPIRE,
    ],
    ['six hours old', { plannedAt: LONG_AGO }, EXPIRE],
    ['a moment younger', { plannedAt: LONG_AGO + 1 }, at(5_000)],
    ['six hours old and deferred', { plannedAt: LONG_AGO, outcome: deferred(1) }, EXPIRE],
  ])('%s', (_name, change, step) => {
    expect(nextStep(failed(change))).toEqual(step);
  });

  const outcomes: fc.Arbitrary<FailedOutcome> = fc.oneof(
    fc.constantFrom(REFUSED, NOT_SENT, UNKNOWN, MOVED),
    fc.integer({ min: 0, max: 100_000 }).map(deferred),
  );

  /** Plays one delivery that fails the same way each time, at no cost of time, until the policy ends it. */
  function play(
    outcome: FailedOutcome,
    reason: FailedAttempt['reason'],
    limit: number,
  ): { attempts: number; end: string } {
    let now = NOW;
    for (let attempts = 1; attempts <= limit; attempts += 1) {
      const step = nextStep(failed({ attempts, unknowns: attempts, reason, now, outcome }));
      if (step.kind !== 'retry') return { attempts, end: step.kind };
      now = step.at;
    }
    return { attempts: limit, end: 'never' };
  }

  /** 5 s to 160 s six times, then every 5 min for the rest of six hours, and the last one that is too late. */
  const BACK_OFF_MAX = 6 + Math.ceil((RETRY.giveUpAfter - 315_000) / RETRY.longestPause) + 1;

  /** 5 s, 20 s, 80 s, 320 s, 21 min, then every hour, and the last one that is too late. */
  const UNKNOWN_MAX = 5 + Math.ceil((RETRY.giveUpAfter - 1_705_000) / RETRY.longestUnknownPause) + 2;

  function allowed(outcome: FailedOutcome, reason: FailedAttempt['reason']): number {
    if (outcome.kind === 'refused') return 1;
    if (outcome.kind === 'unknown') return reason === 'reminder' ? 1 : UNKNOWN_MAX;
    if (outcome.moved) return RETRY.attemptsAtOnce + BACK_OFF_MAX;
    if (outcome.waitMs === null) return BACK_OFF_MAX;
    return Math.min(BACK_OFF_MAX, Math.ceil(RETRY.giveUpAfter / Math.max(1_000, outcome.waitMs)) + 1);
  }

  it('never makes more attempts than the kind of failure allows, and always ends', () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom('first' as const, 'reminder' as const), (outcome, reason) => {
        const { attempts, end } = play(outcome, reason, 30_000);
        expect(['refuse', 'expire']).toContain(end);
        expect(attempts).toBeLessThanOrEqual(allowed(outcome, reason));
      }),
    );
  });

  it('never goes back before Telegram allows it', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.double({ min: -1e4, max: 1e4, noNaN: true }), (seconds, jitter) => {
        const step = nextStep(failed({ outcome: deferred(seconds), jitter }));
        expect(step.kind === 'retry' && step.at - NOW).toBeGreaterThanOrEqual(seconds * 1_000);
        expect(step.kind === 'retry' && step.at - NOW).toBeLessThanOrEqual(
          Math.max(5, seconds) * 1_000 + 1_000,
        );
      }),
    );
  });
});
