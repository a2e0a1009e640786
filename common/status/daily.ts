/** Of which day a channel was told last how detection does. */
export interface ToldDaily {
  /** The time of day and the zone for which that holds. */
  schedule: string;
  /** The time at which the message was due, epoch ms. */
  due: number;
}

/** What a space remembers of its daily messages, by the id of the channel. */
export interface StoredDaily {
  channels: Record<string, ToldDaily>;
  revision?: { seqNo: number; primaryTerm: number };
}

export const NO_DAILY: StoredDaily = { channels: {} };
