import type { DeliveryChannel, DeliveryStatus } from './deliveries';
import type { NotifyReason } from '../alerts/verdicts';

/** What an entry of the outbox tells of: one alert, or everything that a broken channel held back. */
export type EntryReason = NotifyReason | 'summary';

/** Who refuses: `channel`, so that it will refuse the next message too, or `message`, which is at fault itself. */
export type RefusedBy = 'channel' | 'message';

/** A message for one channel as it is stored, with what sending it needs. Times are epoch ms. `M` is the message. */
export interface OutboxEntry<M> {
  /** Of an alert's message: made from the alert, the channel and the ordinal, so that planning twice is planning once. */
  id: string;
  space: string;
  channel: DeliveryChannel;
  /** Null of a summary. */
  alertId: string | null;
  ruleId: string;
  groupKey: string;
  /** Which attack on its group the alert is. Kept here too, so that it outlives the alert. */
  alertOrdinal: number;
  reason: EntryReason;
  /** Which message about this alert through this channel it is: 1, 2, … */
  ordinal: number;
  /** The least goes first; see `priorityOf`. */
  priority: number;
  status: DeliveryStatus;
  attempts: number;
  /** Attempts after which nobody knows whether it arrived. */
  unknowns: number;
  plannedAt: number;
  notBefore: number;
  /** Until when the Kibana that sends it holds it. */
  claimedUntil: number | null;
  /** The last attempt that failed. */
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
  /** The entry that tells of it instead, where it is summarised. */
  toldBy: string | null;
  text: string | null;
  message: M;
  /** Set by the store: what it was read at. */
  revision?: { seqNo: number; primaryTerm: number };
}
