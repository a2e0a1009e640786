import {
  burst,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  successRule,
} from '../../test/builders';
import { FakeSpace, runAt } from '../../test/fakes';

const alertsOf = (space: FakeSpace, id = rule().id) =>
  [...space.alerts.values()].filter(({ alert }) => alert.rule.id === id);
const evidenceOf = (space: FakeSpace) => alertsOf(space).map(({ alert }) => alert.evidence);

describe('what an alert says', () => {
  it('what came later than it may moves no alert to before its first event', async () => {
    const space = new FakeSpace();
    const rules = [rule(), rule({ id: 'long', groupBy: 'host', threshold: 999, timespan: 10 * MINUTE })];
    space.events = burst(5, {}, SECOND, NOW);
    await runAt(space, NOW, { rules });
    const later = NOW + 12 * MINUTE;
    space.events.push(failedLogon({ at: later }));
    await runAt(space, later, { rules });
    expect(alertsOf(space)[0]?.sealed.before).toBe(later - 10 * MINUTE);
    // 14 minutes late, with one that is not.
    space.events.push(...burst(5, {}, SECOND, NOW - 2 * MINUTE), failedLogon({ at: later + SECOND }));
    await runAt(space, later + 5 * SECOND, { rules });
    const { firedAt, evidence } = alertsOf(space)[0]?.alert ?? {};
    expect({ firedAt, count: evidence?.count, first: evidence?.first }).toEqual({
      firedAt: NOW,
      count: 7,
      first: NOW - 4 * SECOND,
    });
  });

  it('a threshold that is lowered moves no alert to before its first event', async () => {
    const space = new FakeSpace();
    const at = (threshold: number) => [
      rule({ threshold }),
      rule({ id: 'long', groupBy: 'host', threshold: 999, timespan: 10 * MINUTE }),
    ];
    space.events = [...burst(2, {}, SECOND, NOW - 7 * MINUTE), ...burst(5, {}, SECOND, NOW)];
    await runAt(space, NOW, { rules: at(5) });
    const later = NOW + 11 * MINUTE;
    space.events.push(failedLogon({ at: later }));
    await runAt(space, later, { rules: at(5) });
    space.events.push(failedLogon({ at: later + SECOND }));
    await runAt(space, later + SECOND, { rules: at(2) });
    const { firedAt, evidence } = alertsOf(space)[0]?.alert ?? {};
    expect(evidence?.count).toBe(7);
    expect(firedAt).toBeGreaterThanOrEqual(evidence?.first ?? NaN);
  });

  it('what came between two attacks and, with it, what made the later fire earlier, is counted at once', async () => {
    const space = new FakeSpace();
    space.events = burst(5, {}, SECOND, NOW);
    await runAt(space, NOW);
    const second = NOW + 20 * MINUTE;
    space.events.push(...burst(5, {}, SECOND, second + 4 * SECOND));
    await runAt(space, second + 5 * SECOND);
    space.events.push(failedLogon({ at: NOW + 12 * MINUTE }), failedLogon({ at: second - SECOND }));
    await runAt(space, second + MINUTE);
    expect(evidenceOf(space).map(({ count }) => count)).toEqual([5, 7]);
  });

  it('what a part opened does not fire later where its events are gone with their index', async () => {
    const space = new FakeSpace();
    space.many = 0;
    space.events = burst(20, {}, SECOND, NOW - MINUTE);
    await runAt(space, NOW);
    const firedAt = alertsOf(space)[0]?.alert.firedAt;
    space.restart();
    space.many = undefined;
    space.events = burst(10, {}, SECOND, NOW);
    await runAt(space, NOW + 5 * SECOND);
    expect(alertsOf(space)[0]?.alert.evidence.count).toBe(30);
    expect(alertsOf(space)[0]?.alert.firedAt).toBe(firedAt);
  });

  it('what a part opened does not fire later where most of its events are older than a day', async () => {
    const space = new FakeSpace();
    space.many = 0;
    space.events = burst(20, {}, 10 * SECOND, NOW);
    await runAt(space, NOW);
    const firedAt = alertsOf(space)[0]?.alert.firedAt;
    space.restart();
    space.many = undefined;
    space.events.push(...burst(5, {}, SECOND, NOW + 5 * MINUTE));
    await runAt(space, NOW + 24 * 60 * MINUTE + 15 * MINUTE);
    expect(alertsOf(space).map(({ alert }) => [alert.evidence.count, alert.firedAt])).toEqual([
      [25, firedAt],
    ]);
  });

  it('what a part opened of two attacks is one of them, also where that has as many events', async () => {
    const space = new FakeSpace();
    space.many = 0;
    await runAt(space, NOW - 25 * MINUTE);
    space.restart();
    space.events = [...burst(5, {}, SECOND, NOW - 20 * MINUTE), failedLogon({ at: NOW - MINUTE })];
    await runAt(space, NOW);
    expect(evidenceOf(space)).toMatchObject([{ count: 6, last: NOW - MINUTE }]);
    space.events.push(failedLogon({ at: NOW - 20 * MINUTE }));
    space.readTo = NOW - SECOND;
    await runAt(space, NOW + SECOND);
    expect(evidenceOf(space)).toMatchObject([{ count: 6, last: NOW - 20 * MINUTE }]);
  });

  it('an alert of failures settles while successes cannot be read', async () => {
    const space = new FakeSpace();
    const rules = [rule(), successRule()];
    await runAt(space, NOW, { rules });
    space.successesTo = NOW - MINUTE;
    const froms: number[] = [];
    for (let minute = 0; minute <= 180; minute += 1) {
      space.events.push(...burst(5, {}, SECOND, NOW + minute * MINUTE));
      const report = await runAt(space, NOW + minute * MINUTE, { rules });
      froms.push((NOW + minute * MINUTE - (report.from ?? NaN)) / MINUTE);
    }
    // An hour for the successes, the lateness, the longest timespan and one more minute between two runs.
    expect(froms.at(-1)).toBe(81);
    expect(alertsOf(space)[0]?.sealed.before).toBeGreaterThan(NOW);
  });

  it('a success that is counted is not forgotten where the successes are unread after a restart', async () => {
    const space = new FakeSpace();
    const rules = [successRule()];
    space.events = [
      ...burst(5, {}, SECOND, NOW - SECOND),
      successfulLogon({ at: NOW }),
      failedLogon({ at: NOW + 1 }),
    ];
    await runAt(space, NOW + SECOND, { rules });
    space.restart();
    space.successesTo = NOW - MINUTE;
    for (const minute of [8, 16, 17]) {
      if (minute === 16) space.events.push(failedLogon({ at: NOW + 10 * MINUTE }));
      await runAt(space, NOW + minute * MINUTE, { rules });
    }
    space.events.push(
      ...burst(5, {}, SECOND, NOW + 18 * MINUTE),
      successfulLogon({ at: NOW + 18 * MINUTE + 1 }),
    );
    space.successesTo = undefined;
    await runAt(space, NOW + 19 * MINUTE, { rules });
    const [stored] = alertsOf(space, 'success');
    expect(stored?.alert.evidence).toMatchObject({ count: 12, successCount: 2 });
  });
});
