import { burst, MINUTE, NOW, SECOND } from '../../test/builders';
import { judgedChannel } from '../../test/channels';
import { FakeSpace, tickRun } from '../../test/fakes';
import { tick } from './tick';

const CHANNELS = ['works', 'broken'].map((id) => judgedChannel({}, { id, name: id }));
const runAt = (space: FakeSpace, now: number) => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, channels: CHANNELS, cooldown: 60 * MINUTE }));
};
const toldThrough = (space: FakeSpace, channelId: string) =>
  [...space.planned.values()].flatMap(({ channel, edits, alertOrdinal }) =>
    channel.id === channelId && edits === null ? [alertOrdinal] : [],
  );
/** What the channel refused starts no cooldown. */
const refuseAll = (space: FakeSpace, channelId: string) => {
  for (const entry of space.planned.values())
    if (entry.channel.id === channelId) space.planned.set(entry.id, { ...entry, status: 'refused' });
};

describe('a channel that works beside one that refuses everything', () => {
  it('is told of an attack that ended while it waited for the cooldown of the one before', async () => {
    const space = new FakeSpace();
    const second = NOW + 20 * MINUTE;
    space.events = burst(5);
    await runAt(space, NOW);
    refuseAll(space, 'broken');
    space.events.push(...burst(5, {}, SECOND, second));
    await runAt(space, second + 5 * SECOND);
    expect([toldThrough(space, 'works'), toldThrough(space, 'broken')]).toEqual([[1], [1, 2]]);
    for (let now = second + MINUTE; now <= second + 50 * MINUTE; now += MINUTE) await runAt(space, now);
    const ended = [...space.alerts.values()].map(({ alert }) => alert.status);
    expect(ended).toEqual(['recovered', 'recovered']);
    expect([toldThrough(space, 'works'), toldThrough(space, 'broken')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
