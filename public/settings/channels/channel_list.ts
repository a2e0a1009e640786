import type { Channel } from '../../../common/channels/channels';
import type { ChannelKind } from '../../../common/channels/kinds';
import { DEFAULT_TELL, type Tell } from '../../../common/channels/tell';
import { formOf } from './forms';

/** A new channel of a kind, beside these. `random` gives numbers from 0 to 1, as Math.random does. */
export function newChannel(channels: Channel[], kind: ChannelKind, random: () => number): Channel {
  const channel = {
    id: newId(channels, random),
    kind,
    name: newName(channels, formOf(kind).label()),
    tell: DEFAULT_TELL,
    options: formOf(kind).empty(),
  };
  return channel as Channel;
}

/** An id to tell the channels of one space apart. It need not be hard to guess. */
function newId(channels: Channel[], random: () => number): string {
  const id = random().toString(36).slice(2, 14).padEnd(12, '0');
  return channels.some((channel) => channel.id === id) ? newId(channels, random) : id;
}

/** "Telegram", and "Telegram 2" where there is one. */
function newName(channels: Channel[], label: string): string {
  const taken = new Set(channels.map(({ name }) => name));
  if (!taken.has(label)) return label;
  let n = 2;
  while (taken.has(`${label} ${n}`)) n += 1;
  return `${label} ${n}`;
}

/** What the pages change of a channel. Its id and its kind stay. */
export type ChannelChange = Partial<Pick<Channel, 'name' | 'tell' | 'options'>>;

/** The channels with one of them changed. */
export const withChange = (channels: Channel[], id: string, change: ChannelChange): Channel[] =>
  channels.map((channel) => (channel.id === id ? ({ ...channel, ...change } as Channel) : channel));

/** The channels with another time at which one of them tells. */
export const withTell = (channels: Channel[], id: string, change: Partial<Tell>): Channel[] =>
  channels.map((channel) =>
    channel.id === id ? { ...channel, tell: { ...channel.tell, ...change } } : channel,
  );
