import type { Tally } from '../../common/evidence';
import { sentenceOf } from '../../common/sentence';
import { ConflictError } from '../../common/conflict';
import type { AlertReader, AlertStore, StoredAlert } from '../record/alert_store_port';
import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { StorageRefusedError } from './elasticsearch_errors';
import { toPresentAlert, toPresentEvidence, type FormerEvidence, type StoredForm } from './former_alert';
import { alertsIndex, hashOf } from './own_indices';

const PAGE = 1_000;
/** A bulk stays well below what Elasticsearch takes (100 MB), however long the names in the evidence are. */
const BULK_BYTES = 10_000_000;

interface AlertDocument {
  brute_force: { alert: StoredForm; settled: { until: number | null; evidence: FormerEvidence } };
}

function toDocument({ alert, settled }: StoredAlert, space: string): object {
  const { evidence } = alert;
  return {
    '@timestamp': alert.detectedAt,
    event: { kind: 'signal' },
    kibana: {
      space_ids: [space],
      alert: {
        uuid: alert.id,
        status: alert.status,
        workflow_status: 'open',
        start: evidence.first,
        end: alert.status === 'recovered' ? evidence.last : undefined,
        last_detected: alert.updatedAt,
        reason: sentenceOf(alert),
        severity: alert.severity,
        rule: {
          uuid: alert.rule.id,
          category: alert.rule.kind,
          threat: [{ technique: { id: [alert.rule.technique] } }],
        },
      },
    },
    user: { name: alert.group.kind === 'account' ? alert.group.value : namesOf(evidence.accounts) },
    source: { address: namesOf(evidence.sources) },
    host: { name: namesOf(evidence.hosts) },
    brute_force: {
      attempts: evidence.count,
      ordinal: alert.ordinal,
      group_hash: hashOf(alert.rule.id, alert.group.key),
      fired_at: alert.firedAt,
      last_event_at: evidence.last,
      held: alert.held ?? undefined,
      part_of: alert.partOf ?? undefined,
      group_kind: alert.group.kind,
      alert,
      settled: { ...settled, until: Number.isFinite(settled.until) ? settled.until : null },
    },
  };
}

const namesOf = (tallies: Tally[]) => tallies.map(({ value }) => value);

interface AlertHit {
  _source?: AlertDocument;
  _seq_no?: number;
  _primary_term?: number;
}

function fromHit(hit: AlertHit): StoredAlert[] {
  if (!hit._source) return [];
  const { settled } = hit._source.brute_force;
  const alert = toPresentAlert(hit._source.brute_force.alert);
  const evidence = toPresentEvidence(settled.evidence, alert.group.key);
  const revision = { seqNo: hit._seq_no ?? 0, primaryTerm: hit._primary_term ?? 0 };
  return [{ alert, settled: { evidence, until: settled.until ?? -Infinity }, revision }];
}

/** Alerts of a space in its own index, as Kibana's internal user. */
export function createAlertStore(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): AlertStore {
  const index = alertsIndex(space);
  const target = { index, ignore_unavailable: true } as const;

  return {
    async recent(since, heldSince = since) {
      const found: StoredAlert[] = [];
      let after: unknown[] | undefined;
      for (;;) {
        const answer = await client.search<AlertDocument>({
          ...target,
          size: PAGE,
          seq_no_primary_term: true,
          query: openOrSince(since, heldSince),
          sort: [{ 'kibana.alert.uuid': 'asc' }],
          search_after: after as never,
          allow_partial_search_results: false,
        });
        found.push(...answer.hits.hits.flatMap(fromHit));
        after = answer.hits.hits[answer.hits.hits.length - 1]?.sort;
        if (answer.hits.hits.length < PAGE) return found;
      }
    },

    async lastOrdinals(places) {
      const ordinals = new Map<string, number>();
      const hashes = [...new Set(places.map(({ ruleId, groupKey }) => hashOf(ruleId, groupKey)))];
      for (let start = 0; start < hashes.length; start += PAGE) {
        const answer = await client.search<AlertDocument>({
          ...target,
          size: PAGE,
          query: { terms: { 'brute_force.group_hash': hashes.slice(start, start + PAGE) } },
          collapse: { field: 'brute_force.group_hash' },
          sort: [{ 'brute_force.ordinal': 'desc' }],
          allow_partial_search_results: false,
        });
        for (const { alert } of answer.hits.hits.flatMap(fromHit))
          ordinals.set(hashOf(alert.rule.id, alert.group.key), alert.ordinal);
      }
      return { of: (ruleId, groupKey) => ordinals.get(hashOf(ruleId, groupKey)) ?? 0 };
    },
    async save(alerts) {
      if (alerts.length === 0) return;
      await setUp();
      for (const operations of inParts(
        alerts.map((stored) => [writeOf(stored, index), toDocument(stored, space)]),
      )) {
        const answer = await client.bulk({ operations, refresh: true });
        for (const item of answer.items) throwIfFailed(Object.values(item)[0]);
      }
    },
  };
}

/** The same for the pages. */
export function createAlertReader(client: ElasticsearchClient, space: string): AlertReader {
  const target = { index: alertsIndex(space), ignore_unavailable: true } as const;
  return {
    async page(page, perPage) {
      const answer = await client.search<AlertDocument>({
        ...target,
        from: (page - 1) * perPage,
        size: perPage,
        query: { match_all: {} },
        sort: [{ '@timestamp': 'desc' }, { 'kibana.alert.uuid': 'asc' }],
        track_total_hits: true,
      });
      const total =
        typeof answer.hits.total === 'number' ? answer.hits.total : (answer.hits.total?.value ?? 0);
      return { alerts: answer.hits.hits.flatMap(fromHit).map(({ alert }) => alert), total };
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

const openOrSince = (since: number, heldSince: number) => ({
  bool: { should: [activeAlerts, sinceEvent(since), heldAlerts(heldSince)], minimum_should_match: 1 },
});
const activeAlerts = { term: { 'kibana.alert.status': 'active' } };
const heldAlerts = (since: number) => ({
  bool: { filter: [{ exists: { field: 'brute_force.held' } }, sinceEvent(since)] },
});
const sinceEvent = (since: number) => ({
  range: { 'brute_force.last_event_at': { gte: since, format: 'epoch_millis' } },
});

/** Lists of operations, each as long as a bulk may be: an operation and its document stay together. */
function inParts(operations: object[][]): object[][] {
  const parts: object[][] = [];
  let bytes = Infinity;
  for (const operation of operations) {
    const own = Buffer.byteLength(JSON.stringify(operation));
    if (bytes + own > BULK_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts[parts.length - 1]?.push(...operation);
    bytes += own;
  }
  return parts;
}

function writeOf({ alert, revision }: StoredAlert, index: string): object {
  if (!revision) return { create: { _index: index, _id: alert.id } };
  return {
    index: { _index: index, _id: alert.id, if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm },
  };
}

function throwIfFailed(item: { status: number; error?: { reason?: string | null } } | undefined): void {
  if (!item?.error) return;
  if (item.status === 409) throw new ConflictError('an alert was written by another run');
  throw new StorageRefusedError(`an alert could not be stored (${item.status}): ${item.error.reason ?? ''}`);
}
