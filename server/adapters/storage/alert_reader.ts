import type { AlertReader, AlertRow, FindAlerts } from '../../record/alert_store_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { fromHit, type AlertDocument } from './alert_document';
import { queryOf, sortOf } from './alert_query';
import { boundsOf, summaryAggregations, toSummary, type SummaryAggregates } from './alert_summary';
import { totalOf } from './hits';
import { alertsIndex } from './own_indices';

/** How many rows are read at once. */
const ROWS = 1_000;
/** Of a row all that Discover sees, and not the evidence, which may be long. */
const WITHOUT_EVIDENCE = { excludes: ['brute_force.alert', 'brute_force.sealed', 'brute_force.names'] };

/** The alerts of a space for its pages. */
export function createAlertReader(
  client: ElasticsearchClient,
  space: string,
  clock: () => number,
): AlertReader {
  const target = targetOf(space);
  const questionOf = ({ search, order, after }: Omit<FindAlerts, 'perPage' | 'withSummary'>) => ({
    ...target,
    query: queryOf(search, clock()),
    sort: sortOf(order) as never,
    search_after: (after ?? undefined) as never,
  });
  return {
    async find({ perPage, withSummary, ...wanted }) {
      const bounds = boundsOf(wanted.search, clock());
      const { hits, aggregations } = await client.search<AlertDocument, SummaryAggregates>({
        ...questionOf(wanted),
        size: perPage,
        track_total_hits: true,
        aggs: withSummary ? (summaryAggregations(bounds) as never) : undefined,
      });
      const last = hits.hits[perPage - 1];
      return {
        alerts: hits.hits.flatMap(fromHit).map(({ alert }) => alert),
        total: totalOf(hits),
        after: (last?.sort as Array<string | number> | undefined) ?? null,
        // An index that is not there yet has nothing to add up.
        summary: withSummary ? toSummary(aggregations?.shown ? aggregations : NOTHING, bounds) : null,
      };
    },

    async rows(search, order, most) {
      const found: AlertRow[] = [];
      let after: FindAlerts['after'] = null;
      for (;;) {
        const size = Math.min(ROWS, most - found.length);
        const { hits }: { hits: RowHits } = await client.search<RowSource>({
          ...questionOf({ search, order, after }),
          size,
          track_total_hits: false,
          _source: WITHOUT_EVIDENCE,
        });
        found.push(...hits.hits.flatMap(({ _source }) => (_source ? [toRow(_source)] : [])));
        after = (hits.hits[hits.hits.length - 1]?.sort as FindAlerts['after']) ?? null;
        if (hits.hits.length < size || found.length >= most) return found;
      }
    },

    async get(id) {
      const answer = await client.search<AlertDocument>({
        ...target,
        size: 1,
        query: { ids: { values: [id] } },
      });
      return answer.hits.hits.flatMap(fromHit)[0]?.alert;
    },
  };
}

interface RowHits {
  hits: Array<{ _source?: RowSource; sort?: unknown[] }>;
}

const targetOf = (space: string) =>
  ({ index: alertsIndex(space), ignore_unavailable: true, allow_partial_search_results: false }) as const;

const NOTHING: SummaryAggregates = {
  shown: { bars: { buckets: [] } },
  rules: { buckets: [] },
  hosts: { buckets: [] },
  held: { buckets: [] },
};

interface RowSource {
  kibana: {
    alert: {
      uuid: string;
      status: AlertRow['status'];
      workflow_status: AlertRow['workflow'];
      workflow_reason?: AlertRow['closedBecause'];
      workflow_assignee_ids: string[];
      severity: AlertRow['severity'];
      start: string;
      reason: string;
      rule: { uuid: string; threat: Array<{ technique: { id: string[] } }> };
    };
  };
  user: { name: string | string[] };
  source: { address: string[] };
  host: { name: string[] };
  brute_force: {
    attempts: number;
    fired_at: string;
    last_event_at: string;
    held?: AlertRow['held'];
    group_kind: AlertRow['groupKind'];
  };
}

const toRow = ({ kibana: { alert }, user, source, host, brute_force: own }: RowSource): AlertRow => ({
  id: alert.uuid,
  firedAt: own.fired_at,
  firstAt: alert.start,
  lastAt: own.last_event_at,
  status: alert.status,
  severity: alert.severity,
  workflow: alert.workflow_status,
  closedBecause: alert.workflow_reason ?? null,
  assignee: alert.workflow_assignee_ids[0] ?? null,
  rule: alert.rule.uuid,
  technique: alert.rule.threat[0]?.technique.id[0] ?? '',
  groupKind: own.group_kind,
  attempts: own.attempts,
  accounts: [user.name].flat(),
  sources: source.address,
  hosts: host.name,
  held: own.held ?? null,
  sentence: alert.reason,
});
