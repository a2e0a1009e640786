import { burst, failedLogon, MINUTE, NOW, SECOND } from '../../test/builders';
import { FakeSpace, runAt } from '../../test/fakes';

describe('a run that read only a part', () => {
  it('ends no alert whose events may be among what is unread', async () => {
    const space = new FakeSpace();
    space.events = burst(5, {}, SECOND, NOW);
    await runAt(space, NOW);
    space.events.push(failedLogon({ at: NOW + 10 * MINUTE }));
    // Kibana was started anew, and its time is up before it comes to the last event.
    space.restart();
    space.readTo = NOW + 5 * MINUTE;
    const later = NOW + 16 * MINUTE;
    expect(await runAt(space, later)).toMatchObject({ outcome: 'partial' });
    const alerts = () => [...space.alerts.values()].map(({ alert }) => alert);
    expect(alerts()).toMatchObject([{ status: 'active', evidence: { count: 5 } }]);

    space.readTo = undefined;
    await runAt(space, later + SECOND);
    expect(alerts()).toMatchObject([{ status: 'active', evidence: { count: 6 } }]);
  });
});
