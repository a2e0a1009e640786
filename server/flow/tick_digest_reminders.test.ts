import { MINUTE, NOW } from '../../test/builders';
import { Flood, names } from '../../test/flood_space';

const HOUR = 60 * MINUTE;

describe('attacks that only a digest told of, and that go on', () => {
  /** Ten attacks go on for so long (ms), with failures every five minutes. */
  async function goingOn(count: number, time: number): Promise<Flood> {
    const flood = new Flood();
    for (let after = 0; after <= time; after += 5 * MINUTE) {
      flood.attack(names(count), NOW + after);
      await flood.run(NOW + after);
      flood.answer('delivered');
    }
    return flood;
  }
  const opening = (flood: Flood) => flood.own().filter(({ ordinal }) => ordinal === 1);

  it('are each told again after the cooldown: by a message, or in another digest', async () => {
    const flood = await goingOn(10, HOUR);
    const told = new Map(flood.own().map(({ alertId, reason }) => [alertId, reason]));
    for (const { alert } of flood.alerts.values()) {
      const [telling] = alert.tellings;
      expect([told.has(alert.id), (telling?.at ?? 0) > NOW + 14 * MINUTE]).toContain(true);
    }
    expect(flood.telling('user9')?.at).toBeGreaterThan(NOW);
  });

  it('are no flood: three new messages in ten minutes, and few digests', async () => {
    const flood = await goingOn(40, 4 * HOUR);
    const times = opening(flood).map(({ plannedAt }) => plannedAt);
    for (const at of times)
      expect(times.filter((one) => one > at - 10 * MINUTE && one <= at).length).toBeLessThanOrEqual(3);
    const digests = flood.digests().filter(({ edits }) => edits === null);
    // The first, and then after 15, 30, 60, 120 and 240 minutes at the most.
    expect(digests.length).toBeLessThanOrEqual(6);
    expect(digests.length).toBeGreaterThan(1);
  });
});
