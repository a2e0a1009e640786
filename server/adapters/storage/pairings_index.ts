import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { Pairing, Pairings, ReaderLease, StoredPairing } from '../../notify/telegram/pairing_port';
import { findShared, overRevision, revisionOf, unlessWritten, type FoundDocument } from './compare_and_set';
import { CHANNELS_INDEX, hashOf } from './own_indices';
import { range } from './query_parts';

/** The most pairings that are looked at in one go. */
const MANY = 100;
const pairingId = (id: string) => hashOf('pairing', id);
const leaseId = (botId: number) => hashOf('reader', String(botId));

/** The pairings of all spaces: a document each, written by compare-and-set. The nonce itself is not in it. */
export function createPairings(client: ElasticsearchClient, setUp: () => Promise<void>): Pairings {
  const target = (id: string) => ({ index: CHANNELS_INDEX, id: pairingId(id), refresh: true });
  return {
    async create(pairing) {
      await setUp();
      await client.index({ ...target(pairing.id), op_type: 'create', document: toDocument(pairing) });
    },

    async read(space, id) {
      const place = { index: CHANNELS_INDEX, id: pairingId(id) };
      const answer = await client.get<{ pairing: Pairing }>(place, { ignore: [404] });
      const [stored] = fromHit(answer);
      return stored?.pairing.space === space ? stored : null;
    },

    waitingFor: (botId, now) =>
      search(client, [
        { term: { channel_ref: String(botId) } },
        { term: { status: 'waiting' } },
        range('not_before', { gt: now }),
      ]),

    async write({ pairing, revision }) {
      const place = { ...target(pairing.id), ...overRevision(revision) };
      return unlessWritten(client.index({ ...place, document: toDocument(pairing) }));
    },

    async remove(id) {
      await client.delete(target(id), { ignore: [404] });
    },

    async followGroup(botId, from, to) {
      const found = await search(client, [
        { term: { channel_ref: String(botId) } },
        { term: { status: 'found' } },
      ]);
      for (const { pairing, revision } of found) {
        if (pairing.found?.id !== from) continue;
        const moved = { ...pairing, found: { ...pairing.found, id: to, type: 'supergroup' as const } };
        const place = { ...target(pairing.id), ...overRevision(revision) };
        await unlessWritten(client.index({ ...place, document: toDocument(moved) }));
      }
    },

    async removeExpired(now) {
      const over = await search(client, [range('not_before', { lte: now })]);
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
    client.get<{ lease: Lease }>(target(botId), { ignore: [404] }) as Promise<
      FoundDocument<{ lease: Lease }>
    >;
  return {
    async hold(botId, holder, now, until) {
      await setUp();
      const held = await read(botId);
      const before = held._source?.lease;
      if (before && before.holder !== holder && before.until > now) return false;
      const condition = overRevision(before && revisionOf(held));
      const document = { kind: 'reader', lease: { holder, until } };
      return unlessWritten(client.index({ ...target(botId), ...condition, document }));
    },

    async release(botId, holder) {
      const held = await read(botId);
      if (held._source?.lease.holder !== holder) return;
      await unlessWritten(
        client.delete({ ...target(botId), ...overRevision(revisionOf(held)) }, { ignore: [404] }),
      );
    },
  };
}

async function search(client: ElasticsearchClient, filter: object[]): Promise<StoredPairing[]> {
  const found = await findShared<{ pairing: Pairing }>(client, { kind: 'pairing', filter, size: MANY });
  return found.flatMap(fromHit);
}

const fromHit = (hit: FoundDocument<{ pairing: Pairing }>): StoredPairing[] =>
  hit._source ? [{ pairing: hit._source.pairing, revision: revisionOf(hit) }] : [];

const toDocument = (pairing: Pairing) => ({
  kind: 'pairing',
  space: pairing.space,
  channel_ref: String(pairing.bot.id),
  status: pairing.found ? 'found' : 'waiting',
  not_before: pairing.expiresAt,
  pairing,
});
