import type { Alert } from '../../../common/alerts/alerts';
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
 * The ids of all alerts that are part of these, or of their parts, by the alert of these to which they belong. An alert
 * itself names only some of its parts: a spray over ten thousand accounts has as many.
 */
export async function partsOf(alerts: Alerts, wholes: string[]): Promise<Map<string, string[]>> {
  const wholeOf = new Map(wholes.map((id) => [id, id]));
  const parts = new Map<string, string[]>();
  let next: string[] = [];
  const take = ([id, partOf]: PartOf) => {
    const whole = wholeOf.get(partOf);
    // One of these itself, or a part that was found before.
    if (whole === undefined || wholeOf.has(id)) return;
    wholeOf.set(id, whole);
    next.push(id);
    const known = parts.get(whole);
    if (known) known.push(id);
    else parts.set(whole, [id]);
  };
  for await (const part of namedParts(alerts, wholes)) take(part);
  for (let level = [...wholes, ...next]; level.length > 0; level = next) {
    next = [];
    for await (const part of directParts(alerts, level)) take(part);
  }
  return parts;
}

type PartOf = [id: string, partOf: string];

/** The parts that these alerts name: a search does not see one that was stored a moment ago. */
async function* namedParts({ client, index }: Alerts, wholes: string[]): AsyncGenerator<PartOf> {
  for (const ids of inPieces(wholes, WHOLES)) {
    const { docs } = await client.mget<Linking>({ index, ids, _source: 'brute_force.alert.linked' });
    for (const doc of docs)
      if ('_source' in doc)
        for (const { id } of doc._source?.brute_force.alert.linked ?? []) yield [id, doc._id];
  }
}

interface Linking {
  brute_force: { alert: Pick<Alert, 'linked'> };
}

/** The id of each alert that is itself part of one of these, and the id of that one. */
async function* directParts(alerts: Alerts, wholes: string[]): AsyncGenerator<PartOf> {
  for (const some of inPieces(wholes, WHOLES))
    for await (const hits of pagesOf(alerts, some))
      for (const { fields = {} } of hits) {
        const [id, partOf] = [ID, PART_OF].map((name) => (fields[name] as string[] | undefined)?.[0]);
        if (id !== undefined && partOf !== undefined) yield [id, partOf];
      }
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
