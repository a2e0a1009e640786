import { burst, failedLogon, NOW, rule, SECOND, successRule } from '../../test/builders';
import { FakeSpace, tickRun } from '../../test/fakes';
import { EventWindow } from '../detect/log/window';
import { tick } from './tick';

const RULES = [rule(), successRule()];

/** Runs a tick and counts what it asked for. */
async function costAt(space: FakeSpace, now: number) {
  space.now = now;
  const ports = space.ports();
  const read = jest.spyOn(ports.events, 'read');
  const readArrivals = jest.spyOn(ports.events, 'readArrivals');
  const group = jest.spyOn(EventWindow.prototype, 'group');
  const report = await tick(ports, tickRun({ now, rules: RULES }));
  const answers = await Promise.all(readArrivals.mock.results.map(({ value }) => value));
  const cost = {
    read: read.mock.calls.length,
    arrived: answers.reduce((sum, answer) => sum + (answer?.events.length ?? 0), 0),
    groups: group.mock.calls.length,
    problems: report.problems,
  };
  group.mockRestore();
  return cost;
}

describe('a tick among four failures of each of a thousand accounts', () => {
  const known = () => Array.from({ length: 1_000 }, (_, n) => burst(4, { account: `quiet${n}` })).flat();

  it('reads what arrived and looks at the groups that changed', async () => {
    const space = new FakeSpace();
    space.events = known();
    const first = await costAt(space, NOW);
    expect(first.read).toBeGreaterThan(0);
    // None has as many events as a rule asks for.
    expect(first.groups).toBe(0);
    for (let n = 1; n <= 30; n += 1) {
      const now = NOW + n * 5 * SECOND;
      space.events.push(failedLogon({ account: 'quiet1', at: now }));
      const cost = await costAt(space, now);
      expect(cost).toMatchObject({ read: 0, arrived: 1, problems: [] });
      // One for each rule, and one to see whether its successes matter.
      expect(cost.groups).toBe(3);
    }
  });

  it('looks at no group where nothing arrived', async () => {
    const space = new FakeSpace();
    space.events = known();
    await costAt(space, NOW);
    expect(await costAt(space, NOW + 5 * SECOND)).toMatchObject({
      read: 0,
      arrived: 0,
      groups: 0,
      problems: [],
    });
  });
});
