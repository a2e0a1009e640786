import type { Tell } from '../../common/channels/tell';
import { NO_HISTORY, UNTOUCHED, withEntry, type AlertHistory } from '../../common/alerts/workflow';
import { evidence, MINUTE, NOW } from '../../test/builders';
import { decided, DIGEST, past, said, telling, toldInDigest, type Given } from '../../test/judging';
import { CRITICAL_MOST } from './channel';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const waits = (reason: 'cooldown' | 'quiet_hours' | 'muted' | 'in_digest', at = NOW - HOUR) =>
  telling({ verdict: { decision: 'hold', reason }, at });
const closed = { ...UNTOUCHED, status: 'closed', reason: 'false_positive', revision: 1 } as const;
const acknowledged = { ...UNTOUCHED, status: 'acknowledged', revision: 1 } as const;
const snoozed = { ...UNTOUCHED, snoozedUntil: NOW + 1, revision: 1 } as const;
const BY = { by: 'ada', at: NOW - HOUR };
const critical = { kind: 'severity', from: 'high', to: 'critical', because: 'attack_worked' } as const;
const acts = (...entries: AlertHistory['entries']) => entries.reduce(withEntry, NO_HISTORY);
const thenCritical = (kind: 'acknowledge' | 'reopen') =>
  acts({ ...BY, kind }, { ...critical, by: null, at: NOW });
const toldBefore = [past({ at: NOW - HOUR })];
const grown = evidence({ last: NOW, count: 50 });
/** 03:15 UTC on a Sunday is NOW. */
const QUIET: Partial<Tell> = { quietHours: { from: '22:00', to: '06:00', timeZone: 'UTC' } };
const MUTED: Partial<Tell> = { mutedUntil: NOW + 1 };
const HOURLY: Partial<Tell> = { digest: { mode: 'every', minutes: 60 } };

describe('each reason to tell', () => {
  it.each<[string, Given]>([
    ['notify first', {}],
    ['notify severity', { told: [past({ severity: 'low' })] }],
    ['notify reminder', { told: toldBefore }],
    ['notify growing', { told: [past()], alert: { evidence: grown } }],
    ['notify digest', { tell: { firstMessages: 1 }, facts: { firsts: 1 } }],
  ])('%s', (verdict, given) => expect(said(given)).toBe(verdict));
});

describe('each reason to hold', () => {
  it.each<[string, string, Given]>([
    ['hold cooldown', 'told of a moment ago', { told: [past()] }],
    [
      'hold nothing_new',
      'no event since',
      { told: toldBefore, alert: { evidence: evidence({ last: NOW - 2 * HOUR }) } },
    ],
    ['hold same_attack', 'told by another alert', { known: { severity: 'medium' } }],
    ['hold too_old', 'over for more than a day', { alert: { evidence: evidence({ last: NOW - DAY - 1 }) } }],
    ['hold acknowledged', 'somebody works on it', { alert: { workflow: acknowledged } }],
    ['hold acknowledged', 'no reminder either', { told: toldBefore, alert: { workflow: acknowledged } }],
    [
      'hold acknowledged',
      'no change of the message',
      { told: [past()], alert: { workflow: acknowledged, evidence: grown } },
    ],
    ['hold snoozed', 'until a millisecond from now', { alert: { workflow: snoozed } }],
    ['hold closed', 'somebody closed it', { alert: { workflow: closed } }],
    [
      'hold closed',
      'no change of the message',
      { told: [past()], alert: { workflow: closed, evidence: grown } },
    ],
    ['hold below_severity', 'too mild for the channel', { tell: { leastSeverity: 'high' } }],
    ['hold quiet_hours', 'at night', { tell: QUIET }],
    ['hold quiet_hours', 'no reminder at night', { tell: QUIET, told: toldBefore }],
    ['hold muted', 'muted', { tell: MUTED }],
    [
      'hold muted',
      'nothing is changed while muted',
      { tell: MUTED, told: [past()], alert: { evidence: grown } },
    ],
    ['hold muted', 'not even critical', { tell: MUTED, alert: { severity: 'critical' } }],
    ['hold in_digest', 'waits for the next digest', { tell: HOURLY }],
    [
      'hold in_digest',
      'told in a digest a moment ago',
      { telling: toldInDigest('medium', NOW - 10 * MINUTE) },
    ],
    [
      'hold in_digest',
      'told in a digest, and reminded of by another alert',
      { telling: toldInDigest(), isRemindedOf: true },
    ],
    [
      'hold in_digest',
      'told in a digest, by a channel with a schedule',
      { telling: toldInDigest(), tell: HOURLY },
    ],
    ['hold quiet_hours', 'no reminder of a digest at night', { telling: toldInDigest(), tell: QUIET }],
    [
      'hold acknowledged',
      'no reminder of a digest where somebody works on it',
      { telling: toldInDigest(), alert: { workflow: acknowledged } },
    ],
    ['hold in_digest', 'a channel with a schedule sends no reminders', { tell: HOURLY, told: toldBefore }],
    [
      'hold rate',
      'too many that are critical',
      { alert: { severity: 'critical' }, facts: { criticals: CRITICAL_MOST } },
    ],
    ['hold channel_broken', 'the channel refuses', { facts: { isBroken: true } }],
  ])('%s: %s', (verdict, _why, given) => expect(said(given)).toBe(verdict));
});

describe('what is told all the same', () => {
  it.each<[string, string, Given]>([
    ['the end of the snooze', 'notify first', { alert: { workflow: { ...snoozed, snoozedUntil: NOW } } }],
    [
      'an acknowledged alert that became critical',
      'notify severity',
      {
        told: [past()],
        alert: { severity: 'critical', workflow: acknowledged, history: thenCritical('acknowledge') },
      },
    ],
    ['critical at night', 'notify first', { tell: QUIET, alert: { severity: 'critical' } }],
    [
      'a change at night, which makes no sound',
      'notify growing',
      { tell: QUIET, told: [past()], alert: { evidence: grown } },
    ],
    ['as grave as the channel wants', 'notify first', { tell: { leastSeverity: 'medium' } }],
    [
      'critical, whatever was told',
      'notify first',
      { alert: { severity: 'critical' }, tell: { firstMessages: 1 }, facts: { firsts: 9 } },
    ],
    ['graver than the digest said', 'notify severity', { telling: toldInDigest('low') }],
    [
      'graver than it was told, however many there were',
      'notify severity',
      { told: [past({ severity: 'low' })], tell: { firstMessages: 1 }, facts: { firsts: 9 } },
    ],
  ])('%s', (_what, verdict, given) => expect(said(given)).toBe(verdict));

  it('but not a closed alert that became critical, nor one that was critical when it was acknowledged', () => {
    const told = [past()];
    const history = thenCritical('acknowledge');
    expect(said({ told, alert: { severity: 'critical', workflow: closed, history } })).toBe('hold closed');
    const before = acts({ ...critical, by: null, at: NOW - DAY }, { ...BY, kind: 'acknowledge' });
    const known = { severity: 'critical', workflow: acknowledged, history: before } as const;
    expect(said({ told, alert: known })).toBe('hold acknowledged');
  });
});

describe('what waited', () => {
  it.each<[string, string, Given]>([
    ['for the end of quiet hours', 'notify digest', { telling: waits('quiet_hours') }],
    ['for the end of a muting', 'notify digest', { telling: waits('muted') }],
    [
      'for the end of a muting, and is critical',
      'notify first',
      { telling: waits('muted'), alert: { severity: 'critical' } },
    ],
    [
      'and was closed meanwhile',
      'hold closed',
      { telling: waits('quiet_hours'), alert: { workflow: closed } },
    ],
    [
      'since before the digest was due',
      'notify digest',
      { tell: HOURLY, telling: waits('in_digest', NOW - 16 * MINUTE) },
    ],
    [
      'since the digest was due',
      'hold in_digest',
      { tell: HOURLY, telling: waits('in_digest', NOW - 15 * MINUTE) },
    ],
    [
      'and ended more than a day ago',
      'notify digest',
      { telling: waits('quiet_hours'), alert: { evidence: evidence({ last: NOW - 2 * DAY }) } },
    ],
    [
      'and ended more than two days ago',
      'hold too_old',
      { telling: waits('quiet_hours'), alert: { evidence: evidence({ last: NOW - 2 * DAY - 1 }) } },
    ],
    [
      'for a cooldown of a week that has passed',
      'notify first',
      {
        cooldown: 7 * DAY,
        telling: waits('cooldown', NOW - 7 * DAY),
        told: [past({ alertId: 'earlier', at: NOW - 7 * DAY })],
        alert: { evidence: evidence({ last: NOW - 7 * DAY }) },
      },
    ],
    [
      'for a cooldown of a week that has not passed',
      'hold cooldown',
      {
        cooldown: 7 * DAY,
        telling: waits('cooldown', NOW - DAY),
        told: [past({ alertId: 'earlier', at: NOW - 2 * DAY })],
        alert: { evidence: evidence({ last: NOW - 2 * DAY }) },
      },
    ],
    [
      'for a cooldown of a week, and ended more than that and a day ago',
      'hold too_old',
      {
        cooldown: 7 * DAY,
        telling: waits('cooldown', NOW - 8 * DAY),
        alert: { evidence: evidence({ last: NOW - 8 * DAY - 1 }) },
      },
    ],
  ])('%s', (_what, verdict, given) => expect(said(given)).toBe(verdict));

  it('is told in digests of their own kind', () => {
    expect(decided({ telling: waits('muted') }).telling.digest).toEqual({
      id: `digest-quiet-night-${NOW}`,
      cause: 'quiet',
    });
    const due = decided({ tell: HOURLY, telling: waits('in_digest', NOW - HOUR) });
    expect(due.telling.digest).toEqual({
      id: `digest-schedule-night-${NOW - 15 * MINUTE}`,
      cause: 'schedule',
    });
  });
});

describe('what the alert remembers', () => {
  it('of a decision to tell stays while nothing new waits', () => {
    const before = telling();
    expect(decided({ telling: before, told: [past()] }).telling).toBe(before);
    expect(decided({ telling: before, told: toldBefore, tell: QUIET }).telling).toBe(before);
  });
  it('of a hold changes only with the reason', () => {
    const before = waits('quiet_hours');
    expect(decided({ telling: before, tell: QUIET }).telling).toBe(before);
    expect(decided({ telling: before, tell: MUTED }).telling).toMatchObject({
      verdict: { reason: 'muted' },
      at: NOW,
    });
  });
  it('of a rise of severity that waits for the morning is that it waits', () => {
    const night = decided({ telling: telling(), told: [past({ severity: 'low' })], tell: QUIET });
    expect(night.telling.verdict).toEqual({ decision: 'hold', reason: 'quiet_hours' });
    const morning = decided({ telling: night.telling, told: [past({ severity: 'low' })] });
    expect(morning.verdict).toEqual({ decision: 'notify', reason: 'digest' });
    expect(said({ telling: morning.telling, told: [past({ severity: 'low' })] })).toBe('hold cooldown');
  });
  it('of a broken channel is the digest that tells of it once the channel works', () => {
    const broken = decided({ facts: { isBroken: true, digest: DIGEST } });
    expect(broken.telling).toMatchObject({ verdict: { reason: 'channel_broken' }, digest: DIGEST });
    const still = decided({ telling: broken.telling, facts: { isBroken: true, digest: DIGEST } });
    expect(still.telling).toBe(broken.telling);
    const works = decided({ telling: broken.telling });
    expect(works).toMatchObject({
      verdict: { reason: 'in_digest' },
      telling: { verdict: { decision: 'notify', reason: 'digest' }, digest: DIGEST },
    });
  });
  it('where a message is planned that it does not know of, is that people were told', () =>
    expect(decided({ told: [past()] }).telling.verdict).toEqual({ decision: 'notify', reason: 'first' }));
});
