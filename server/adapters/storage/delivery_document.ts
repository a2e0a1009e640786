import type { Delivery } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { ChannelRef } from '../../notify/delivery/outbox_port';
import { hashOf } from './own_indices';
import type { DigestDelivery } from '../../record/plans_port';
import { revisionOf } from './compare_and_set';

/** A delivery as Elasticsearch gives it back. */
export interface DeliveryHit<M> {
  _id?: string;
  _source?: { entry: OutboxEntry<M> };
  _seq_no?: number;
  _primary_term?: number;
}

export function fromHit<M>(hit: DeliveryHit<M>): Array<OutboxEntry<M>> {
  if (!hit._source) return [];
  return [{ ...hit._source.entry, revision: revisionOf(hit) }];
}

export function toDocument<M>({ revision: _revision, ...entry }: OutboxEntry<M>): object {
  return {
    kind: 'delivery',
    space: entry.space,
    channel_id: entry.channel.id,
    channel_ref: channelRef({ space: entry.space, channelId: entry.channel.id }),
    status: entry.status,
    reason: entry.reason,
    priority: entry.priority,
    alert_id: entry.alertId,
    entry_id: entry.id,
    // As in the index of alerts, where it says which attack on its group an alert is: this outlives the alert.
    brute_force: { group_hash: hashOf(entry.ruleId, entry.groupKey), ordinal: entry.alertOrdinal },
    edits: entry.edits,
    told_by: entry.toldBy,
    error_code: entry.lastErrorCode,
    delivered_at: entry.deliveredAt,
    given_up_at: entry.givenUpAt,
    planned_at: entry.plannedAt,
    not_before: entry.notBefore,
    claimed_until: entry.claimedUntil,
    entry,
  };
}

/** One word for a channel among those of all spaces. Neither part has a slash. */
export const channelRef = ({ space, channelId }: ChannelRef) => `${space}/${channelId}`;

/** The delivery as the API shows it with its alert. Empty for one that is of no single alert. */
export function toView(entry: OutboxEntry<unknown>): Delivery[] {
  const { alertId, reason } = entry;
  if (alertId === null || reason === 'summary' || reason === 'notice' || reason === 'test') return [];
  return reason === 'digest' ? [] : [{ ...viewOf(entry, reason), alertId }];
}

/** The message of a digest as the API shows it with each alert that is in it. */
export const toDigestView = (entry: OutboxEntry<unknown>): DigestDelivery => viewOf(entry, 'digest');

const viewOf = (entry: OutboxEntry<unknown>, reason: Delivery['reason']): DigestDelivery => ({
  id: entry.id,
  channel: entry.channel,
  reason,
  status: entry.status,
  attempts: entry.attempts,
  plannedAt: entry.plannedAt,
  notBefore: entry.status === 'pending' ? entry.notBefore : null,
  deliveredAt: entry.deliveredAt,
  detour: entry.detour ?? false,
  lastErrorCode: entry.lastErrorCode,
  lastError: entry.lastError,
  remedy: entry.remedy,
  text: entry.text,
});
