import { ConflictError } from '../../../common/settings/conflict';
import { EMPTY_MEMORY, type Memory } from '../../../common/status/memory';
import type { MemoryStore } from '../../record/memory_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { statusOf } from '../elasticsearch_errors';
import { stateIndex } from './own_indices';
import { overRevision, revisionOf } from './compare_and_set';

const ID = 'memory';

/** The memory of a space's detection: one document, written by compare-and-set; not after `signal`. */
export function createMemoryStore(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
  signal?: AbortSignal,
): MemoryStore {
  const index = stateIndex(space);
  return {
    async read() {
      const answer = await client.get<{ memory: Memory }>({ index, id: ID }, { ignore: [404], signal });
      if (!answer.found || !answer._source) return EMPTY_MEMORY;
      return {
        ...answer._source.memory,
        revision: revisionOf(answer),
      };
    },

    async write({ revision, ...memory }) {
      await setUp();
      try {
        const document = { kind: 'memory', space, memory };
        const written = await client.index(
          { index, id: ID, ...overRevision(revision), document },
          { signal },
        );
        return revisionOf(written);
      } catch (error) {
        if (statusOf(error) === 409) throw new ConflictError('the memory was written by another run');
        throw error;
      }
    },

    async forget() {
      await client.delete({ index, id: ID }, { ignore: [404] });
    },
  };
}
