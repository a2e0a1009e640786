import { channelSchema } from '../../../common/channels/channels';
import { telegramChannel } from '../../../test/channels';
import { newChannel, withChange, withTell } from './channel_list';
import { channelKinds } from './forms';

const night = telegramChannel('-1001', 'night');
const day = telegramChannel('-1002', 'day');

describe('a new channel', () => {
  it.each(channelKinds())('%s has the name of its kind and an id of its own', (kind) => {
    const added = newChannel([], kind, () => 0.5);
    expect(added.kind).toBe(kind);
    expect(channelSchema.safeParse({ ...night, id: added.id }).success).toBe(true);
  });

  it('beside others of its kind is numbered', () => {
    const first = newChannel([], 'telegram', () => 0.1);
    const second = newChannel([first], 'telegram', () => 0.2);
    const third = newChannel([first, second], 'telegram', () => 0.3);
    expect([first, second, third].map(({ name }) => name)).toEqual(['Telegram', 'Telegram 2', 'Telegram 3']);
  });

  it('never takes the id of another', () => {
    const first = newChannel([], 'telegram', () => 0.1);
    const numbers = [0.1, 0.2];
    const second = newChannel([first], 'telegram', () => numbers.shift() ?? 0);
    expect(second.id).not.toBe(first.id);
  });
});

it('an edit changes one channel', () => {
  expect(withChange([night, day], 'day', { name: 'Day' }).map(({ name }) => name)).toEqual([
    'Telegram',
    'Day',
  ]);
  expect(withTell([night, day], 'day', { tellEnd: true })).toEqual([
    night,
    { ...day, tell: { ...day.tell, tellEnd: true } },
  ]);
});
