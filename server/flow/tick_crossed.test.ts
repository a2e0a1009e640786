import { ConflictError } from '../../common/settings/conflict';
import { burst, MINUTE, NOW, SECOND } from '../../test/builders';
import { FakeSpace, runAt, tickRun } from '../../test/fakes';
import type { AlertStore } from '../record/alert_store_port';
import { tick } from './tick';

/** Two Kibanas tick one space: all of the other one's tick happens just before this one's call of `method`. */
function crossedAt(space: FakeSpace, method: keyof AlertStore, now: number) {
  space.now = now;
  const ports = space.ports();
  let isCrossed = false;
  const other = async () => {
    if (isCrossed) return;
    isCrossed = true;
    space.kibana = 1;
    await runAt(space, now);
    space.kibana = 0;
  };
  const { recent, lastOrdinals, save } = ports.alerts;
  const before =
    <A extends unknown[], T>(name: keyof AlertStore, call: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      if (name === method) await other();
      return call(...given);
    };
  const alerts: AlertStore = {
    recent: before('recent', recent),
    lastOrdinals: before('lastOrdinals', lastOrdinals),
    save: before('save', save),
  };
  return tick({ ...ports, alerts }, tickRun({ now }));
}

describe('where two Kibanas tick a space at the same time', () => {
  it.each([
    ['after this one read the alerts', 'lastOrdinals' as const],
    ['after this one read the ordinals too', 'save' as const],
  ])(
    'and the other opens the alert %s, this one gives way: one attack is one alert',
    async (_when, method) => {
      const space = new FakeSpace();
      space.events = burst(5);
      await expect(crossedAt(space, method, NOW)).rejects.toThrow(ConflictError);
      expect(await runAt(space, NOW + 250)).toMatchObject({ outcome: 'ok' });
      expect([space.alerts.size, space.planned.size]).toEqual([1, 1]);
    },
  );

  it('and the other opens the second attack on a group, this one gives way too', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW);
    await runAt(space, NOW + 40 * MINUTE);
    space.events.push(...burst(5, {}, SECOND, NOW + 60 * MINUTE));
    await expect(crossedAt(space, 'lastOrdinals', NOW + 60 * MINUTE)).rejects.toThrow(ConflictError);
    expect([...space.alerts.values()].map(({ alert }) => alert.ordinal)).toEqual([1, 2]);
  });

  it('and the other was done before this one read the alerts, nothing crosses', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    expect(await crossedAt(space, 'recent', NOW)).toMatchObject({ outcome: 'ok' });
    expect([space.alerts.size, space.planned.size]).toEqual([1, 1]);
  });
});
