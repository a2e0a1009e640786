import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { ChannelRef, Outbox } from '../../notify/delivery/outbox_port';
import { both, channelRef, fromHit, isDelivery, toDocument } from './delivery_document';
import { StorageRefusedError, statusOf } from '../elasticsearch_errors';
import { EVERY_STATE_INDEX, stateIndex } from './own_indices';
import { revisionOf } from './compare_and_set';

/** The most channels whose first delivery one call of `due` gives. */
const CHANNELS = 100;
/** The most hits of one search. */
const ALL = 10_000;
/** So many entries a bulk: each has the message with it. */
const BULK = 500;

const before = (field: string, now: number) => ({ range: { [field]: { lte: now, format: 'epoch_millis' } } });

const dueQuery = (now: number, except: ChannelRef[]) => ({
  bool: {
    filter: [isDelivery],
    must_not: [{ terms: { channel_ref: except.map(channelRef) } }],
    should: [
      both({ term: { status: 'pending' } }, before('not_before', now)),
      both({ term: { status: 'sending' } }, before('claimed_until', now)),
    ],
    minimum_should_match: 1,
  },
});

const ofChannel = (ref: ChannelRef) => ({ term: { channel_ref: channelRef(ref) } });

/** Messages of all spaces, read and claimed by compare-and-set, as Kibana's internal user. */
export function createOutbox<M>(client: ElasticsearchClient): Outbox<M> {
  const write = (entry: OutboxEntry<M>) => writeIfUnchanged(client, entry);
  const find = (space: string, ...filter: object[]) => findEntries<M>(client, space, filter);
  const get = (space: string, id: string) => getEntry<M>(client, space, id);
  return {
    due: (now, except) => dueEntries<M>(client, now, except),
    claim: (entry, until) =>
      write({ ...entry, status: 'sending', claimedUntil: until, attempts: entry.attempts + 1 }),
    async record(entry) {
      await write(entry);
    },
    get: ({ space }, id) => get(space, id),
    heldBack: (ref) => find(ref.space, ofChannel(ref), HELD_BACK, TELLS_SOMETHING, NO_EDIT),
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

async function dueEntries<M>(
  client: ElasticsearchClient,
  now: number,
  except: ChannelRef[],
): Promise<Array<OutboxEntry<M>>> {
  const answer = await client.search<{ entry: OutboxEntry<M> }>({
    index: EVERY_STATE_INDEX,
    expand_wildcards: ['open', 'hidden'],
    size: CHANNELS,
    seq_no_primary_term: true,
    query: dueQuery(now, except),
    collapse: { field: 'channel_ref' },
    sort: [
      { priority: { order: 'asc', unmapped_type: 'integer' } },
      { planned_at: { order: 'asc', unmapped_type: 'date' } },
    ],
  });
  return answer.hits.hits.flatMap((hit) => fromHit<M>(hit));
}

/** Oldest first. */
async function findEntries<M>(
  client: ElasticsearchClient,
  space: string,
  filter: object[],
): Promise<Array<OutboxEntry<M>>> {
  const answer = await client.search<{ entry: OutboxEntry<M> }>({
    index: stateIndex(space),
    ignore_unavailable: true,
    size: ALL,
    seq_no_primary_term: true,
    query: both(isDelivery, ...filter),
    sort: [{ planned_at: 'asc' }],
    allow_partial_search_results: false,
  });
  return answer.hits.hits.flatMap((hit) => fromHit<M>(hit));
}

async function getEntry<M>(
  client: ElasticsearchClient,
  space: string,
  id: string,
): Promise<OutboxEntry<M> | null> {
  const answer = await client.get<{ entry: OutboxEntry<M> }>(
    { index: stateIndex(space), id },
    { ignore: [404] },
  );
  return fromHit<M>(answer)[0] ?? null;
}

async function lastEditDue(client: ElasticsearchClient, ref: ChannelRef): Promise<number | null> {
  const waits = { term: { status: 'pending' } };
  const { hits } = await client.search<{ entry: Pick<OutboxEntry<unknown>, 'notBefore'> }>({
    index: stateIndex(ref.space),
    ignore_unavailable: true,
    size: 1,
    query: both(isDelivery, ofChannel(ref), waits, { exists: { field: 'edits' } }),
    sort: [{ not_before: 'desc' }],
    _source: ['entry.notBefore'],
    track_total_hits: false,
    allow_partial_search_results: false,
  });
  return hits.hits[0]?._source?.entry.notBefore ?? null;
}

const HELD_BACK = { terms: { status: ['pending', 'refused'] } };
const NO_EDIT = { bool: { must_not: [{ exists: { field: 'edits' } }] } };
const TELLS_SOMETHING = { bool: { must_not: [{ terms: { reason: ['summary', 'test'] } }] } };

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
  for (let start = 0; start < entries.length; start += BULK)
    isAll = (await writeBulk(client, entries.slice(start, start + BULK))) && isAll;
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
