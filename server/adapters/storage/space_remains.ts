import type { SpaceRemains } from '../../record/space_remains_port';
import type { ElasticsearchClient, SavedObjectsClient } from '../../../kibana_contracts/server';
import { statusOf } from '../elasticsearch_errors';
import { alertsIndex, stateIndex } from './own_indices';

export const SPACE_TYPE = 'space';
const DEFAULT_SPACE = 'default';

/**
 * Whether a space was deleted for sure: it is not found where the default space, which nobody can delete, is found.
 * Throws where that could not be asked.
 */
export async function isSpaceGone(repository: SavedObjectsClient, space: string): Promise<boolean> {
  if (space === DEFAULT_SPACE) return false;
  await repository.get(SPACE_TYPE, DEFAULT_SPACE);
  try {
    await repository.get(SPACE_TYPE, space);
    return false;
  } catch (error) {
    if (statusOf(error) === 404) return true;
    throw error;
  }
}

/** An index of ours, and the field in which its documents say of which space they are. */
const KINDS = [
  { indexOf: alertsIndex, field: 'kibana.space_ids' },
  { indexOf: stateIndex, field: 'space' },
];

export function createSpaceRemains(client: ElasticsearchClient): SpaceRemains {
  return {
    async spaces() {
      const found = new Set<string>();
      for (const { indexOf } of KINDS) {
        const answer = await client.indices.resolveIndex({ name: indexOf('*'), expand_wildcards: 'all' });
        for (const { name } of answer.indices) found.add(name.slice(indexOf('').length));
      }
      return [...found].sort();
    },
    async remove(space) {
      const removed: string[] = [];
      for (const { indexOf, field } of KINDS) {
        const index = indexOf(space);
        if (!(await isOnlyOf(client, { index, field, space }))) continue;
        await client.indices.delete({ index }, { ignore: [404] });
        removed.push(index);
      }
      return removed;
    },
  };
}

/** A copy that somebody restored under a like name holds documents of another space: it is not ours to delete. */
async function isOnlyOf(
  client: ElasticsearchClient,
  { index, field, space }: { index: string; field: string; space: string },
): Promise<boolean> {
  const ofOthers = { bool: { filter: [{ exists: { field } }], must_not: [{ term: { [field]: space } }] } };
  try {
    return (await client.count({ index, query: ofOthers })).count === 0;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
