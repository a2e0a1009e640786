import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { Place } from '../../record/alert_store_port';
import type { Plan, Plans } from '../../record/plans_port';
import { both, isDelivery, toDocument } from './delivery_document';
import { StorageRefusedError } from '../elasticsearch_errors';
import { hashOf, stateIndex, type OwnIndex } from './own_indices';

/** The most hits of one search. */
const ALL = 10_000;
/** Groups asked about in one search: where twenty messages were planned for each, one page holds them. */
const GROUPS = 500;

/** What a space's tick asks of its deliveries, as Kibana's internal user, until `signal` ends it. */
export function createPlans(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
  signal?: AbortSignal,
): Plans {
  const place = { client, index: stateIndex(space), signal };
  return {
    async plannedFor(places, since) {
      const groups = [...new Map(places.map((one) => [keyOf(one), one])).values()];
      const found = new Map(groups.map((one) => [keyOf(one), new Array<Plan>()]));
      for (let start = 0; start < groups.length; start += GROUPS) {
        const hashes = groups
          .slice(start, start + GROUPS)
          .map(({ ruleId, groupKey }) => hashOf(ruleId, groupKey));
        for (const plan of await plansOf(place, hashes, since)) found.get(keyOf(plan))?.push(plan);
      }
      return { of: (ruleId, groupKey) => found.get(keyOf({ ruleId, groupKey })) ?? [] };
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

const keyOf = ({ ruleId, groupKey }: Place): string => JSON.stringify([ruleId, groupKey]);

const PLAN_FIELDS = [
  'entry.alertId',
  'entry.channel.id',
  'entry.ruleId',
  'entry.groupKey',
  'entry.ordinal',
  'entry.plannedAt',
  'entry.status',
];
type PlanSource = Omit<Plan, 'channelId'> & { channel: { id: string } };

/** All plans for these groups, page by page: one that is missed would be planned twice, or never. */
async function plansOf(
  { client, index, signal }: OwnIndex,
  hashes: string[],
  since: number,
): Promise<Plan[]> {
  const recent = { range: { planned_at: { gte: since, format: 'epoch_millis' } } };
  const found: Plan[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const answer = await client.search<{ entry: PlanSource }>(
      {
        index,
        ignore_unavailable: true,
        size: ALL,
        _source: PLAN_FIELDS,
        query: both(isDelivery, { terms: { group_hash: hashes } }, recent),
        sort: [{ planned_at: 'asc' }, { alert_id: 'asc' }, { channel_id: 'asc' }],
        search_after: after as never,
        allow_partial_search_results: false,
      },
      { signal },
    );
    found.push(...answer.hits.hits.flatMap(({ _source }) => (_source ? [toPlan(_source.entry)] : [])));
    if (answer.hits.hits.length < ALL) return found;
    after = answer.hits.hits[answer.hits.hits.length - 1]?.sort;
  }
}

const toPlan = ({ channel, ...plan }: PlanSource): Plan => ({ ...plan, channelId: channel.id });

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
