import type { DeliveryStatus } from './deliveries';
import type { NotifyReason } from '../alerts/verdicts';

/** A delivery as it is stored, with what sending it needs. Times are epoch milliseconds. `M` is the message. */
export interface OutboxEntry<M> {
  id: string;
  space: string;
  alertId: string;
  ruleId: string;
  groupKey: string;
  reason: NotifyReason;
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
  messageId: number | null;
  lastErrorCode: string | null;
  lastError: string | null;
  remedy: string | null;
  text: string | null;
  /** Telegram could not read the markup: the next attempt goes without. */
  plain: boolean;
  message: M;
  /** Set by the store: what it was read at. */
  revision?: { seqNo: number; primaryTerm: number };
}
