import { alert, evidence } from '../../../test/builders';
import { attackMessage, tallies } from '../../../test/messages';
import { toAttackMessage } from './message';

describe('toAttackMessage', () => {
  it('tells the alert as it stands', () => {
    const { first, last, link, alertId, pace } = attackMessage();
    const told = alert({
      id: alertId,
      evidence: evidence({
        first,
        last,
        timeline: [{ at: pace.from, count: 5 }],
        workstations: [{ value: 'KIOSK', count: 5 }],
      }),
    });
    expect(toAttackMessage(told, { reason: 'first', ordinal: 1, link })).toEqual(attackMessage());
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
    expect(toAttackMessage(told, { reason: 'severity', ordinal: 2, link: null })).toMatchObject({
      partOf: 'known',
      severity: 'critical',
      success: logon(10),
      successCount: 2,
      lockouts: 3,
    });
  });

  it('counts rules, and not their alerts', () => {
    const linked = ['a', 'b', 'c'].map((id) => ({ id, ruleId: id === 'c' ? 'other' : 'one' }));
    expect(toAttackMessage(alert({ linked }), { reason: 'first', ordinal: 1, link: null }).ruleCount).toBe(3);
  });

  it('carries the first names of a long list, and its length', () => {
    const { accounts, sources } = toAttackMessage(
      alert({ evidence: evidence({ accounts: tallies(1_000), sources: tallies(49), truncated: true }) }),
      { reason: 'first', ordinal: 1, link: null },
    );
    expect(accounts).toEqual({ total: 1_000, isCut: true, top: tallies(1_000).slice(0, 10) });
    expect(sources).toMatchObject({ total: 49, isCut: false });
  });
});
