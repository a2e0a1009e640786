import type { Delivery } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { DeliveryReader, Plan, Plans } from '../../record/plans_port';
import { both, fromHit, isDelivery, toDocument, toView } from './delivery_document';
import { StorageRefusedError } from '../elasticsearch_errors';
import { hashOf, stateIndex, type OwnIndex } from './own_indices';

/** The most hits of one search. */
const ALL = 10_000;
/** So many groups a search: one that was told of twenty times still fits. */
const GROUPS = 500;

type Find = (filter: object[], size?: number, extra?: object) => Promise<Array<OutboxEntry<unknown>>>;

function finder(client: ElasticsearchClient, space: string): Find {
  return async (filter, size = ALL, extra = {}) => {
    const answer = await client.search<{ entry: OutboxEntry<unknown> }>({
      index: stateIndex(space),
      ignore_unavailable: true,
      size,
      seq_no_primary_term: true,
      query: { bool: { filter: [isDelivery, ...filter] } },
      sort: [{ planned_at: 'desc' }],
      allow_partial_search_results: false,
      ...extra,
    });
    return answer.hits.hits.flatMap((hit) => fromHit<unknown>(hit));
  };
}

/** What a space's tick asks of its deliveries, as Kibana's internal user, until `signal` ends it. */
export function createPlans(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
  signal?: AbortSignal,
): Plans {
  const place = { client, index: stateIndex(space), signal };
  return {
    async plannedFor(places) {
      const found = new Map<string, Plan[]>();
      const hashes = [...new Set(places.map(({ ruleId, groupKey }) => hashOf(ruleId, groupKey)))];
      for (let start = 0; start < hashes.length; start += GROUPS) {
        for (const plan of await plansOf(place, hashes.slice(start, start + GROUPS))) {
          const hash = hashOf(plan.ruleId, plan.groupKey);
          found.set(hash, [...(found.get(hash) ?? []), plan]);
        }
      }
      return { of: (ruleId, groupKey) => found.get(hashOf(ruleId, groupKey)) ?? [] };
    },
    async add(entries) {
      if (entries.length === 0) return;
      await setUp();
      for (let start = 0; start < entries.length; start += GROUPS) {
        await createAll(place, entries.slice(start, start + GROUPS));
      }
    },
  };
}

const PLAN_FIELDS = ['entry.alertId', 'entry.ruleId', 'entry.groupKey', 'entry.plannedAt', 'entry.status'];

/** All of them, page by page: one that is missed would be planned twice, or never. */
async function plansOf({ client, index, signal }: OwnIndex, hashes: string[]): Promise<Plan[]> {
  const found: Plan[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const answer = await client.search<{ entry: Plan }>(
      {
        index,
        ignore_unavailable: true,
        size: ALL,
        _source: PLAN_FIELDS,
        query: both(isDelivery, { terms: { group_hash: hashes } }),
        sort: [{ planned_at: 'asc' }, { alert_id: 'asc' }],
        search_after: after as never,
        allow_partial_search_results: false,
      },
      { signal },
    );
    found.push(...answer.hits.hits.flatMap(({ _source }) => (_source ? [_source.entry] : [])));
    if (answer.hits.hits.length < ALL) return found;
    after = answer.hits.hits[answer.hits.hits.length - 1]?.sort;
  }
}

async function createAll(
  { client, index, signal }: OwnIndex,
  entries: Array<OutboxEntry<unknown>>,
): Promise<void> {
  const operations = entries.flatMap((entry) => [
    { create: { _index: index, _id: entry.id } },
    toDocument(entry),
  ]);
  const answer = await client.bulk({ operations, refresh: true }, { signal });
  for (const { create } of answer.items) {
    if (create?.error && create.status !== 409)
      throw new StorageRefusedError(`a delivery could not be stored (${create.status})`);
  }
}

/** What a space's pages ask of its deliveries. */
export function createDeliveryReader(client: ElasticsearchClient, space: string): DeliveryReader {
  const index = stateIndex(space);
  const find = finder(client, space);
  const count = async (status: string) =>
    (await client.count({ index, ignore_unavailable: true, query: both(isDelivery, { term: { status } }) }))
      .count;

  return {
    async ofAlerts(alertIds) {
      const entries = alertIds.length === 0 ? [] : await find([{ terms: { alert_id: alertIds } }]);
      const byAlert = new Map<string, Delivery[]>(alertIds.map((id) => [id, []]));
      for (const entry of entries.reverse()) byAlert.get(entry.alertId)?.push(toView(entry));
      return byAlert;
    },
    async overview() {
      const [waiting, sending, refused, [newest], [delivered]] = await Promise.all([
        count('pending'),
        count('sending'),
        count('refused'),
        find([], 1),
        find([{ term: { status: 'delivered' } }], 1),
      ]);
      return {
        waiting: waiting + sending,
        refused,
        newest: newest ?? null,
        lastDeliveredAt: delivered?.deliveredAt ?? null,
      };
    },
    async retryRefused(since, now) {
      const after = { range: { planned_at: { gte: since, format: 'epoch_millis' } } };
      const refused = await find([{ term: { status: 'refused' } }, after]);
      const operations = newestOfEachAlert(refused).flatMap((entry) => retry(entry, index, now));
      if (operations.length > 0) await client.bulk({ operations, refresh: true });
    },
  };
}

/** `entries` newest first: of an attack that went on, only the last message is still news. */
const newestOfEachAlert = (entries: Array<OutboxEntry<unknown>>) => [
  ...new Map([...entries].reverse().map((entry) => [entry.alertId, entry])).values(),
];

/** Where another Kibana wrote it meanwhile, it stays as that one left it. */
function retry(entry: OutboxEntry<unknown>, index: string, now: number): object[] {
  const condition = { if_seq_no: entry.revision?.seqNo, if_primary_term: entry.revision?.primaryTerm };
  return [
    { index: { _index: index, _id: entry.id, ...condition } },
    toDocument({ ...entry, status: 'pending', notBefore: now }),
  ];
}
