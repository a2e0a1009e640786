import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { statusOf } from '../elasticsearch_errors';
import { overRevision, revisionOf, type Revision } from './compare_and_set';
import { stateIndex } from './own_indices';

/** A document of a space that is read and written as a whole, with compare-and-set. */
interface KeptDocument<T> {
  read(): Promise<T>;
  /** Gives it with its new revision; null where somebody else wrote it since it was read: then nothing was stored. */
  write(value: T): Promise<T | null>;
  forget(): Promise<void>;
}

interface Place {
  client: ElasticsearchClient;
  space: string;
  setUp(): Promise<void>;
}

/** `id`: of the document, its kind, and the field that holds the value. `none`: where nothing is stored yet. */
export function keptDocument<T extends { revision?: Revision }>(
  { client, space, setUp }: Place,
  id: string,
  none: T,
): KeptDocument<T> {
  const target = { index: stateIndex(space), id };
  return {
    async read() {
      const answer = await client.get<Record<string, T>>(target, { ignore: [404] });
      const value = answer.found ? answer._source?.[id] : undefined;
      return value ? { ...value, revision: revisionOf(answer) } : none;
    },

    async write({ revision, ...value }) {
      await setUp();
      const document = { kind: id, space, [id]: value };
      try {
        const written = await client.index({ ...target, ...overRevision(revision), document });
        return { ...value, revision: revisionOf(written) } as T;
      } catch (error) {
        if (statusOf(error) === 409) return null;
        throw error;
      }
    },

    async forget() {
      await client.delete(target, { ignore: [404] });
    },
  };
}
