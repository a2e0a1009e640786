import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { Pairing, Pairings, ReaderLease, StoredPairing } from '../../notify/telegram/pairing_port';
import { statusOf } from '../elasticsearch_errors';
import { CHANNELS_INDEX, hashOf } from './own_indices';

/** The most pairings that are looked at in one go. */
const MANY = 100;
const pairingId = (id: string) => hashOf('pairing', id);
const leaseId = (botId: number) => hashOf('reader', String(botId));

interface Found<T> {
  _source?: T;
  _seq_no?: number;
  _primary_term?: number;
}

/** The pairings of all spaces: a document each, written by compare-and-set. The nonce itself is not in it. */
export function createPairings(client: ElasticsearchClient, setUp: () => Promise<void>): Pairings {
  const target = (id: string) => ({ index: CHANNELS_INDEX, id: pairingId(id), refresh: true });
  return {
    async create(pairing) {
      await setUp();
      await client.index({ ...target(pairing.id), op_type: 'create', document: toDocument(pairing) });
    },

    async read(space, id) {
      const { index, id: _id } = { ...target(id) };
      const answer = await client.get<{ pairing: Pairing }>({ index, id: _id }, { ignore: [404] });
      const [stored] = fromHit(answer);
      return stored?.pairing.space === space ? stored : null;
    },

    waitingFor: (botId, now) =>
      search(client, [
        { term: { channel_ref: String(botId) } },
        { term: { status: 'waiting' } },
        { range: { not_before: { gt: now, format: 'epoch_millis' } } },
      ]),

    async write({ pairing, revision }) {
      const condition = { if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm };
      return unlessWritten(
        client.index({ ...target(pairing.id), ...condition, document: toDocument(pairing) }),
      );
    },

    async remove(id) {
      await client.delete(target(id), { ignore: [404] });
    },

    async removeExpired(now) {
      const over = await search(client, [{ range: { not_before: { lte: now, format: 'epoch_millis' } } }]);
      for (const { pairing } of over) await client.delete(target(pairing.id), { ignore: [404] });
    },
  };
}

interface Lease {
  holder: string;
  /** Epoch ms. */
  until: number;
}

/** Who reads a bot's updates: a document for each bot, written by compare-and-set. */
export function createReaderLease(client: ElasticsearchClient, setUp: () => Promise<void>): ReaderLease {
  const target = (botId: number) => ({ index: CHANNELS_INDEX, id: leaseId(botId) });
  const read = (botId: number) =>
    client.get<{ lease: Lease }>(target(botId), { ignore: [404] }) as Promise<Found<{ lease: Lease }>>;
  return {
    async hold(botId, holder, now, until) {
      await setUp();
      const held = await read(botId);
      const before = held._source?.lease;
      if (before && before.holder !== holder && before.until > now) return false;
      const condition = before ? unchanged(held) : { op_type: 'create' as const };
      const document = { kind: 'reader', lease: { holder, until } };
      return unlessWritten(client.index({ ...target(botId), ...condition, document }));
    },

    async release(botId, holder) {
      const held = await read(botId);
      if (held._source?.lease.holder !== holder) return;
      await unlessWritten(client.delete({ ...target(botId), ...unchanged(held) }, { ignore: [404] }));
    },
  };
}

const unchanged = ({ _seq_no: if_seq_no, _primary_term: if_primary_term }: Found<unknown>) => ({
  if_seq_no,
  if_primary_term,
});

async function search(client: ElasticsearchClient, filter: object[]): Promise<StoredPairing[]> {
  const answer = await client.search<{ pairing: Pairing }>({
    index: CHANNELS_INDEX,
    ignore_unavailable: true,
    size: MANY,
    seq_no_primary_term: true,
    query: { bool: { filter: [{ term: { kind: 'pairing' } }, ...filter] } },
  });
  return answer.hits.hits.flatMap(fromHit);
}

function fromHit({
  _source,
  _seq_no: seqNo = 0,
  _primary_term: primaryTerm = 0,
}: Found<{ pairing: Pairing }>) {
  return _source ? [{ pairing: _source.pairing, revision: { seqNo, primaryTerm } }] : [];
}

const toDocument = (pairing: Pairing) => ({
  kind: 'pairing',
  space: pairing.space,
  channel_ref: String(pairing.bot.id),
  status: pairing.found ? 'found' : 'waiting',
  not_before: pairing.expiresAt,
  pairing,
});

/** False where somebody else wrote it since it was read. */
async function unlessWritten(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    throw error;
  }
}
