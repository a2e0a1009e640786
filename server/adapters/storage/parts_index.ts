import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { StorageRefusedError } from '../elasticsearch_errors';
import { inPieces } from '../in_pieces';
import { both } from './query_parts';

const [PART_OF, ID] = ['brute_force.part_of', 'kibana.alert.uuid'] as const;
/** The most alerts that are asked about in one search. */
const WHOLES = 1_000;
/** How many parts are read in one search, and how many are set free at once. */
const PAGE = { read: 10_000, free: 500 };

/** The alerts of one index. */
export interface Alerts {
  client: ElasticsearchClient;
  index: string;
}

/**
 * The ids of all alerts that are part of these, by the alert that they are part of. An alert itself names only some of its
 * parts: a spray over ten thousand accounts has as many.
 */
export async function partsOf(alerts: Alerts, wholes: string[]): Promise<Map<string, string[]>> {
  const parts = new Map<string, string[]>();
  for (const some of inPieces(wholes, WHOLES))
    for await (const hits of pagesOf(alerts, some))
      for (const { fields = {} } of hits) {
        const [whole, id] = [PART_OF, ID].map((name) => (fields[name] as string[] | undefined)?.[0]);
        if (whole === undefined || id === undefined) continue;
        const known = parts.get(whole);
        if (known) known.push(id);
        else parts.set(whole, [id]);
      }
  return parts;
}

async function* pagesOf({ client, index }: Alerts, wholes: string[]) {
  let after: unknown[] | undefined;
  do {
    const { hits } = await client.search({
      index,
      ignore_unavailable: true,
      size: PAGE.read,
      query: isPartOf(wholes),
      sort: [{ [ID]: 'asc' }],
      search_after: after as never,
      _source: false,
      docvalue_fields: [PART_OF, ID],
      track_total_hits: false,
      allow_partial_search_results: false,
    });
    yield hits.hits;
    after = hits.hits[PAGE.read - 1]?.sort;
  } while (after);
}

const isPartOf = (wholes: string[]) => ({ terms: { [PART_OF]: wholes } });

/**
 * Makes alerts of their own of the parts of these that are not closed: where the alert is removed that they are part of,
 * no list would show them any more. Those that are removed with it are left out. Throws where one could not be written.
 */
export async function freeParts({ client, index }: Alerts, removed: string[]): Promise<void> {
  const gone = [{ term: { 'kibana.alert.workflow_status': 'closed' } }, { ids: { values: removed } }];
  for (;;) {
    const { hits } = await client.search({
      index,
      ignore_unavailable: true,
      size: PAGE.free,
      query: both(isPartOf(removed), { bool: { must_not: gone } }),
      _source: false,
      seq_no_primary_term: true,
      track_total_hits: false,
      allow_partial_search_results: false,
    });
    if (hits.hits.length === 0) return;
    const operations = hits.hits.flatMap(({ _id, _seq_no, _primary_term }) => [
      { update: { _index: index, _id, if_seq_no: _seq_no, if_primary_term: _primary_term } },
      { doc: { brute_force: { part_of: null, alert: { partOf: null } } } },
    ]);
    const { errors } = await client.bulk({ operations, refresh: true });
    if (errors) throw new StorageRefusedError('alerts could not be made alerts of their own');
  }
}
