import { takeTurns } from '../../../common/api/rate';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { SendLimit } from '../../notify/delivery/channel_sender_port';
import type { Pacing } from '../../notify/delivery/outbox_port';
import { CHANNELS_INDEX, hashOf } from './own_indices';
import { overRevision, revisionOf, unlessWritten, type Revision } from './compare_and_set';

/** Where other Kibanas were faster in so many tries, the turn is put off by TRY_AGAIN, ms. */
const TRIES = 5;
const TRY_AGAIN = 250;

/** What was sent to one key lately. Times are epoch milliseconds. */
interface Sent {
  taken: number[];
  pausedUntil: number;
  revision: Revision | null;
}
type Taking = { ok: true } | { ok: false; until: number };

/** How often was sent where: a document each key, written by compare-and-set, in an index that all spaces share. */
export function createPacing(client: ElasticsearchClient, setUp: () => Promise<void>): Pacing {
  return {
    async takeTurn(limits, now) {
      await setUp();
      for (const limit of limits) {
        const taking = await takeOf(client, limit, now);
        if (!taking.ok) return taking;
      }
      return { ok: true };
    },

    async pause(key, until) {
      await setUp();
      for (let n = 0; n < TRIES; n += 1) {
        const sent = await read(client, key);
        if (sent.pausedUntil >= until) return;
        if (await writeIfUnchanged(client, key, { ...sent, pausedUntil: until })) return;
      }
    },
  };
}

/**
 * Takes a turn of one limit, or gives until when, epoch ms, there is none. A limit without rates has pauses
 * only, and is not written.
 */
async function takeOf(client: ElasticsearchClient, { key, rates }: SendLimit, now: number): Promise<Taking> {
  for (let n = 0; n < TRIES; n += 1) {
    const sent = await read(client, key);
    if (sent.pausedUntil > now) return { ok: false, until: sent.pausedUntil };
    if (rates.length === 0) return { ok: true };
    const turn = takeTurns(sent.taken, rates, now);
    if (!turn.ok) return { ok: false, until: now + turn.waitMs };
    if (await writeIfUnchanged(client, key, { ...sent, taken: turn.taken })) return { ok: true };
  }
  return { ok: false, until: now + TRY_AGAIN };
}

const idOf = (key: string) => hashOf('rate', key);

async function read(client: ElasticsearchClient, key: string): Promise<Sent> {
  const answer = await client.get<{ rate: Omit<Sent, 'revision'> }>(
    { index: CHANNELS_INDEX, id: idOf(key) },
    { ignore: [404] },
  );
  if (!answer._source) return { taken: [], pausedUntil: 0, revision: null };
  return { ...answer._source.rate, revision: revisionOf(answer) };
}

async function writeIfUnchanged(
  client: ElasticsearchClient,
  key: string,
  { revision, ...rate }: Sent,
): Promise<boolean> {
  const target = { index: CHANNELS_INDEX, id: idOf(key), ...overRevision(revision) };
  return unlessWritten(client.index({ ...target, document: { kind: 'rate', rate } }));
}
