import type { SendLimit } from './channel_sender_port';

/** A chat in which a message changes all the time is hard to read, and Telegram refuses it. */
export const EDIT_RATE = { most: 1, per: 10_000 } as const;

/** How often messages of a destination may be changed, besides the limits that hold for messages. */
export const editLimit = ([destination]: readonly [SendLimit, ...SendLimit[]]): SendLimit => ({
  key: `${destination.key}:edits`,
  rates: [EDIT_RATE],
});
