import fc from 'fast-check';
import type { Alert } from '../../common/alerts/alerts';
import type { SeverityFact } from '../../common/alerts/workflow';
import { SEVERITIES, type Severity } from '../../common/rules/rules';
import { alert, evidence, NOW } from '../../test/builders';
import { raised } from './severity';

const ofRule = (severity: Severity, rule: Partial<Alert['rule']> = {}) => ({
  severity,
  rule: { ...alert().rule, severity, ...rule },
});
const values = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `v${n}`, count: 1 }));

describe('the severity of an alert', () => {
  it.each<[string, Partial<Alert>, Severity, SeverityFact | null]>([
    ['is that of its rule', {}, 'medium', null],
    [
      'is critical where a logon worked',
      { evidence: evidence({ successCount: 1 }) },
      'critical',
      'attack_worked',
    ],
    ['is high where the account was locked', { evidence: evidence({ lockouts: 1 }) }, 'high', 'locked_out'],
    [
      'is high where the account of a rule of low severity was locked',
      { ...ofRule('low'), evidence: evidence({ lockouts: 1 }) },
      'high',
      'locked_out',
    ],
    [
      'stays critical where the account was locked',
      { ...ofRule('critical'), evidence: evidence({ lockouts: 3 }) },
      'critical',
      null,
    ],
    ['stays below ten times the threshold', { evidence: evidence({ count: 49 }) }, 'medium', null],
    [
      'is one step up at ten times the threshold',
      { evidence: evidence({ count: 50 }) },
      'high',
      'ten_times_threshold',
    ],
    [
      'is one step up, and no more, at a thousand times',
      { evidence: evidence({ count: 5_000 }) },
      'high',
      'ten_times_threshold',
    ],
    [
      'is one step up for ten times as many accounts, where accounts are counted',
      { ...ofRule('high', { of: 'account' }), evidence: evidence({ accounts: values(50) }) },
      'critical',
      'ten_times_threshold',
    ],
    [
      'stays for many failures of few accounts, where accounts are counted',
      { ...ofRule('high', { of: 'account' }), evidence: evidence({ count: 5_000 }) },
      'high',
      null,
    ],
    [
      'is one step up for ten times as many sources, where sources are counted',
      { ...ofRule('low', { of: 'source' }), evidence: evidence({ sources: values(50) }) },
      'medium',
      'ten_times_threshold',
    ],
    [
      'is one step up for ten times as many sources, where the list names the first fifty',
      {
        ...ofRule('low', { of: 'source', threshold: 20 }),
        evidence: evidence({
          sources: values(50),
          truncated: true,
          different: { accounts: 1, sources: 200 },
        }),
      },
      'medium',
      'ten_times_threshold',
    ],
    [
      'stays below ten times as many accounts, where the list is cut',
      {
        ...ofRule('low', { of: 'account', threshold: 101 }),
        evidence: evidence({
          accounts: values(1_000),
          truncated: true,
          different: { accounts: 1_009, sources: 1 },
        }),
      },
      'low',
      null,
    ],
    [
      'is the gravest of all that holds, with one line of history',
      { evidence: evidence({ count: 50, lockouts: 2, successCount: 1 }) },
      'critical',
      'attack_worked',
    ],
  ])('%s', (_what, overrides, severity, because) => {
    const given = alert(overrides);
    const now = raised(given, NOW);
    expect(now.severity).toBe(severity);
    expect(now.raisedBy).toEqual(because ? [because] : []);
    expect(now.history.entries).toEqual(
      because ? [{ kind: 'severity', from: given.severity, to: severity, because, by: null, at: NOW }] : [],
    );
  });

  it('rises once for each fact, however often it is looked at', () => {
    const locked = raised(alert({ evidence: evidence({ lockouts: 1 }) }), NOW);
    const same = raised({ ...locked, evidence: evidence({ lockouts: 2, count: 60 }) }, NOW + 1);
    expect(same.history).toEqual(locked.history);
    const worked = raised({ ...same, evidence: evidence({ lockouts: 2, successCount: 1 }) }, NOW + 2);
    expect(worked.history.entries.map((entry) => entry.kind === 'severity' && entry.because)).toEqual([
      'locked_out',
      'attack_worked',
    ]);
    expect(raised(worked, NOW + 3)).toBe(worked);
  });

  it('does not depend on the order in which facts came, and never falls', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom({ lockouts: 1 }, { successCount: 1 }, { count: 50 }), { maxLength: 6 }),
        fc.constantFrom(...SEVERITIES),
        (facts, severity) => {
          let one = alert(ofRule(severity));
          let before = one.severity;
          for (const fact of facts) {
            one = raised({ ...one, evidence: { ...one.evidence, ...fact } }, NOW);
            expect(SEVERITIES.indexOf(one.severity)).toBeGreaterThanOrEqual(SEVERITIES.indexOf(before));
            before = one.severity;
          }
          const atOnce = alert({ ...ofRule(severity), evidence: evidence(Object.assign({}, ...facts)) });
          expect(raised(atOnce, NOW).severity).toBe(one.severity);
        },
      ),
    ));
});
