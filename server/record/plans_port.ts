import type { ChannelDeliveries } from '../../common/deliveries/channel_deliveries';
import type { Delivery, DeliveryStatus } from '../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import type { Severity } from '../../common/rules/rules';
import type { Place } from '../../common/alerts/place';

/** A message about an alert that was planned for a channel, as far as the judge looks back. */
export interface Plan {
  id: string;
  /** The message that it changes; null for a message of its own. */
  edits: string | null;
  alertId: string;
  channelId: string;
  ruleId: string;
  groupKey: string;
  /** Which message about the alert through this channel it is. */
  ordinal: number;
  /** Epoch milliseconds. */
  plannedAt: number;
  status: DeliveryStatus;
  /** What it tells. */
  severity: Severity;
  attempts: number;
}

/** What was planned for the channels of a space lately, and which of them are broken. */
export interface ChannelPlans {
  /** First messages about attacks that were planned since the time asked for. */
  firsts: Array<{ channelId: string; severity: Severity }>;
  /** Those of the deliveries that were asked for by id, each with its revision. */
  digests: Array<OutboxEntry<unknown>>;
  /** Ids of channels that refuse messages for good. */
  broken: string[];
}

export const NO_PLANS: ChannelPlans = { firsts: [], digests: [], broken: [] };

/** The tick's side of the outbox. */
export interface Plans {
  /** What was planned for these groups at or after `since`, epoch ms. */
  plannedFor(places: Place[], since: number): Promise<{ of(ruleId: string, groupKey: string): Plan[] }>;
  /** `since`, epoch ms: of first messages. `digests`: ids of deliveries. */
  ofChannels(asked: { since: number; digests: string[] }): Promise<ChannelPlans>;
  /**
   * Writes these over those of the same id; nobody needs what they said before. One with a revision is left as it is where
   * somebody wrote it since.
   */
  replace(entries: Array<OutboxEntry<unknown>>): Promise<void>;
  /** Creates these deliveries. One whose id exists stays as it is, so that a repeated tick plans nothing twice. */
  add(entries: Array<OutboxEntry<unknown>>): Promise<void>;
}

/** Which deliveries are wanted. `after`: what the page before ended with; null for the first. */
export interface FindDeliveries {
  alertId?: string;
  channelId?: string;
  status?: DeliveryStatus;
  perPage: number;
  after: Array<string | number> | null;
}

/** A page of deliveries. `after` is null where there are no more. */
export interface FoundDeliveries {
  deliveries: Delivery[];
  total: number;
  after: Array<string | number> | null;
}

/** What the pages ask of a space's deliveries. */
export interface DeliveryReader {
  /** Deliveries of alerts, newest first. */
  find(wanted: FindDeliveries): Promise<FoundDeliveries>;
  ofAlerts(alertIds: string[]): Promise<Map<string, Delivery[]>>;
  /** The messages that tell digests, by the ids of their entries, oldest first. */
  ofDigests(entryIds: string[]): Promise<DigestDelivery[]>;
  /**
   * The deliveries of each channel at a glance. `since`, epoch ms: what was planned before and given up is
   * not counted as undelivered.
   */
  overview(since: number): Promise<ChannelDeliveries[]>;
}

/** A message that tells of several alerts, as the page sees it. */
export type DigestDelivery = Omit<Delivery, 'alertId'>;
