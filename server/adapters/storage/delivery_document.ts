import type { Delivery } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { hashOf } from './own_indices';

/** A delivery as Elasticsearch gives it back. */
export interface DeliveryHit<M> {
  _id?: string;
  _source?: { entry: OutboxEntry<M> };
  _seq_no?: number;
  _primary_term?: number;
}

export function fromHit<M>(hit: DeliveryHit<M>): Array<OutboxEntry<M>> {
  if (!hit._source) return [];
  return [
    { ...hit._source.entry, revision: { seqNo: hit._seq_no ?? 0, primaryTerm: hit._primary_term ?? 0 } },
  ];
}

export function toDocument<M>({ revision: _revision, ...entry }: OutboxEntry<M>): object {
  return {
    kind: 'delivery',
    space: entry.space,
    status: entry.status,
    alert_id: entry.alertId,
    group_hash: hashOf(entry.ruleId, entry.groupKey),
    planned_at: entry.plannedAt,
    not_before: entry.notBefore,
    claimed_until: entry.claimedUntil,
    entry,
  };
}

export const isDelivery = { term: { kind: 'delivery' } };
export const both = (...filter: object[]) => ({ bool: { filter } });

const isoOrNull = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** As the API shows it. */
export function toView(entry: OutboxEntry<unknown>): Delivery {
  return {
    id: entry.id,
    alertId: entry.alertId,
    channel: 'telegram',
    reason: entry.reason,
    status: entry.status,
    attempts: entry.attempts,
    plannedAt: new Date(entry.plannedAt).toISOString(),
    notBefore: isoOrNull(entry.status === 'pending' ? entry.notBefore : null),
    deliveredAt: isoOrNull(entry.deliveredAt),
    lastErrorCode: entry.lastErrorCode,
    lastError: entry.lastError,
    remedy: entry.remedy,
    text: entry.text,
  };
}
