import type { Delivery, DeliveryStatus } from '../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import type { Place } from './alert_store_port';

/** What people were told of a group, as far as the judge looks back. */
export interface Plan {
  alertId: string;
  ruleId: string;
  groupKey: string;
  /** Epoch milliseconds. */
  plannedAt: number;
  status: DeliveryStatus;
}

/** The tick's side of the outbox. */
export interface Plans {
  plannedFor(places: Place[]): Promise<{ of(ruleId: string, groupKey: string): Plan[] }>;
  /** Creates; one that is there already stays as it is, so that a repeated tick plans nothing twice. */
  add(entries: Array<OutboxEntry<unknown>>): Promise<void>;
}

/** What the pages ask of a space's deliveries. */
export interface DeliveryReader {
  ofAlerts(alertIds: string[]): Promise<Map<string, Delivery[]>>;
  overview(): Promise<DeliveryOverview>;
  /** What was refused since `since` (epoch ms) is tried again: somebody repaired the channel. */
  retryRefused(since: number, now: number): Promise<void>;
}

export interface DeliveryOverview {
  waiting: number;
  refused: number;
  newest: OutboxEntry<unknown> | null;
  /** Epoch milliseconds. */
  lastDeliveredAt: number | null;
}
