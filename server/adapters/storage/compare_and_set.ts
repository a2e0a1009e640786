import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { statusOf } from '../elasticsearch_errors';
import { CHANNELS_INDEX } from './own_indices';

/** Which state of a document was read. */
export interface Revision {
  seqNo: number;
  primaryTerm: number;
}

/** Writes only over the state that was read; where none was, only a document that is not there yet. */
export const overRevision = (revision: Revision | null | undefined) =>
  revision
    ? { if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm }
    : { op_type: 'create' as const };

/** False where somebody else wrote the document since it was read. Throws whatever else went wrong. */
export async function unlessWritten(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    throw error;
  }
}

/** A document as Elasticsearch gives it, alone or in a search. */
export interface FoundDocument<Source> {
  _source?: Source;
  _seq_no?: number;
  _primary_term?: number;
}

export const revisionOf = ({ _seq_no = 0, _primary_term = 0 }: FoundDocument<unknown>): Revision => ({
  seqNo: _seq_no,
  primaryTerm: _primary_term,
});

/** Documents of one kind in the index that all spaces share, at most `size`. None where the index is not there. */
export async function findShared<Source>(
  client: ElasticsearchClient,
  { kind, filter, size }: { kind: string; filter: object[]; size: number },
): Promise<Array<FoundDocument<Source>>> {
  const { hits } = await client.search<Source>({
    index: CHANNELS_INDEX,
    ignore_unavailable: true,
    size,
    seq_no_primary_term: true,
    query: { bool: { filter: [{ term: { kind } }, ...filter] } },
  });
  return hits.hits;
}
