import type { NotifyReason } from '../alerts/verdicts';

/**
 * One message through one channel.
 * pending: waits for its time or its turn. sending: claimed by a Kibana. delivered: the channel confirmed it.
 * refused: the channel will not take it until somebody acts. expired: given up, nobody was told by it.
 * summarised: was held back by a broken channel, and is told by the one message about everything that was.
 */
export const DELIVERY_STATUSES = [
  'pending',
  'sending',
  'delivered',
  'refused',
  'expired',
  'summarised',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why a message about an alert was sent or changed. worked_on: it says what people did with the alert. */
export type DeliveryReason = NotifyReason | 'worked_on';

/** The channel of a delivery. `name` is the channel's name at the time when the message was planned. */
export interface DeliveryChannel {
  id: string;
  kind: string;
  name: string;
}

/** A delivery as the page sees it. Times are epoch milliseconds. */
export interface Delivery {
  id: string;
  alertId: string;
  channel: DeliveryChannel;
  reason: DeliveryReason;
  status: DeliveryStatus;
  attempts: number;
  plannedAt: number;
  /** The delivery is not tried again before this time. */
  notBefore: number | null;
  deliveredAt: number | null;
  /** It was delivered, and not quite where it should have been, as where some recipients did not get it: the error says why. */
  detour: boolean;
  /** Code of the last failed attempt, from the channel's error table; null where none failed. */
  lastErrorCode: string | null;
  /** What the channel, or the network, said; scrubbed of secrets. */
  lastError: string | null;
  /** What to do about it. */
  remedy: string | null;
  /**
   * The text as the channel showed it. Of what was not delivered: as it would show it, where one alert is asked for, and
   * null in lists. Null also where nobody knows.
   */
  text: string | null;
}
