import type { estypes } from '@elastic/elasticsearch';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { ChannelRef, Outbox } from '../../notify/delivery/outbox_port';
import { channelRef, fromHit, toDocument } from './delivery_document';
import { StorageRefusedError, statusOf } from '../elasticsearch_errors';
import { inPieces } from '../in_pieces';
import { EVERY_STATE_INDEX, stateIndex } from './own_indices';
import { revisionOf } from './compare_and_set';
import { anyOf, both, exists, isDelivery, noEdit, range } from './query_parts';

/** The most channels whose first delivery one call of `due` gives. */
const CHANNELS = 100;
/** The most hits of one search. */
const ALL = 10_000;
/** So many entries a bulk: each has the message with it. */
const BULK = 500;

const isDue = (now: number) =>
  anyOf(
    both({ term: { status: 'pending' } }, range('not_before', { lte: now })),
    both({ term: { status: 'sending' } }, range('claimed_until', { lte: now })),
  );
const isOfAny = (refs: ChannelRef[]) => ({ terms: { channel_ref: refs.map(channelRef) } });
const ascending = (field: string, type: 'integer' | 'date') => ({
  [field]: { order: 'asc' as const, unmapped_type: type },
});
/** The one that goes first comes first. */
const IN_ORDER = [ascending('priority', 'integer'), ascending('planned_at', 'date')];

const ofChannel = (ref: ChannelRef) => ({ term: { channel_ref: channelRef(ref) } });

/** Messages of all spaces, read and claimed by compare-and-set, as Kibana's internal user. */
export function createOutbox<M>(client: ElasticsearchClient): Outbox<M> {
  const write = (entry: OutboxEntry<M>) => writeIfUnchanged(client, entry);
  const find = (space: string, ...filter: object[]) =>
    search<M>(client, {
      index: stateIndex(space),
      ignore_unavailable: true,
      size: ALL,
      query: both(isDelivery, ...filter),
      sort: [{ planned_at: 'asc' }],
      allow_partial_search_results: false,
    });
  const get = (space: string, id: string) => getEntry<M>(client, space, id);
  return {
    due: (now, except) => dueOfEach<M>(client, now, except),
    async next(ref, now) {
      const query = both(isDelivery, ofChannel(ref), isDue(now));
      const target = { index: stateIndex(ref.space), ignore_unavailable: true };
      const [first] = await search<M>(client, { ...target, size: 1, query, sort: IN_ORDER });
      return first ?? null;
    },
    claim: (entry, until) =>
      write({ ...entry, status: 'sending', claimedUntil: until, attempts: entry.attempts + 1 }),
    async record(entry) {
      await write(entry);
    },
    get: ({ space }, id) => get(space, id),
    heldBack: (ref) => find(ref.space, ofChannel(ref), HELD_BACK, TELLS_SOMETHING, noEdit),
    async summarise(entries, toldBy) {
      const told = entries.map((entry) => ({
        ...entry,
        ...({ status: 'summarised', toldBy, claimedUntil: null } as const),
      }));
      await writeAll(client, told);
    },
    lastEditDue: (ref) => lastEditDue(client, ref),
    ofAlerts: async (space, alertIds) =>
      alertIds.length === 0 ? [] : find(space, { terms: { alert_id: alertIds } }),
    plan: (entries) => writeAll(client, entries),
    summarisedBy: ({ space }, toldBy) => find(space, { term: { told_by: toldBy } }),
    async put(entry) {
      const there = await get(entry.space, entry.id);
      if (!there) await create(client, entry);
      else if (there.status !== 'delivered' && there.status !== 'sending')
        await write({ ...entry, revision: there.revision });
    },
  };
}

/** The first of each channel. */
const dueOfEach = <M>(client: ElasticsearchClient, now: number, except: ChannelRef[]) =>
  search<M>(client, {
    index: EVERY_STATE_INDEX,
    expand_wildcards: ['open', 'hidden'],
    size: CHANNELS,
    query: { bool: { filter: [isDelivery, isDue(now)], must_not: [isOfAny(except)] } },
    collapse: { field: 'channel_ref' },
    sort: IN_ORDER,
  });
async function getEntry<M>(
  client: ElasticsearchClient,
  space: string,
  id: string,
): Promise<OutboxEntry<M> | null> {
  const target = { index: stateIndex(space), id };
  const answer = await client.get<{ entry: OutboxEntry<M> }>(target, { ignore: [404] });
  return fromHit<M>(answer)[0] ?? null;
}

async function lastEditDue(client: ElasticsearchClient, ref: ChannelRef): Promise<number | null> {
  const waits = { term: { status: 'pending' } };
  const { hits } = await client.search<{ entry: Pick<OutboxEntry<unknown>, 'notBefore'> }>({
    index: stateIndex(ref.space),
    ignore_unavailable: true,
    size: 1,
    query: both(isDelivery, ofChannel(ref), waits, exists('edits')),
    sort: [{ not_before: 'desc' }],
    _source: ['entry.notBefore'],
    track_total_hits: false,
    allow_partial_search_results: false,
  });
  return hits.hits[0]?._source?.entry.notBefore ?? null;
}

const HELD_BACK = { terms: { status: ['pending', 'refused'] } };
const TELLS_SOMETHING = { bool: { must_not: [{ terms: { reason: ['summary', 'test'] } }] } };

async function search<M>(
  client: ElasticsearchClient,
  question: estypes.SearchRequest,
): Promise<Array<OutboxEntry<M>>> {
  const asked = { seq_no_primary_term: true, ...question };
  const { hits } = await client.search<{ entry: OutboxEntry<M> }>(asked);
  return hits.hits.flatMap((hit) => fromHit<M>(hit));
}

/** Null where somebody else wrote it since it was read. */
async function writeIfUnchanged<M>(
  client: ElasticsearchClient,
  entry: OutboxEntry<M>,
): Promise<OutboxEntry<M> | null> {
  try {
    const answer = await client.index({
      index: stateIndex(entry.space),
      id: entry.id,
      if_seq_no: entry.revision?.seqNo,
      if_primary_term: entry.revision?.primaryTerm,
      refresh: true,
      document: toDocument(entry),
    });
    return { ...entry, revision: revisionOf(answer) };
  } catch (error) {
    if (statusOf(error) === 409) return null;
    throw error;
  }
}

/** Where another Kibana created it meanwhile, that one stays. */
async function create<M>(client: ElasticsearchClient, entry: OutboxEntry<M>): Promise<void> {
  const target = { index: stateIndex(entry.space), id: entry.id, op_type: 'create' as const, refresh: true };
  try {
    await client.index({ ...target, document: toDocument(entry) });
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}

/**
 * Writes each over its revision, and creates those without one. Where another Kibana wrote one meanwhile, it stays as that
 * one left it; then it gives false.
 */
async function writeAll<M>(client: ElasticsearchClient, entries: Array<OutboxEntry<M>>): Promise<boolean> {
  let isAll = true;
  for (const some of inPieces(entries, BULK)) isAll = (await writeBulk(client, some)) && isAll;
  return isAll;
}

async function writeBulk<M>(client: ElasticsearchClient, entries: Array<OutboxEntry<M>>): Promise<boolean> {
  const operations = entries.flatMap((entry) => [operationOf(entry), toDocument(entry)]);
  const { items } = await client.bulk({ operations, refresh: true });
  const failed = items.flatMap((item) => Object.values(item)).filter((one) => one?.error);
  const refused = failed.find((one) => one?.status !== 409);
  if (refused) throw new StorageRefusedError(`a delivery could not be stored (${refused.status})`);
  return failed.length === 0;
}

function operationOf({ space, id, revision }: OutboxEntry<unknown>): object {
  const target = { _index: stateIndex(space), _id: id };
  if (!revision) return { create: target };
  return { index: { ...target, if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm } };
}
