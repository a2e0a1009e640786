import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Severity } from '../../../common/rules/rules';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { placeKey } from '../../../common/alerts/place';
import type { ChannelPlans, Plan, Plans } from '../../record/plans_port';
import { toDocument } from './delivery_document';
import { StorageRefusedError } from '../elasticsearch_errors';
import { inPieces } from '../in_pieces';
import { CHANNELS_INDEX, hashOf, stateIndex, type OwnIndex } from './own_indices';
import { revisionOf } from './compare_and_set';
import { anyOf, both, isDelivery, noEdit, range } from './query_parts';

/** The most hits of one search. */
const ALL = 10_000;
/** Groups asked about in one search: where twenty messages were planned for each, one page holds them. */
const GROUPS = 500;
/** Deliveries in one request that writes. */
const WRITTEN_AT_ONCE = 500;

/** What a space's tick asks of its deliveries, as Kibana's internal user, until `signal` ends it. */
export function createPlans(
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
  signal?: AbortSignal,
): Plans {
  const place = { client, index: stateIndex(space), signal };
  const write = async (entries: Entry[], operationOf: OperationOf) => {
    if (entries.length === 0) return;
    await setUp();
    for (const some of inPieces(entries, WRITTEN_AT_ONCE)) await writeAll(place, some, operationOf);
  };
  return {
    async plannedFor(places, since) {
      const groups = [...new Map(places.map((one) => [placeKey(one), one])).values()];
      const found = new Map(groups.map((one) => [placeKey(one), new Array<Plan>()]));
      for (const some of inPieces(groups, GROUPS)) {
        const hashes = some.map(({ ruleId, groupKey }) => hashOf(ruleId, groupKey));
        for (const plan of await plansOf(place, hashes, since)) found.get(placeKey(plan))?.push(plan);
      }
      return { of: (ruleId, groupKey) => found.get(placeKey({ ruleId, groupKey })) ?? [] };
    },
    ofChannels: (asked) => channelPlans(place, space, asked),
    replace: (entries) => write(entries, overwriting),
    add: (entries) => write(entries, creating),
  };
}

const PLAN_FIELDS = [
  'entry.id',
  'entry.edits',
  'entry.alertId',
  'entry.channel.id',
  'entry.ruleId',
  'entry.groupKey',
  'entry.ordinal',
  'entry.plannedAt',
  'entry.status',
  'entry.message.severity',
  'entry.message.attempts',
];
type PlanSource = Omit<Plan, 'channelId' | 'severity' | 'attempts'> & {
  channel: { id: string };
  message: Pick<Plan, 'severity' | 'attempts'>;
};

/** All plans for these groups, page by page: one that is missed would be planned twice, or never. */
async function plansOf(
  { client, index, signal }: OwnIndex,
  hashes: string[],
  since: number,
): Promise<Plan[]> {
  const found: Plan[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const answer = await client.search<{ entry: PlanSource }>(
      {
        index,
        ignore_unavailable: true,
        size: ALL,
        _source: PLAN_FIELDS,
        query: both(
          isDelivery,
          { terms: { 'brute_force.group_hash': hashes } },
          range('planned_at', { gte: since }),
        ),
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

const toPlan = ({ channel, message, ...plan }: PlanSource): Plan => ({
  ...plan,
  ...message,
  channelId: channel.id,
});

/** First messages since then, the digests with these ids, and the broken channels of the space: in one search. */
async function channelPlans(
  { client, index, signal }: OwnIndex,
  space: string,
  { since, digests }: { since: number; digests: string[] },
): Promise<ChannelPlans> {
  const firsts = both(
    isDelivery,
    // The first message of its own about an alert of a digest is a reminder.
    { terms: { reason: ['first', 'severity', 'reminder'] } },
    range('planned_at', { gte: since }),
    noEdit,
  );
  const broken = both({ term: { kind: 'circuit' } }, { term: { space } });
  const { hits } = await client.search<ChannelSource>(
    {
      index: [index, CHANNELS_INDEX],
      ignore_unavailable: true,
      size: ALL,
      seq_no_primary_term: true,
      query: anyOf(firsts, broken, both(isDelivery, { ids: { values: digests } })),
      track_total_hits: false,
      allow_partial_search_results: false,
    },
    { signal },
  );
  return toChannelPlans(hits.hits, digests);
}

interface ChannelSource {
  circuit?: { channelId: string };
  entry?: OutboxEntry<{ severity: Severity }>;
}

function toChannelPlans(hits: Array<ChannelHit>, digests: string[]): ChannelPlans {
  const asked = new Set(digests);
  const entries = hits.flatMap((hit) => (hit._source?.entry ? [{ hit, entry: hit._source.entry }] : []));
  return {
    broken: hits.flatMap(({ _source }) => _source?.circuit?.channelId ?? []),
    // An alert has one first message, whatever others follow.
    firsts: entries.flatMap(({ entry: { reason, ordinal, channel, message } }) =>
      reason !== 'digest' && (ordinal === 1 || message.severity === 'critical')
        ? [{ channelId: channel.id, severity: message.severity }]
        : [],
    ),
    digests: entries.flatMap(({ hit, entry }) =>
      asked.has(entry.id) ? [{ ...entry, revision: revisionOf(hit) }] : [],
    ),
  };
}

interface ChannelHit {
  _source?: ChannelSource;
  _seq_no?: number;
  _primary_term?: number;
}

type Entry = OutboxEntry<unknown>;
/** The first line of a delivery in a bulk request: what becomes of it. */
type OperationOf = (index: string, entry: Entry) => object;

/** One that is there already stays as it is. */
const creating: OperationOf = (index, { id }) => ({ create: { _index: index, _id: id } });

/** One that somebody wrote since it was read stays as it is. */
const overwriting: OperationOf = (index, { id, revision: { seqNo, primaryTerm } = {} }) => ({
  index: { _index: index, _id: id, if_seq_no: seqNo, if_primary_term: primaryTerm },
});

async function writeAll(
  { client, index, signal }: OwnIndex,
  entries: Entry[],
  operationOf: OperationOf,
): Promise<void> {
  const operations = entries.flatMap((entry) => [operationOf(index, entry), toDocument(entry)]);
  const answer = await client.bulk({ operations, refresh: true }, { signal });
  for (const written of answer.items.flatMap((item) => Object.values(item))) {
    if (written?.error && written.status !== 409)
      throw new StorageRefusedError(`a delivery could not be stored (${written.status})`);
  }
}
