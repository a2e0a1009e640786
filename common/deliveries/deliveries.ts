import type { NotifyReason } from '../alerts/verdicts';

/**
 * One message through one channel.
 * pending: waits for its time or its turn. sending: claimed by a Kibana. delivered: Telegram confirmed it.
 * refused: Telegram will not take it until somebody acts. expired: given up after trying for long.
 */
export type DeliveryStatus = 'pending' | 'sending' | 'delivered' | 'refused' | 'expired';

/** As the page sees it. Times are ISO 8601 in UTC. */
export interface Delivery {
  id: string;
  alertId: string;
  channel: 'telegram';
  reason: NotifyReason;
  status: DeliveryStatus;
  attempts: number;
  plannedAt: string;
  /** Not tried again before this time. */
  notBefore: string | null;
  deliveredAt: string | null;
  /** Code of the last failed attempt, from the error table; null where none failed. */
  lastErrorCode: string | null;
  /** What Telegram, or the network, said; scrubbed of secrets. */
  lastError: string | null;
  /** What to do about it. */
  remedy: string | null;
  /** The text as Telegram showed it; null until delivered. */
  text: string | null;
}
