import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Secret } from '../../../common/channels/secret';

/** Where the messages of a space go. */
export interface Channel {
  token: Secret;
  chatId: string;
  /** Names bot and chat, without the token: what waits for one waits for all that share it. */
  key: string;
}

/** Deliveries of all spaces, shared by every Kibana. */
export interface Outbox<M> {
  /** What may be sent now: due, or left behind by a Kibana that was killed while sending. Oldest first. */
  due(now: number, exceptSpaces: string[]): Promise<Array<OutboxEntry<M>>>;
  /** Null where another Kibana was faster. */
  claim(entry: OutboxEntry<M>, until: number): Promise<OutboxEntry<M> | null>;
  /** Changes nothing where somebody else wrote since the entry was read. */
  record(entry: OutboxEntry<M>): Promise<void>;
  /** Epoch ms until which nothing goes to this channel; Telegram said so. */
  pausedUntil(channelKey: string): Promise<number>;
  /** Never shortens a pause. */
  pause(channelKey: string, until: number): Promise<void>;
}

export interface Channels {
  /** Null where the space has no token or no chat. */
  of(space: string): Promise<Channel | null>;
  /** The group became a supergroup: Telegram gave its new id. */
  moved(space: string, chatId: string): Promise<void>;
}
