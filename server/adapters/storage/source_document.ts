import type { SourceMemory } from '../../../common/status/memory';
import type { SourceStore } from '../../record/source_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { stateIndex } from './own_indices';

const ID = 'source';

/** What the last look at a space's source found: one document of its own, so that no tick has to carry it. */
export function createSourceStore(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): SourceStore {
  const index = stateIndex(space);
  return {
    async read() {
      const answer = await client.get<{ source: SourceMemory }>({ index, id: ID }, { ignore: [404] });
      return answer.found && answer._source ? answer._source.source : null;
    },
    async write(source) {
      await setUp();
      await client.index({ index, id: ID, document: { kind: 'source', space, source } });
    },
    async forget() {
      await client.delete({ index, id: ID }, { ignore: [404] });
    },
  };
}
