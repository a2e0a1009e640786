import { WAITING } from '../../../common/alerts/verdicts';
import { eachInTurn } from '../../../common/give_way';
import type { AlertStore, StoredAlert } from '../../record/alert_store_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { createGiveWay } from '../event_loop';
import { inPieces } from '../in_pieces';
import { fromHit, type AlertDocument } from './alert_document';
import { writeAlerts } from './alert_writer';
import { KeptAlerts, type Stamp } from './kept_alerts';
import { alertsIndex, hashOf, stateIndex, type OwnIndex } from './own_indices';
import { anyOf, both, range } from './query_parts';

const PAGE = 1_000;
/** Only indexed values are read, and not the document, however long it is. */
const INDEXED_ONLY = { stored_fields: '_none_', _source: false } as const;
/** Elasticsearch gives at most this many hits a page (`index.max_result_window`). */
const STAMPS = 10_000;
/** An alert that names a thousand accounts takes some 150 kB, so a page of whole ones takes up to 4 MB. */
const WHOLE = 25;

/**
 * Alerts of a space in its own index, as Kibana's internal user. Those in `kept` are read again only where
 * they changed. Nothing is asked or written any more once `signal` is aborted.
 */
export function createAlertStore(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
  { kept = new KeptAlerts(), signal }: { kept?: KeptAlerts; signal?: AbortSignal } = {},
): AlertStore {
  const index = alertsIndex(space);

  return {
    async recent(since, heldSince = since) {
      const stamps = await readStamps({ client, index, signal }, openOrSince(since, heldSince));
      const giveWay = createGiveWay();
      const known: Array<StoredAlert | undefined> = [];
      await eachInTurn(stamps, giveWay, (stamp) => known.push(kept.at(stamp)));
      const unknown = stamps.filter((_, n) => !known[n]).map(({ id }) => id);
      const read = await readWhole({ client, index, signal }, unknown);
      const found = stamps.flatMap(({ id }, n) => known[n] ?? read.get(id) ?? []);
      await giveWay();
      kept.keepOnly(found);
      await giveWay();
      return found;
    },

    async lastOrdinals(places) {
      const ordinals = new Map<string, number>();
      const hashes = [...new Set(places.map(({ ruleId, groupKey }) => hashOf(ruleId, groupKey)))];
      for (const some of inPieces(hashes, PAGE)) {
        const answer = await client.search(
          {
            // What was planned to be told outlives an alert whose index was deleted: its ordinal is not given again.
            index: [index, stateIndex(space)],
            ignore_unavailable: true,
            ...INDEXED_ONLY,
            size: PAGE,
            query: { terms: { 'brute_force.group_hash': some } },
            collapse: { field: 'brute_force.group_hash' },
            sort: [{ 'brute_force.ordinal': { order: 'desc', unmapped_type: 'integer' } }],
            allow_partial_search_results: false,
          },
          { signal },
        );
        for (const { fields, sort } of answer.hits.hits)
          ordinals.set(String(fields?.['brute_force.group_hash']?.[0]), Number(sort?.[0]));
      }
      return { of: (ruleId, groupKey) => ordinals.get(hashOf(ruleId, groupKey)) ?? 0 };
    },
    async save(alerts) {
      if (alerts.length === 0) return;
      await setUp();
      await writeAlerts({ client, index, signal, space, kept }, alerts);
    },
  };
}

/** The stamps of the alerts that a query finds, in order of their ids. */
async function readStamps({ client, index, signal }: OwnIndex, query: object): Promise<Stamp[]> {
  const found: Stamp[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const { hits } = (
      await client.search(
        {
          index,
          ignore_unavailable: true,
          size: STAMPS,
          ...INDEXED_ONLY,
          docvalue_fields: [{ field: UPDATED_AT, format: 'epoch_millis' }],
          seq_no_primary_term: true,
          query,
          sort: [{ 'kibana.alert.uuid': 'asc' }],
          search_after: after as never,
          track_total_hits: false,
          allow_partial_search_results: false,
        },
        { signal },
      )
    ).hits;
    found.push(...hits.map(toStamp));
    after = hits[hits.length - 1]?.sort;
    if (hits.length < STAMPS) return found;
  }
}

const UPDATED_AT = 'kibana.alert.last_detected';

interface StampHit {
  fields?: Record<string, unknown[]>;
  sort?: unknown[];
  _seq_no?: number;
  _primary_term?: number;
}

/** An alert's document has the alert's id. */
const toStamp = ({ sort, fields, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 }: StampHit): Stamp => ({
  id: String(sort?.[0]),
  seqNo,
  primaryTerm,
  updatedAt: Number(fields?.[UPDATED_AT]?.[0]),
});

/** The alerts with these ids, as far as they are there. */
async function readWhole(
  { client, index, signal }: OwnIndex,
  ids: string[],
): Promise<Map<string, StoredAlert>> {
  const found = new Map<string, StoredAlert>();
  for (const some of inPieces(ids, WHOLE)) {
    const answer = await client.search<AlertDocument>(
      {
        index,
        ignore_unavailable: true,
        size: WHOLE,
        seq_no_primary_term: true,
        query: { ids: { values: some } },
        track_total_hits: false,
        allow_partial_search_results: false,
      },
      { signal },
    );
    for (const stored of answer.hits.hits.flatMap(fromHit)) found.set(stored.alert.id, stored);
  }
  return found;
}

const openOrSince = (since: number, heldSince: number) =>
  anyOf(activeAlerts, sinceEvent(since), heldAlerts(heldSince));
const activeAlerts = { term: { 'kibana.alert.status': 'active' } };
const heldAlerts = (since: number) =>
  both({ terms: { 'brute_force.held': [...WAITING] } }, sinceEvent(since));
const sinceEvent = (since: number) => range('brute_force.last_event_at', { gte: since });
