import { burst, failedLogon, lockout, MINUTE, NOW, rule, SECOND } from '../../test/builders';
import { FakeSpace, runAt } from '../../test/fakes';

const evidenceOf = (space: FakeSpace) => [...space.alerts.values()].map(({ alert }) => alert.evidence);

describe('a lockout that an alert counts', () => {
  it('is not forgotten where the failures before it have left the slice', async () => {
    const space = new FakeSpace();
    space.events = burst(5, {}, SECOND, NOW);
    await runAt(space, NOW);
    space.events.push(lockout({ at: NOW + 6 * MINUTE }));
    await runAt(space, NOW + 15 * MINUTE);
    await runAt(space, NOW + 18 * MINUTE);
    expect(evidenceOf(space)).toMatchObject([{ count: 5, lockouts: 1 }]);
    space.restart();
    space.events.push(failedLogon({ at: NOW + 15 * MINUTE }));
    await runAt(space, NOW + 18 * MINUTE + SECOND);
    expect(evidenceOf(space)).toMatchObject([{ count: 6, lockouts: 1 }]);
  });

  it('is counted once where a failure behind it comes late', async () => {
    const space = new FakeSpace();
    space.events = burst(5, {}, SECOND, NOW);
    await runAt(space, NOW);
    space.events.push(lockout({ at: NOW + 6 * MINUTE }));
    await runAt(space, NOW + 15 * MINUTE);
    expect(evidenceOf(space)).toMatchObject([{ count: 5, lockouts: 1 }]);
    await runAt(space, NOW + 20 * MINUTE + 20 * SECOND);
    space.events.push(failedLogon({ at: NOW + 14 * MINUTE }));
    await runAt(space, NOW + 20 * MINUTE + 30 * SECOND);
    expect(evidenceOf(space)).toMatchObject([{ count: 6, lockouts: 1 }]);
  });

  it('is counted once, with the next one, where some of the failures before it are deleted', async () => {
    const space = new FakeSpace();
    space.events = [...burst(5, {}, SECOND, NOW), lockout({ at: NOW + 10 })];
    await runAt(space, NOW + SECOND);
    expect(evidenceOf(space)).toMatchObject([{ count: 5, lockouts: 1 }]);
    space.restart();
    space.events = [...space.events.slice(2), failedLogon({ at: NOW + MINUTE })];
    await runAt(space, NOW + MINUTE);
    expect(evidenceOf(space)).toMatchObject([{ count: 6, lockouts: 1 }]);
    space.events.push(failedLogon({ at: NOW + 2 * MINUTE }), lockout({ at: NOW + 2 * MINUTE }));
    await runAt(space, NOW + 2 * MINUTE);
    expect(evidenceOf(space)).toMatchObject([{ count: 7, lockouts: 2 }]);
  });

  it('is counted where it comes late and the failures before it have left the slice', async () => {
    const space = new FakeSpace();
    const rules = [rule({ timespan: SECOND })];
    space.events = burst(5, {}, 1, NOW);
    await runAt(space, NOW, { rules });
    const late = NOW + 13 * MINUTE;
    await runAt(space, late - SECOND, { rules });
    space.restart();
    space.events.push(lockout({ at: NOW + 14 * MINUTE }), lockout({ at: NOW + 16 * MINUTE }));
    await runAt(space, NOW + 20 * MINUTE, { rules });
    expect(evidenceOf(space)).toMatchObject([{ count: 5, lockouts: 1 }]);
    await runAt(space, NOW + 21 * MINUTE, { rules });
    expect(evidenceOf(space)).toMatchObject([{ count: 5, lockouts: 1 }]);
  });

  it('stays where it is deleted itself', async () => {
    const space = new FakeSpace();
    space.events = [...burst(5, {}, SECOND, NOW), lockout({ at: NOW + 10 })];
    await runAt(space, NOW + SECOND);
    space.restart();
    space.events = [...space.events.slice(0, 5), failedLogon({ at: NOW + MINUTE })];
    await runAt(space, NOW + MINUTE);
    expect(evidenceOf(space)).toMatchObject([{ count: 6, lockouts: 1 }]);
  });
});
