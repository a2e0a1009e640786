/** What became of the last message that a channel did not take. */
export interface DeliveryFailure {
  code: string;
  said: string;
  remedy: string;
}

/** The deliveries of one channel at a glance. */
export interface ChannelDeliveries {
  channelId: string;
  waiting: number;
  refused: number;
  /**
   * First messages, and those of a risen severity, that were planned since the time asked for and given up:
   * nobody was told by this channel.
   */
  undelivered: number;
  /** Of the newest message that was refused. */
  refusal: DeliveryFailure | null;
  /** Of the newest message that waits and was tried before. */
  delay: DeliveryFailure | null;
  /** Of the newest message that was delivered, where that was not quite where it should have been. */
  detour: DeliveryFailure | null;
  /** Epoch milliseconds. */
  lastDeliveredAt: number | null;
  /**
   * When the first message arrived after the channel was last broken or set to another destination, epoch ms. Null while
   * it is broken, and where none arrived since. Of a channel that never changed it is the oldest delivery that is kept.
   */
  worksSince: number | null;
  /** Since when the channel is broken, epoch ms, and why; null where it works. */
  broken: (DeliveryFailure & { since: number }) | null;
  /** Why what people press and write in its chat cannot be read; null where it can, and where nobody is to read it. */
  unread: DeliveryFailure | null;
}

/** A channel through which nothing was sent yet. */
export const nothingSent = (channelId: string): ChannelDeliveries => ({
  channelId,
  waiting: 0,
  refused: 0,
  undelivered: 0,
  refusal: null,
  delay: null,
  detour: null,
  lastDeliveredAt: null,
  worksSince: null,
  broken: null,
  unread: null,
});
