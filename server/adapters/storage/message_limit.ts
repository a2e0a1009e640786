import { RATES } from '../../../common/bounds';
import { takeTurn } from '../../../common/api/rate';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { Limits } from '../../routes/limits_port';
import { StorageRefusedError, statusOf } from '../elasticsearch_errors';
import { overRevision, revisionOf, unlessWritten, type Revision } from './compare_and_set';
import { stateIndex } from './own_indices';

const ID = 'test-messages';
const OPTIONS = { requestTimeout: 15_000, maxRetries: 0 };
/** A try fails where another Kibana took a turn meanwhile: after so many failures no turn is left. */
const TRIES = RATES.testMessages.most + 1;
/** The wait to answer where other Kibanas were faster each time, ms. */
const TRY_AGAIN = 1_000;

interface Taken {
  taken: number[];
  revision: Revision | null;
}

/**
 * Bounds the test messages of a space by a document in its own index, written by compare-and-set, since several
 * Kibanas send to one chat. Throws `StorageRefusedError` where it can be neither read nor written: nothing is sent then.
 */
export function createTestMessageLimit(
  client: ElasticsearchClient,
  setUp: () => Promise<void>,
  clock: () => number,
): Limits['testMessage'] {
  return async (space) => {
    try {
      await setUp();
      for (let n = 0; n < TRIES; n += 1) {
        const { taken, revision } = await readTaken(client, space);
        const turn = takeTurn(taken, RATES.testMessages, clock());
        if (!turn.ok) return turn;
        const mine = await writeIfUnchanged(client, space, { taken: turn.taken, revision });
        if (mine) return { ok: true, done: () => undefined };
      }
      return { ok: false, waitMs: TRY_AGAIN };
    } catch (error) {
      throw new StorageRefusedError(`test messages could not be counted (${statusOf(error) || 'no answer'})`);
    }
  };
}

async function readTaken(client: ElasticsearchClient, space: string): Promise<Taken> {
  const answer = await client.get<{ test_messages: { taken: number[] } }>(
    { index: stateIndex(space), id: ID },
    // 503: the index was made a moment ago and its shard is starting, which the write waits for.
    { ...OPTIONS, ignore: [404, 503] },
  );
  if (!answer._source) return { taken: [], revision: null };
  return { taken: answer._source.test_messages.taken, revision: revisionOf(answer) };
}

async function writeIfUnchanged(
  client: ElasticsearchClient,
  space: string,
  { taken, revision }: Taken,
): Promise<boolean> {
  const document = { kind: 'rate', space, test_messages: { taken } };
  const target = { index: stateIndex(space), id: ID, ...overRevision(revision) };
  return unlessWritten(client.index({ ...target, document, timeout: '10s' }, OPTIONS));
}
