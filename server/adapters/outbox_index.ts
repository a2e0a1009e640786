import type { Delivery } from '../../common/deliveries';
import type { OutboxEntry } from '../../common/outbox';
import type { Outbox } from '../notify/outbox_port';
import type { Plans } from '../record/plans_port';
import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { statusOf } from './elasticsearch_errors';
import { CHANNELS_INDEX, EVERY_STATE_INDEX, hashOf, stateIndex } from './own_indices';

const BATCH = 100;
const ALL = 10_000;

interface Hit<M> {
  _id?: string;
  _source?: { entry: OutboxEntry<M> };
  _seq_no?: number;
  _primary_term?: number;
}

function fromHit<M>(hit: Hit<M>): Array<OutboxEntry<M>> {
  if (!hit._source) return [];
  return [{ ...hit._source.entry, revision: { seqNo: hit._seq_no ?? 0, primaryTerm: hit._primary_term ?? 0 } }];
}

function toDocument<M>({ revision: _revision, ...entry }: OutboxEntry<M>): object {
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

const isDelivery = { term: { kind: 'delivery' } };
const before = (field: string, now: number) => ({ range: { [field]: { lte: now, format: 'epoch_millis' } } });
const both = (...filter: object[]) => ({ bool: { filter } });

const dueQuery = (now: number) => ({
  bool: {
    filter: [isDelivery],
    should: [
      both({ term: { status: 'pending' } }, before('not_before', now)),
      both({ term: { status: 'sending' } }, before('claimed_until', now)),
    ],
    minimum_should_match: 1,
  },
});

/** Sends of all spaces, read and claimed by compare-and-set, as Kibana's internal user. */
export function createOutbox<M>(client: ElasticsearchClient, setUp: () => Promise<void>): Outbox<M> {
  const write = async (entry: OutboxEntry<M>): Promise<OutboxEntry<M> | null> => {
    try {
      const answer = await client.index({
        index: stateIndex(entry.space),
        id: entry.id,
        if_seq_no: entry.revision?.seqNo,
        if_primary_term: entry.revision?.primaryTerm,
        refresh: true,
        document: toDocument(entry),
      });
      return { ...entry, revision: { seqNo: answer._seq_no ?? 0, primaryTerm: answer._primary_term ?? 0 } };
    } catch (error) {
      if (statusOf(error) === 409) return null;
      throw error;
    }
  };

  return {
    async due(now) {
      const answer = await client.search<{ entry: OutboxEntry<M> }>({
        index: EVERY_STATE_INDEX,
        expand_wildcards: ['open', 'hidden'],
        size: BATCH,
        seq_no_primary_term: true,
        query: dueQuery(now),
        sort: [{ planned_at: { order: 'asc', unmapped_type: 'date' } }],
      });
      return answer.hits.hits.flatMap((hit) => fromHit<M>(hit));
    },
    claim: (entry, until) =>
      write({ ...entry, status: 'sending', claimedUntil: until, attempts: entry.attempts + 1 }),
    async record(entry) {
      await write(entry);
    },
    async pausedUntil(channelKey) {
      const answer = await client.get<{ pause: { until: number } }>({ index: CHANNELS_INDEX, id: hashOf(channelKey) }, { ignore: [404] });
      return answer._source?.pause.until ?? 0;
    },
    async pause(channelKey, until) {
      await setUp();
      await client.index({ index: CHANNELS_INDEX, id: hashOf(channelKey), document: { kind: 'pause', pause: { until } } });
    },
  };
}

/** What the tick and the pages ask of a space's deliveries. */
export interface SpaceDeliveries extends Plans {
  ofAlerts(alertIds: string[]): Promise<Map<string, Delivery[]>>;
  overview(): Promise<{ waiting: number; refused: number; newest: OutboxEntry<unknown> | null; lastDeliveredAt: number | null }>;
  /** What was refused since `since` is tried again: somebody repaired the channel. */
  retryRefused(since: number, now: number): Promise<void>;
}

export function createSpaceDeliveries(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): SpaceDeliveries {
  const index = stateIndex(space);
  const find = async (filter: object[], size: number, extra: object = {}) => {
    const answer = await client.search<{ entry: OutboxEntry<unknown> }>({
      index,
      ignore_unavailable: true,
      size,
      seq_no_primary_term: true,
      query: { bool: { filter: [isDelivery, ...filter] } },
      sort: [{ planned_at: 'asc' }],
      allow_partial_search_results: false,
      ...extra,
    });
    return answer.hits.hits.flatMap((hit) => fromHit<unknown>(hit));
  };
  const count = async (status: string) =>
    (await client.count({ index, ignore_unavailable: true, query: both(isDelivery, { term: { status } }) })).count;

  return {
    async plannedFor(ruleId, groupKeys) {
      if (groupKeys.length === 0) return [];
      const hashes = groupKeys.map((key) => hashOf(ruleId, key));
      return find([{ terms: { group_hash: hashes } }], ALL);
    },
    async add(entries) {
      if (entries.length === 0) return;
      await setUp();
      const operations = entries.flatMap((entry) => [{ create: { _index: index, _id: entry.id } }, toDocument(entry)]);
      const answer = await client.bulk({ operations, refresh: true });
      for (const { create } of answer.items) {
        if (create?.error && create.status !== 409) throw new Error(`a delivery could not be stored (${create.status})`);
      }
    },
    async ofAlerts(alertIds) {
      const entries = alertIds.length === 0 ? [] : await find([{ terms: { alert_id: alertIds } }], ALL);
      const byAlert = new Map<string, Delivery[]>(alertIds.map((id) => [id, []]));
      for (const entry of entries) byAlert.get(entry.alertId)?.push(toView(entry));
      return byAlert;
    },
    async overview() {
      const newestFirst = { sort: [{ planned_at: 'desc' }] };
      const [waiting, sending, refused, [newest], [delivered]] = await Promise.all([
        count('pending'),
        count('sending'),
        count('refused'),
        find([], 1, newestFirst),
        find([{ term: { status: 'delivered' } }], 1, newestFirst),
      ]);
      return { waiting: waiting + sending, refused, newest: newest ?? null, lastDeliveredAt: delivered?.deliveredAt ?? null };
    },
    async retryRefused(since, now) {
      const after = { range: { planned_at: { gte: since, format: 'epoch_millis' } } };
      const refused = await find([{ term: { status: 'refused' } }, after], ALL);
      const operations = refused.flatMap((entry) => [
        {
          index: { _index: index, _id: entry.id, if_seq_no: entry.revision?.seqNo, if_primary_term: entry.revision?.primaryTerm },
        },
        toDocument({ ...entry, status: 'pending', notBefore: now }),
      ]);
      if (operations.length > 0) await client.bulk({ operations, refresh: true });
    },
  };
}

const isoOrNull = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function toView(entry: OutboxEntry<unknown>): Delivery {
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
