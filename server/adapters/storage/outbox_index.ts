import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Outbox } from '../../notify/delivery/outbox_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { both, fromHit, isDelivery, toDocument } from './delivery_document';
import { statusOf } from '../elasticsearch_errors';
import { CHANNELS_INDEX, EVERY_STATE_INDEX, hashOf, stateIndex } from './own_indices';

const BATCH = 100;

const before = (field: string, now: number) => ({ range: { [field]: { lte: now, format: 'epoch_millis' } } });

const dueQuery = (now: number, exceptSpaces: string[]) => ({
  bool: {
    filter: [isDelivery],
    must_not: [{ terms: { space: exceptSpaces } }],
    should: [
      both({ term: { status: 'pending' } }, before('not_before', now)),
      both({ term: { status: 'sending' } }, before('claimed_until', now)),
    ],
    minimum_should_match: 1,
  },
});

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
    return { ...entry, revision: { seqNo: answer._seq_no ?? 0, primaryTerm: answer._primary_term ?? 0 } };
  } catch (error) {
    if (statusOf(error) === 409) return null;
    throw error;
  }
}

/** Sends of all spaces, read and claimed by compare-and-set, as Kibana's internal user. */
export function createOutbox<M>(client: ElasticsearchClient, setUp: () => Promise<void>): Outbox<M> {
  const write = (entry: OutboxEntry<M>) => writeIfUnchanged(client, entry);
  const pausedUntil = async (channelKey: string): Promise<number> => {
    const answer = await client.get<{ pause: { until: number } }>(
      { index: CHANNELS_INDEX, id: hashOf(channelKey) },
      { ignore: [404] },
    );
    return answer._source?.pause.until ?? 0;
  };
  return {
    async due(now, exceptSpaces) {
      const answer = await client.search<{ entry: OutboxEntry<M> }>({
        index: EVERY_STATE_INDEX,
        expand_wildcards: ['open', 'hidden'],
        size: BATCH,
        seq_no_primary_term: true,
        query: dueQuery(now, exceptSpaces),
        sort: [{ planned_at: { order: 'asc', unmapped_type: 'date' } }],
      });
      return answer.hits.hits.flatMap((hit) => fromHit<M>(hit));
    },
    claim: (entry, until) =>
      write({ ...entry, status: 'sending', claimedUntil: until, attempts: entry.attempts + 1 }),
    async record(entry) {
      await write(entry);
    },
    pausedUntil,
    async pause(channelKey, until) {
      if ((await pausedUntil(channelKey)) >= until) return;
      await setUp();
      await client.index({
        index: CHANNELS_INDEX,
        id: hashOf(channelKey),
        document: { kind: 'pause', pause: { until } },
      });
    },
  };
}
