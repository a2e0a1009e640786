import { UNTOUCHED_KEPT } from '../../../common/bounds';
import type { RetentionStore } from '../../record/retention_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { StorageRefusedError } from '../elasticsearch_errors';
import { alertsIndex, stateIndex } from './own_indices';
import { freeParts } from './parts_index';
import { anyOf, both, isDelivery, range, without } from './query_parts';

/** How many documents are removed, or looked at, at once. */
const BATCH = 500;
/** Of what is removed only which attack on which group it was. */
const PLACES = ['brute_force.group_hash', 'brute_force.ordinal', 'alert_id'];

/** Removes old alerts and deliveries of a space, as Kibana's internal user. */
export function createRetentionStore(
  client: ElasticsearchClient,
  space: string,
  untouchedKept = UNTOUCHED_KEPT,
): RetentionStore {
  const alerts = { client, space, index: alertsIndex(space) };
  const state = { client, space, index: stateIndex(space) };
  return {
    async removeAlerts(before) {
      const found = await old(alerts, closedBefore(before));
      if (found.length > 0) return removeWholes(alerts, found);
      const edge = await edgeOfUntouched(alerts, untouchedKept);
      if (edge === null) return 0;
      return removeWholes(alerts, await old(alerts, untouchedBefore(Math.min(edge, before))));
    },

    async removeDeliveries(before, after) {
      const found = await old(state, settledBefore(before), after);
      const kept = await stored(
        alerts,
        found.flatMap(({ alertId }) => alertId ?? []),
      );
      const removed = await remove(
        state,
        found.filter(({ alertId }) => alertId === null || !kept.has(alertId)),
      );
      const last = found[BATCH - 1];
      return { removed, after: last ? JSON.stringify(last.sort) : null };
    },
  };
}

interface Target {
  client: ElasticsearchClient;
  space: string;
  index: string;
}

const LAST = 'brute_force.last_event_at';
const over = { term: { 'kibana.alert.status': 'recovered' } };
const stands = (status: string) => ({ term: { 'kibana.alert.workflow_status': status } });

/** Over, and closed, for that long: what somebody closed a moment ago can be opened again, however old it is. */
const closedBefore = (before: number) => ({
  query: both(
    over,
    stands('closed'),
    range(LAST, { lt: before }),
    range('kibana.alert.workflow_status_updated_at', { lt: before }),
  ),
  sort: [{ [LAST]: 'asc' }, { 'kibana.alert.uuid': 'asc' }],
});

const untouched = [over, stands('open'), without('kibana.alert.workflow_status_updated_at')];
const untouchedBefore = (before: number) => ({
  query: both(...untouched, range(LAST, { lt: before })),
  sort: [{ [LAST]: 'asc' }, { 'kibana.alert.uuid': 'asc' }],
});

/** What waits, or is being sent, stays: it is given up by itself long before. */
const settledBefore = (before: number) => ({
  query: both(
    range('planned_at', { lt: before }),
    anyOf(
      both(isDelivery, { terms: { status: ['delivered', 'refused', 'expired', 'summarised'] } }),
      // The buttons of messages: they stopped working long before.
      { term: { kind: 'buttons' } },
    ),
  ),
  sort: [{ planned_at: 'asc' }, { entry_id: 'asc' }],
});

/** The last event of the oldest alert that stays although nobody touched it, epoch ms; null where all of them do. */
async function edgeOfUntouched({ client, index }: Target, kept: number): Promise<number | null> {
  const { hits } = await client.search({
    index,
    ignore_unavailable: true,
    from: kept - 1,
    size: 1,
    query: both(...untouched),
    sort: [{ [LAST]: 'desc' }],
    _source: false,
    track_total_hits: false,
    allow_partial_search_results: false,
  });
  const edge = hits.hits[0]?.sort?.[0];
  return edge === undefined ? null : Number(edge);
}

/** A document to be removed, with the place of its attack. */
interface Old {
  id: string;
  seqNo: number;
  primaryTerm: number;
  groupHash: string | null;
  ordinal: number | null;
  alertId: string | null;
  sort: unknown[];
}

async function old(
  { client, index }: Target,
  question: { query: object; sort: object[] },
  after: string | null = null,
): Promise<Old[]> {
  const { hits } = await client.search({
    index,
    ignore_unavailable: true,
    size: BATCH,
    query: question.query,
    sort: question.sort as never,
    search_after: after === null ? undefined : (JSON.parse(after) as never),
    _source: false,
    docvalue_fields: PLACES,
    seq_no_primary_term: true,
    track_total_hits: false,
    allow_partial_search_results: false,
  });
  return hits.hits.map(({ _id: id = '', fields = {}, sort = [], ...hit }) => ({
    id,
    seqNo: hit._seq_no ?? 0,
    primaryTerm: hit._primary_term ?? 0,
    groupHash: valueOf<string>(fields, 'brute_force.group_hash'),
    ordinal: valueOf<number>(fields, 'brute_force.ordinal'),
    alertId: valueOf<string>(fields, 'alert_id'),
    sort,
  }));
}

const valueOf = <T>(fields: Record<string, unknown>, name: string): T | null =>
  (fields[name] as T[] | undefined)?.[0] ?? null;

/** Those of these alerts that are there. */
async function stored({ client, index }: Target, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { hits } = await client.search({
    index,
    ignore_unavailable: true,
    size: BATCH,
    query: { ids: { values: [...new Set(ids)] } },
    _source: false,
    track_total_hits: false,
    allow_partial_search_results: false,
  });
  return new Set(hits.hits.flatMap(({ _id }) => _id ?? []));
}

/** Their parts that stay are made alerts of their own first: they point to nothing that is not there. */
async function removeWholes(alerts: Target, found: Old[]): Promise<number> {
  if (found.length === 0) return 0;
  await freeParts(
    alerts,
    found.map(({ id }) => id),
  );
  return remove(alerts, found);
}

/** Removes documents that nobody wrote meanwhile, and gives how many. What they say of ordinals is kept first. */
async function remove(target: Target, found: Old[]): Promise<number> {
  if (found.length === 0) return 0;
  await keepOrdinals(target, found);
  const { client, index } = target;
  const operations = found.map(({ id, seqNo, primaryTerm }) => ({
    delete: { _index: index, _id: id, if_seq_no: seqNo, if_primary_term: primaryTerm },
  }));
  const { items } = await client.bulk({ operations, refresh: true });
  const results = items.map((item) => Object.values(item)[0]);
  results.forEach(throwIfRefused);
  return results.filter((result) => result?.status === 200).length;
}

/**
 * One small document a group says which ordinal was given last, for as long as the space exists: an id that people were
 * told of is never given again. As a version the ordinal never goes back, whatever is removed in what order.
 */
async function keepOrdinals({ client, space }: Target, found: Old[]): Promise<void> {
  const operations = found.flatMap(({ groupHash, ordinal }) =>
    groupHash === null || ordinal === null
      ? []
      : [
          {
            index: {
              _index: stateIndex(space),
              _id: `ordinal-${groupHash}`,
              version: ordinal,
              version_type: 'external_gte' as const,
            },
          },
          { kind: 'ordinal', space, brute_force: { group_hash: groupHash, ordinal } },
        ],
  );
  if (operations.length === 0) return;
  const { items } = await client.bulk({ operations, refresh: true });
  for (const item of items) throwIfRefused(Object.values(item)[0]);
}

function throwIfRefused(result: { status: number; error?: unknown } | undefined): void {
  if (result && result.status >= 400 && result.status !== 409 && result.status !== 404)
    throw new StorageRefusedError(`old documents could not be removed (${result.status})`);
}
