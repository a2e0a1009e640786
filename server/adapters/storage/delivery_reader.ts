import {
  nothingSent,
  type ChannelDeliveries,
  type DeliveryFailure,
} from '../../../common/deliveries/channel_deliveries';
import type { Delivery } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { Circuit } from '../../notify/delivery/outbox_port';
import type {
  DeliveryReader,
  DigestDelivery,
  FindDeliveries,
  FoundDeliveries,
} from '../../record/plans_port';
import { changesOfSpace } from './channel_changes';
import { circuitsOfSpace } from './circuits_index';
import { unreadOfSpace } from './unread_chats';
import { toDigestView, toView, type DeliveryHit } from './delivery_document';
import { totalOf } from './hits';
import { stateIndex } from './own_indices';
import { both, exists, isDelivery, noEdit, range } from './query_parts';

/** The most hits of one search. */
const ALL = 10_000;
/** The most channels that are told of: more than a space may have, removed ones included. */
const CHANNELS = 100;

/** What a space's pages ask of its deliveries, as Kibana's internal user. */
export function createDeliveryReader(client: ElasticsearchClient, space: string): DeliveryReader {
  const target = { index: stateIndex(space), ignore_unavailable: true } as const;
  return {
    async ofAlerts(alertIds) {
      const byAlert = new Map<string, Delivery[]>(alertIds.map((id) => [id, []]));
      if (alertIds.length === 0) return byAlert;
      const answer = await client.search<{ entry: OutboxEntry<unknown> }>({
        ...target,
        size: ALL,
        query: both(isDelivery, { terms: { alert_id: alertIds } }),
        sort: [{ planned_at: 'desc' }],
        allow_partial_search_results: false,
      });
      const entries = answer.hits.hits.flatMap(({ _source }) => (_source ? [_source.entry] : []));
      for (const view of entries.reverse().flatMap(toView)) byAlert.get(view.alertId)?.push(view);
      return byAlert;
    },

    ofDigests: (entryIds) => messagesOfDigests(client, space, entryIds),

    find: (wanted) => findDeliveries(client, space, wanted),

    async overview(since) {
      const [changes, broken, unread] = await Promise.all([
        changesOfSpace(client, space),
        circuitsOfSpace(client, space),
        unreadOfSpace(client, space),
      ]);
      const answer = await client.search<unknown, Aggregated>({
        ...target,
        size: 0,
        track_total_hits: false,
        query: isDelivery,
        aggs: overviewOf(since, changes) as never,
        allow_partial_search_results: false,
      });
      const buckets = answer.aggregations?.channels.buckets ?? [];
      const told = buckets.map((bucket) => toChannelDeliveries(bucket, broken));
      const untold = unread.filter(({ channelId }) => !told.some((one) => one.channelId === channelId));
      return [...told, ...untold.map(({ channelId }) => nothingSent(channelId))].map((one) => ({
        ...one,
        unread: unread.find(({ channelId }) => channelId === one.channelId)?.failure ?? null,
      }));
    },
  };
}

async function messagesOfDigests(
  client: ElasticsearchClient,
  space: string,
  entryIds: string[],
): Promise<DigestDelivery[]> {
  if (entryIds.length === 0) return [];
  const { hits } = await client.search<{ entry: OutboxEntry<unknown> }>({
    index: stateIndex(space),
    ignore_unavailable: true,
    size: ALL,
    query: both(isDelivery, { terms: { entry_id: entryIds } }),
    sort: [{ planned_at: 'asc' }],
    allow_partial_search_results: false,
  });
  return hits.hits.flatMap(({ _source }) => (_source ? [toDigestView(_source.entry)] : []));
}

async function findDeliveries(
  client: ElasticsearchClient,
  space: string,
  { alertId, channelId, status, perPage, after }: FindDeliveries,
): Promise<FoundDeliveries> {
  const term = (field: string, value: string | undefined) =>
    value === undefined ? [] : [{ term: { [field]: value } }];
  const { hits } = await client.search<{ entry: OutboxEntry<unknown> }>({
    index: stateIndex(space),
    ignore_unavailable: true,
    size: perPage,
    track_total_hits: true,
    query: both(
      isDelivery,
      exists('alert_id'),
      ...term('alert_id', alertId),
      ...term('channel_id', channelId),
      ...term('status', status),
    ),
    sort: [{ planned_at: 'desc' }, { entry_id: 'asc' }],
    search_after: after ?? undefined,
    allow_partial_search_results: false,
  });
  return {
    deliveries: hits.hits.flatMap(({ _source }) => (_source ? toView(_source.entry) : [])),
    total: totalOf(hits),
    after: (hits.hits[perPage - 1]?.sort as FoundDeliveries['after'] | undefined) ?? null,
  };
}

const FAILURE_FIELDS = ['entry.lastErrorCode', 'entry.lastError', 'entry.remedy'];
const newestFailure = {
  newest: { top_hits: { size: 1, sort: [{ planned_at: 'desc' }], _source: FAILURE_FIELDS } },
};

/** By the time of delivery: what waited long is newer than what was planned after it. */
const newestDelivered = {
  newest: {
    top_hits: { size: 1, sort: [{ delivered_at: 'desc' }], _source: [...FAILURE_FIELDS, 'entry.detour'] },
  },
};

/** What was delivered before its channel last changed. */
const beforeChanges = (changes: Array<{ channelId: string; at: number }>) =>
  changes.map(({ channelId, at }) =>
    both({ term: { channel_id: channelId } }, range('delivered_at', { lt: at })),
  );

/** An edit that waits or fails keeps nobody from being told, so it counts for nothing. */
const overviewOf = (since: number, changes: Array<{ channelId: string; at: number }>) => ({
  channels: {
    terms: { field: 'channel_id', size: CHANNELS },
    aggs: {
      waiting: { filter: both({ terms: { status: ['pending', 'sending'] } }, noEdit) },
      refused: { filter: { term: { status: 'refused' } }, aggs: newestFailure },
      delayed: {
        filter: both({ term: { status: 'pending' } }, exists('error_code'), noEdit),
        aggs: newestFailure,
      },
      undelivered: {
        filter: both(
          { term: { status: 'expired' } },
          { terms: { reason: ['first', 'severity', 'digest'] } },
          noEdit,
          range('given_up_at', { gte: since }),
        ),
      },
      delivered: { max: { field: 'delivered_at' } },
      arrived: { filter: both({ term: { status: 'delivered' } }, noEdit), aggs: newestDelivered },
      works: {
        filter: { bool: { must_not: beforeChanges(changes) } },
        aggs: { first: { min: { field: 'delivered_at' } } },
      },
    },
  },
});

interface Failing {
  doc_count: number;
  newest: { hits: { hits: Array<DeliveryHit<unknown>> } };
}
interface Bucket {
  key: string;
  waiting: { doc_count: number };
  refused: Failing;
  delayed: Failing;
  undelivered: { doc_count: number };
  delivered: { value: number | null };
  arrived: Failing;
  works: { first: { value: number | null } };
}
interface Aggregated {
  channels: { buckets: Bucket[] };
}

function toChannelDeliveries(bucket: Bucket, broken: Circuit[]): ChannelDeliveries {
  const circuit = broken.find(({ channelId }) => channelId === bucket.key);
  return {
    channelId: bucket.key,
    waiting: bucket.waiting.doc_count,
    refused: bucket.refused.doc_count,
    undelivered: bucket.undelivered.doc_count,
    refusal: failureOf(bucket.refused),
    delay: failureOf(bucket.delayed),
    detour: entryOf(bucket.arrived)?.detour ? failureOf(bucket.arrived) : null,
    lastDeliveredAt: bucket.delivered.value,
    worksSince: circuit ? null : bucket.works.first.value,
    broken: circuit
      ? { code: circuit.code, said: circuit.said, remedy: circuit.remedy, since: circuit.openedAt }
      : null,
    unread: null,
  };
}

const entryOf = ({ newest }: Failing) => newest.hits.hits[0]?._source?.entry;

function failureOf(failing: Failing): DeliveryFailure | null {
  const entry = entryOf(failing);
  if (!entry?.lastErrorCode) return null;
  const { lastErrorCode: code, lastError, remedy } = entry;
  return { code, said: lastError ?? code, remedy: remedy ?? '' };
}
