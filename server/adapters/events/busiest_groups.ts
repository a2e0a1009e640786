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
import { createGiveWay } from '../event_loop';
import { inPieces } from '../in_pieces';
import { newestFirst } from './by_time';
import {
  fromDocuments,
  hasList,
  planFields,
  theseDocuments,
  withAskedAgain,
  type FieldPlan,
} from './field_plan';
import { asKeyword, type FieldCaps } from './field_types';
import { readEach } from './read_hits';
import type { RequestOptions } from './index_layout';

/** Of each field: enough to tell of an attack on many, few enough that their newest events are read in one to two seconds. */
const GROUPS = 200;
/** The most hits that Elasticsearch gives of one bucket (`index.max_inner_result_window`). */
const NEWEST_MAX = 100;

/** Hits of an answer, about: some 2 MB, which are parsed in some 15 ms. */
const HITS = 2_000;

type Key = string | number;
type Aggregations = Record<
  string,
  { groups: { buckets: Array<{ key: Key; newest?: { hits: { hits: Hit[] } } }> } }
>;

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

/**
 * The newest events of the groups with most of them: one request for the groups, and one for the events of
 * some of them at a time. Where Elasticsearch refuses (400) there are no events, and all kinds are uncounted.
 */
export async function readBusiestGroups(
  looking: Looking,
  kinds: Busiest[],
  span: Span,
): Promise<BusiestReading> {
  const { client, patterns, question, options } = looking;
  const named = kinds.flatMap(({ kind }) => question.candidates[kind]);
  const wanted = [...question.fields, question.timeField, ...named.map(asKeyword)];
  const caps = await client.fieldCaps(
    { index: patterns, fields: [...new Set(wanted)], allow_no_indices: true, ignore_unavailable: true },
    options,
  );
  const counting = kinds.map((busiest) => ({
    busiest,
    fields: groupable(question.candidates[busiest.kind], caps.fields),
  }));
  const uncounted = counting.filter(({ fields }) => fields.length === 0).map(({ busiest }) => busiest.kind);
  if (uncounted.length === kinds.length) return { events: [], uncounted };
  const events = await readEvents(looking, counting, span, planFields(question, caps.fields)).catch(
    noneWhereRefused,
  );
  return events ? { events, uncounted } : { events: [], uncounted: kinds.map(({ kind }) => kind) };
}

/** Some mappings make Elasticsearch refuse buckets. Then this is left out: reading the whole slice finds all. */
function noneWhereRefused(error: unknown): null {
  if (statusOf(error) === 400) return null;
  throw error;
}

async function readEvents(
  looking: Looking,
  counting: Counting[],
  span: Span,
  plan: FieldPlan,
): Promise<LogonEvent[]> {
  const giveWay = createGiveWay();
  const events = new Map<string, LogonEvent>();
  const tellers = tellersOf(counting);
  const found = await aggregated(looking, span, [], groupsOf(tellers));
  for (const [n, teller] of tellers.entries()) {
    const keys = (found[String(n)]?.groups.buckets ?? []).map(({ key }) => key);
    for (const some of inPieces(keys, Math.ceil(HITS / newestOf(teller.busiest)))) {
      const hits = await readNewest(looking, span, teller, { keys: some, plan });
      await readEach(hits, looking.question, giveWay, (_hit, event) => event && events.set(event.id, event));
    }
  }
  return [...events.values()];
}

/** A field that can name the group of a document. It is used for documents that have none of the `better` fields. */
interface Teller {
  busiest: Busiest;
  field: string;
  better: string[];
}

const tellersOf = (counting: Counting[]): Teller[] =>
  counting.flatMap(({ busiest, fields }) =>
    fields.map((field, n) => ({ busiest, field, better: fields.slice(0, n) })),
  );

const toldBy = ({ better }: Teller) => ({
  bool: { must_not: better.map((field) => ({ exists: { field } })) },
});

/** Aggregations for the groups with most events, each named by the place of its teller in the list. */
const groupsOf = (tellers: Teller[]): Record<string, object> =>
  Object.fromEntries(
    tellers.map((teller, n) => {
      const { field, busiest } = teller;
      // Each shard reads the events of all groups that it offers: more than are wanted would make up for little here.
      const terms = { field, size: GROUPS, shard_size: GROUPS, min_doc_count: busiest.least };
      return [String(n), { filter: toldBy(teller), aggs: { groups: { terms } } }];
    }),
  );

async function readNewest(
  looking: Looking,
  span: Span,
  teller: Teller,
  { keys, plan }: { keys: Key[]; plan: FieldPlan },
): Promise<Hit[]> {
  const { field, busiest } = teller;
  const ofGroups = await aggregated(looking, span, [{ terms: { [field]: keys } }], {
    '0': {
      filter: toldBy(teller),
      aggs: {
        groups: {
          terms: { field, include: keys, size: keys.length, shard_size: keys.length },
          aggs: { newest: { top_hits: newestHits(looking.question, busiest, plan) } },
        },
      },
    },
  });
  const hits = (ofGroups['0']?.groups.buckets ?? []).flatMap(({ newest }) => newest?.hits.hits ?? []);
  const listed = hits.filter((hit) => hasList(hit, plan));
  return listed.length === 0 ? hits : withAskedAgain(hits, await askAgain(looking, listed));
}

const newestHits = ({ timeField }: EventQuestion, busiest: Busiest, plan: FieldPlan) => ({
  size: newestOf(busiest),
  sort: [newestFirst(timeField)],
  _source: false,
  ...plan,
});

const newestOf = ({ newest }: Busiest): number => Math.min(newest, NEWEST_MAX);

async function askAgain({ client, patterns, question, options }: Looking, hits: Hit[]): Promise<Hit[]> {
  const answer = await client.search(
    {
      index: patterns,
      ignore_unavailable: true,
      size: hits.length,
      query: theseDocuments(hits) as never,
      _source: false,
      ...fromDocuments(question),
      allow_partial_search_results: false,
    },
    options,
  );
  if (answer.timed_out || answer._shards.failed > 0) throw incompleteAnswer(answer._shards.failed);
  return answer.hits.hits as Hit[];
}

async function aggregated(
  { client, patterns, question, options }: Looking,
  { from, to }: Span,
  filter: object[],
  aggs: Record<string, object>,
): Promise<Aggregations> {
  const answer = await client.search<unknown, Aggregations>(
    {
      index: patterns,
      ignore_unavailable: true,
      size: 0,
      track_total_hits: false,
      request_cache: false,
      allow_partial_search_results: false,
      query: { bool: { filter: [...filter, question.query(from, to)] } } as never,
      aggs: aggs as never,
    },
    options,
  );
  if (answer.timed_out || answer._shards.failed > 0) throw incompleteAnswer(answer._shards.failed);
  return answer.aggregations ?? {};
}

/**
 * The fields, and their keyword sub-fields, by which Elasticsearch can group and that have one type in all
 * indices: buckets of two types do not add up.
 */
function groupable(fields: readonly string[], caps: FieldCaps): string[] {
  const candidates = fields.flatMap((field) => [field, asKeyword(field)]);
  return candidates.filter((field) => {
    const types = Object.values(caps[field] ?? {});
    return types.length === 1 && types[0]?.aggregatable === true;
  });
}
