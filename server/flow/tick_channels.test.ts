import { burst, MINUTE, NOW, SECOND } from '../../test/builders';
import { judgedChannel } from '../../test/channels';
import { FakeSpace, tickRun } from '../../test/fakes';
import { tick } from './tick';

const HOUR = 60 * MINUTE;
const CHANNELS = ['works', 'broken'].map((id) => judgedChannel({}, { id, name: id }));
const runAt = (space: FakeSpace, now: number, cooldown = HOUR) => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, channels: CHANNELS, cooldown }));
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

it('a cooldown of days holds an attack that ended, and it is told after that', async () => {
  const DAY = 24 * HOUR;
  const space = new FakeSpace();
  space.events = [...burst(5), ...burst(5, {}, SECOND, NOW + 20 * MINUTE)];
  const run = (after: number) => runAt(space, NOW + after, 4 * DAY);
  for (const after of [0, 20 * MINUTE, HOUR, DAY, 2 * DAY, 3 * DAY]) await run(after);
  expect(toldThrough(space, 'works')).toEqual([1]);
  await run(4 * DAY);
  expect(toldThrough(space, 'works')).toEqual([1, 2]);
});
