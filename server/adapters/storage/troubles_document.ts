import { NO_TROUBLES, type StoredTroubles } from '../../../common/status/trouble';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { TroubleStore } from '../../record/trouble_port';
import { statusOf } from '../elasticsearch_errors';
import { overRevision, revisionOf } from './compare_and_set';
import { stateIndex } from './own_indices';

const ID = 'troubles';

/** The troubles of a space: one document, written by compare-and-set. */
export function createTroubleStore(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): TroubleStore {
  const target = { index: stateIndex(space), id: ID };
  return {
    async read() {
      const answer = await client.get<{ troubles: StoredTroubles }>(target, { ignore: [404] });
      if (!answer.found || !answer._source) return NO_TROUBLES;
      return { ...answer._source.troubles, revision: revisionOf(answer) };
    },

    async write({ revision, ...troubles }) {
      await setUp();
      const document = { kind: 'troubles', space, troubles };
      try {
        const written = await client.index({ ...target, ...overRevision(revision), document });
        return { ...troubles, revision: revisionOf(written) };
      } catch (error) {
        if (statusOf(error) === 409) return null;
        throw error;
      }
    },
  };
}
