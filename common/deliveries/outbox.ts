import type { DeliveryChannel, DeliveryReason, DeliveryStatus } from './deliveries';

/**
 * What an entry of the outbox tells of: one alert, several in one message (`digest`), everything that a broken channel
 * held back (`summary`), detection itself (`notice`): its trouble, or every day how it does; or nothing, where somebody
 * tries a channel (`test`).
 */
export type EntryReason = DeliveryReason | 'summary' | 'notice' | 'test';

/**
 * Whose fault a refusal is. `channel`: the channel will refuse the next message too. `message`: only this message is
 * at fault.
 */
export type RefusedBy = 'channel' | 'message';

/** A message for one channel as it is stored, with what sending it needs. Times are epoch ms. `M` is the message. */
export interface OutboxEntry<M> {
  /**
   * The id of an alert's message is made from the alert, the channel and the ordinal, so that planning a message twice
   * gives one entry.
   */
  id: string;
  space: string;
  channel: DeliveryChannel;
  /** The alert that the message is about; null where it tells of several. */
  alertId: string | null;
  ruleId: string;
  groupKey: string;
  /** Which attack on its group the alert is. The entry keeps a copy, because it may outlive the alert. */
  alertOrdinal: number;
  reason: EntryReason;
  /** Which message about this alert through this channel it is: 1, 2, … */
  ordinal: number;
  /**
   * Where it changes a message instead of sending one: the id of that message's entry. There is one such entry for each
   * message; a newer edit is written over it.
   */
  edits: string | null;
  /** Entries with a lower number go first; see `priorityOf`. */
  priority: number;
  status: DeliveryStatus;
  attempts: number;
  /** How many attempts ended without anybody knowing whether the message arrived. */
  unknowns: number;
  plannedAt: number;
  notBefore: number;
  /** Until when the claim of the Kibana that is sending the message holds. */
  claimedUntil: number | null;
  /** When the last attempt that failed was made. */
  lastTriedAt: number | null;
  deliveredAt: number | null;
  /** When it was given up, where it is expired. */
  givenUpAt: number | null;
  /** What the far side calls the message. */
  messageId: string | null;
  lastErrorCode: string | null;
  lastError: string | null;
  remedy: string | null;
  refusedBy: RefusedBy | null;
  /** Whether it was delivered, and not quite where it should have been: `lastError` says why. Absent: it was not. */
  detour?: boolean;
  /** For a summarised entry: the id of the entry that tells of it instead. */
  toldBy: string | null;
  text: string | null;
  message: M;
  /** The revision of the document that was read. Set by the store, and needed for compare-and-set. */
  revision?: { seqNo: number; primaryTerm: number };
}
