import {
  alert,
  burst,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  successRule,
} from '../../test/builders';
import { FakeSpace, tickRun } from '../../test/fakes';
import type { Rule } from '../../common/rules/rules';
import { tick } from './tick';

const runAt = (space: FakeSpace, now: number, rules: Rule[]) => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, rules }));
};
const alertOf = (space: FakeSpace, ruleId: string) =>
  [...space.alerts.values()].map(({ alert }) => alert).find(({ rule: { id } }) => id === ruleId);
const messages = (space: FakeSpace) =>
  [...space.planned.values()]
    .filter(({ edits }) => edits === null)
    .map(({ ruleId, reason }) => [ruleId, reason]);

const SOURCE = rule({ id: 'source', groupBy: 'source', threshold: 6 });

describe('one attack that several rules see', () => {
  const rules = [rule(), SOURCE];

  it('is an alert for each, linked, and one message', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW, rules);
    space.events.push(...burst(3, {}, SECOND, NOW + 4 * SECOND));
    await runAt(space, NOW + 5 * SECOND, rules);
    expect(messages(space)).toEqual([[rule().id, 'first']]);
    const known = alertOf(space, rule().id);
    expect(alertOf(space, 'source')).toMatchObject({ held: 'same_attack', partOf: known?.id });
    expect(Object.keys(known ?? {}).sort()).toEqual(Object.keys(alert()).sort());
    expect(known?.linked).toEqual([{ id: alertOf(space, 'source')?.id, ruleId: 'source' }]);
  });

  it('that worked raises the alert that is there and is told once more', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    const withSuccess = [rule(), successRule()];
    await runAt(space, NOW, withSuccess);
    space.events.push(successfulLogon({ at: NOW + SECOND }));
    for (let n = 1; n <= 5; n += 1) await runAt(space, NOW + n * 5 * SECOND, withSuccess);
    expect(messages(space)).toEqual([
      [rule().id, 'first'],
      ['success', 'severity'],
    ]);
    expect(alertOf(space, rule().id)).toMatchObject({
      severity: 'critical',
      linked: [{ ruleId: 'success' }],
    });
  });

  it('is told by its source too, once most of it is about others', async () => {
    const space = new FakeSpace();
    space.events = burst(6);
    await runAt(space, NOW, rules);
    for (let minute = 5; minute <= 20; minute += 5) {
      const others = Array.from({ length: 6 }, (_, n) =>
        failedLogon({ account: `user${n}`, at: NOW + minute * MINUTE - n }),
      );
      space.events.push(...others);
      await runAt(space, NOW + minute * MINUTE, rules);
    }
    expect(messages(space)).toEqual([
      [rule().id, 'first'],
      ['source', 'first'],
    ]);
  });
});

describe('a success that comes before its failures arrive', () => {
  it('is an attack that worked when the late failures are there', async () => {
    const space = new FakeSpace();
    space.events = [successfulLogon({ at: NOW - MINUTE })];
    await runAt(space, NOW, [successRule()]);
    expect(alertOf(space, 'success')).toBeUndefined();
    space.events.push(...burst(5, {}, SECOND, NOW - 2 * MINUTE));
    await runAt(space, NOW + 5 * SECOND, [successRule()]);
    expect(alertOf(space, 'success')).toMatchObject({ evidence: { count: 5, successCount: 1 } });
  });
});

describe('five failures, each in another spelling and each older than the watermark when it comes', () => {
  it('are one attack on one account', async () => {
    const space = new FakeSpace();
    await runAt(space, NOW, [rule()]);
    const spellings = ['svc_sql', 'SVC_SQL', 'CORP\\svc_sql', 'svc_sql@corp.lan', ' Svc_Sql '];
    for (const [n, account] of spellings.entries()) {
      space.events.push(failedLogon({ account, at: NOW - (5 - n) * SECOND }));
      await runAt(space, NOW + (n + 1) * MINUTE, [rule()]);
    }
    expect(alertOf(space, rule().id)).toMatchObject({ evidence: { count: 5 }, group: { spellings } });
    expect(messages(space)).toEqual([[rule().id, 'first']]);
  });
});
