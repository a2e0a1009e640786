import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { statusOf } from '../elasticsearch_errors';
import { stateIndex } from './own_indices';

const ID = 'wanted';

/** Wishes for a tick at once, from a Kibana that does not watch to the one that does. */
export interface WantedTicks {
  ask(space: string): Promise<void>;
  /** Which of these spaces were asked for; each wish is told once. */
  take(spaces: string[]): Promise<string[]>;
}

interface Found {
  _index: string;
  found?: boolean;
  _seq_no?: number;
  _primary_term?: number;
}

/** One document a space; read by its id, so nothing has to be refreshed. */
export function createWantedTicks(client: ElasticsearchClient, setUp: () => Promise<void>): WantedTicks {
  return {
    async ask(space) {
      await setUp();
      await client.index({ index: stateIndex(space), id: ID, document: { kind: 'wanted', space } });
    },
    async take(spaces) {
      if (spaces.length === 0) return [];
      const docs = spaces.map((space) => ({ _index: stateIndex(space), _id: ID, _source: false }));
      const answer = await client.mget({ docs });
      const wished: string[] = [];
      for (const [n, doc] of (answer.docs as Found[]).entries()) {
        const space = spaces[n];
        if (space === undefined || !doc.found) continue;
        await remove(client, doc);
        wished.push(space);
      }
      return wished;
    },
  };
}

/** Removes a wish, unless somebody wished again since it was read: the next `take` gives that one. */
async function remove(
  client: ElasticsearchClient,
  { _index: index, _seq_no: if_seq_no, _primary_term: if_primary_term }: Found,
): Promise<void> {
  try {
    await client.delete({ index, id: ID, if_seq_no, if_primary_term });
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}
