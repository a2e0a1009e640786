import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { LogonEvent } from '../../../common/alerts/events';
import type {
  Busiest,
  BusiestReading,
  EventQuestion,
  Hit,
  Span,
} from '../../detect/events/event_source_port';
import { incompleteAnswer, statusOf } from '../elasticsearch_errors';
import { asKeyword, type FieldCaps } from './field_types';
import type { RequestOptions } from './index_layout';

/** Of each field: enough to tell of an attack on many, few enough that their newest events are read in one to two seconds. */
const GROUPS = 200;
/** The most hits that Elasticsearch gives of one bucket (`index.max_inner_result_window`). */
const NEWEST_MAX = 100;

interface Bucket {
  newest: { hits: { hits: Hit[] } };
}
interface Answer {
  timed_out?: boolean;
  _shards: { failed: number };
  aggregations?: Record<string, { groups: { buckets: Bucket[] } }>;
}

/** By which fields, the best first, groups of a kind are counted; by none where Elasticsearch cannot. */
interface Counting {
  busiest: Busiest;
  fields: string[];
}

export interface Looking {
  client: ElasticsearchClient;
  patterns: string[];
  question: EventQuestion;
  options: RequestOptions;
}

/** The newest events of the groups with most of them, by one request. */
export async function readBusiestGroups(
  { client, patterns, question, options }: Looking,
  kinds: Busiest[],
  span: Span,
): Promise<BusiestReading> {
  const named = kinds.flatMap(({ kind }) => question.candidates[kind]);
  const wanted = [...question.fields, ...named.map(asKeyword)];
  const caps = await client.fieldCaps(
    { index: patterns, fields: [...new Set(wanted)], allow_no_indices: true, ignore_unavailable: true },
    options,
  );
  const counting = kinds.map((busiest) => ({
    busiest,
    fields: groupable(question.candidates[busiest.kind], caps.fields),
  }));
  const uncounted = counting.filter(({ fields }) => fields.length === 0).map(({ busiest }) => busiest.kind);
  const aggs = aggregationsOf(question, counting, caps.fields);
  if (uncounted.length === kinds.length) return { events: [], uncounted };
  const answer = await client
    .search<unknown, Answer['aggregations']>(
      {
        index: patterns,
        ignore_unavailable: true,
        size: 0,
        track_total_hits: false,
        request_cache: false,
        allow_partial_search_results: false,
        query: question.query(span.from, span.to) as never,
        aggs: aggs as never,
      },
      options,
    )
    .catch(noneWhereRefused);
  if (!answer) return { events: [], uncounted: kinds.map(({ kind }) => kind) };
  if (answer.timed_out || answer._shards.failed > 0) throw incompleteAnswer(answer._shards.failed);
  return { events: eventsOf(answer.aggregations, question), uncounted };
}

/** Mappings can be such that buckets are refused: the look ahead is left out then, and the whole reading tells all. */
function noneWhereRefused(error: unknown): null {
  if (statusOf(error) === 400) return null;
  throw error;
}

function eventsOf(aggregations: Answer['aggregations'], question: EventQuestion): LogonEvent[] {
  const hits = Object.values(aggregations ?? {}).flatMap(({ groups }) =>
    groups.buckets.flatMap(({ newest }) => newest.hits.hits),
  );
  const events = hits.flatMap((hit) => question.read(hit) ?? []);
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** For each field that can tell a group: of the documents that no better field tells it of. */
function aggregationsOf(
  question: EventQuestion,
  counting: Counting[],
  caps: FieldCaps,
): Record<string, object> {
  const read = question.fields.filter((field) => caps[field] !== undefined);
  return Object.fromEntries(
    counting.flatMap(({ busiest, fields }) =>
      fields.map((field, n) => {
        const better = fields.slice(0, n).map((name) => ({ exists: { field: name } }));
        const groups = bucketsOf(field, busiest, read, question.timeField);
        const filter = { bool: { must_not: better } };
        return [`${busiest.kind} ${n}`, { filter, aggs: { groups } }];
      }),
    ),
  );
}

/** Those that Elasticsearch can count by, and that are one thing in all indices: buckets of two types do not add up. */
function groupable(fields: readonly string[], caps: FieldCaps): string[] {
  const candidates = fields.flatMap((field) => [field, asKeyword(field)]);
  return candidates.filter((field) => {
    const types = Object.values(caps[field] ?? {});
    return types.length === 1 && types[0]?.aggregatable === true;
  });
}

const bucketsOf = (field: string, { least, newest }: Busiest, fields: string[], timeField: string) => ({
  // Each shard reads the events of all groups that it offers: more than are wanted would make up for little here.
  terms: { field, size: GROUPS, shard_size: GROUPS, min_doc_count: least, collect_mode: 'breadth_first' },
  aggs: {
    newest: {
      top_hits: {
        size: Math.min(newest, NEWEST_MAX),
        sort: [{ [timeField]: { order: 'desc', numeric_type: 'date', unmapped_type: 'date' } }],
        _source: false,
        fields: [...fields, { field: timeField, format: 'epoch_millis' }],
      },
    },
  },
});
