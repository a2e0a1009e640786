import { alert, evidence } from '../../../test/builders';
import { attackMessage, tallies } from '../../../test/messages';
import type { FormerAttackMessage } from './former_message';
import { toAttackMessage } from './message';
import { renderAttack, toPlainText } from '../telegram/text';

describe('toAttackMessage', () => {
  it('tells the alert as it stands', () => {
    const { first, last, link, alertId } = attackMessage();
    const told = alert({
      id: alertId,
      evidence: evidence({
        first: Date.parse(first),
        last: Date.parse(last),
        workstations: [{ value: 'KIOSK', count: 5 }],
      }),
    });
    expect(toAttackMessage(told, 'first', link)).toEqual(attackMessage());
  });

  it('tells of the logon that worked, of lockouts, and of what it is part of', () => {
    const logon = (second: number) => ({
      at: Date.parse(`2026-11-22T03:14:${second}.000Z`),
      source: null,
      host: null,
    });
    const told = alert({
      partOf: 'known',
      severity: 'critical',
      evidence: evidence({ successes: [logon(10), logon(20)], successCount: 2, lockouts: 3 }),
    });
    expect(toAttackMessage(told, 'severity', null)).toMatchObject({
      partOf: 'known',
      severity: 'critical',
      success: { ...logon(10), at: '2026-11-22T03:14:10.000Z' },
      successCount: 2,
      lockouts: 3,
    });
  });

  it('counts rules, and not their alerts', () => {
    const linked = ['a', 'b', 'c'].map((id) => ({ id, ruleId: id === 'c' ? 'other' : 'one' }));
    expect(toAttackMessage(alert({ linked }), 'first', null).ruleCount).toBe(3);
  });

  it('carries the first names of a long list, and its length', () => {
    const { accounts, sources } = toAttackMessage(
      alert({ evidence: evidence({ accounts: tallies(1_000), sources: tallies(49), truncated: true }) }),
      'first',
      null,
    );
    expect(accounts).toEqual({ total: 1_000, isCut: true, top: tallies(1_000).slice(0, 10) });
    expect(sources).toMatchObject({ total: 49, isCut: false });
  });
});

describe('a message that waits in the outbox while the plugin is upgraded', () => {
  const FORMER: FormerAttackMessage = {
    alertId: '5f0c1e2a9b7d4c33',
    reason: 'reminder',
    account: 'Guest',
    spellings: ['Guest', 'GUEST'],
    attempts: 5,
    first: '2026-11-22T03:12:04.120Z',
    last: '2026-11-22T03:12:16.900Z',
    threshold: 5,
    timespan: '5m',
    sources: tallies(50),
    hosts: [{ value: 'DC01', count: 5 }],
    workstations: [],
    logonTypes: [{ value: 'Network (3)', count: 5 }],
    reasons: [{ value: 'wrong password', count: 5 }],
    link: null,
  };

  it('says what it would have said', () => {
    // From the outbox it comes as JSON.
    const stored = JSON.parse(JSON.stringify(FORMER)) as FormerAttackMessage;
    expect(toPlainText(renderAttack(stored))).toBe(
      [
        '🚨 Brute Force Detected!',
        'This attack is still going on.',
        'User: Guest',
        'Attempts: 5',
        'In 12 s; the limit is 5 in 5 min',
        'From: v0 (50), v1 (49), v2 (48) and at least 47 more',
        'Host: DC01',
        'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
        'Why: wrong password (5)',
        'Logon type: Network (3)',
        'Alert 5f0c1e2a',
      ].join('\n'),
    );
  });
});
