import type { OutboxEntry } from '../../common/deliveries/outbox';
import type { ChannelSender, ChannelSenders, OpenChannel } from '../notify/delivery/channel_sender_port';
import type { Buttons } from '../notify/delivery/buttons_port';
import type { ChannelRef, Channels, Circuits, Outbox, Pacing } from '../notify/delivery/outbox_port';
import type { ChannelMessage } from '../notify/message/message';
import type { PeopleStore } from '../record/people_port';

export type Entry = OutboxEntry<ChannelMessage>;

/** What buttons need besides what sending needs. */
export interface AlertWorkPorts {
  people(space: string): Pick<PeopleStore, 'read'>;
  buttons: Pick<Buttons, 'keep'>;
  /** 128 random bits in 22 letters, digits, - and _. */
  randomWord(): string;
  hashOf(word: string): string;
}

/** What sending needs. */
export interface OutboxPorts {
  outbox: Outbox<ChannelMessage>;
  circuits: Circuits;
  pacing: Pacing;
  channels: Channels;
  senders: ChannelSenders;
  work: AlertWorkPorts;
  /** Address of a space's page of alerts; null where Kibana's public address is not known. */
  listLinkOf(space: string): string | null;
  clock(): number;
  /** Milliseconds, from 0 to RETRY.jitterMax. */
  jitter(): number;
  wait(ms: number): Promise<void>;
  log(line: string): void;
}

export const refOf = ({ space, channel }: Entry): ChannelRef => ({ space, channelId: channel.id });

/**
 * The sender for a channel. Throws where its kind is not registered: a fault of ours, and the delivery is set
 * aside.
 */
export function senderOf({ senders }: Pick<OutboxPorts, 'senders'>, { kind }: OpenChannel): ChannelSender {
  const sender = senders[kind];
  if (!sender) throw new Error(`No kind of channel is registered as ${kind}.`);
  return sender;
}
