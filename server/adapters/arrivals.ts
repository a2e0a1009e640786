import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { LOOK_BACK } from '../../common/bounds';
import type { LogonEvent } from '../../common/events';
import type {
  Arrivals,
  EventQuestion,
  Hit,
  Late,
  Position,
  Read,
  Since,
  Span,
} from '../detect/event_source_port';
import { isBehind, isUpTo, mostShards, PositionMark, type Place, type RequestOptions } from './index_layout';
import { searchShards, type ShardSearch } from './shard_search';

/** Elasticsearch gives at most this many hits a page (`index.max_result_window`). */
export const PAGE = 10_000;
/** More indices than have documents in one span: buckets are made of those only. */
const INDICES = 10_000;
/** What came last in a shard has the highest number; the index decides between equal ones. */
const BY_ARRIVAL = [{ _seq_no: { order: 'asc' } }, { _index: { order: 'asc' } }];

export interface Asking {
  client: ElasticsearchClient;
  patterns: string[];
  question: EventQuestion;
  layout: Place[];
  options: RequestOptions;
}

interface Numbered extends Hit {
  sort: [number, string];
}
interface HitsAnswer {
  hits: { hits: Numbered[] };
}
interface Bucket {
  key: string;
  doc_count: number;
  seqNo: { value: number };
  first: { value: number };
  last: { value: number };
}
interface BucketsAnswer {
  aggregations?: { indices: { buckets: Bucket[] } };
}

const shardsOf = (layout: Place[]) => Array.from({ length: mostShards(layout) }, (_, shard) => shard);
/** What costs nothing to tell stands first: Elasticsearch leaves out whole segments by it. */
const allOf = (first: object, query: object, but: object[] = []) => ({
  bool: { filter: [first, query], must_not: but },
});

/** How far each shard's failures and lockouts of a span are numbered now. */
export async function readPosition(asking: Asking, { from, to }: Span): Promise<Position> {
  const { layout, question } = asking;
  const mark = new PositionMark(layout, {});
  const searches = shardsOf(layout).map((shard) => ({
    shard,
    body: countBody(question.query(from, to), question.timeField),
  }));
  await seeBuckets(asking, searches, mark);
  return mark.position();
}

/** How many failures and lockouts of a span lie at or before a position. */
export async function countUpTo(asking: Asking, position: Position, { from, to }: Span): Promise<number> {
  const { client, patterns, layout, question, options } = asking;
  const searches = shardsOf(layout).map((shard) => ({
    shard,
    body: {
      size: 0,
      track_total_hits: true,
      query: allOf(isUpTo(layout, position, shard), question.query(from, to)),
    },
  }));
  const answers = await searchShards<{ hits: { total: { value: number } } }>(
    client,
    patterns,
    searches,
    options,
  );
  return answers.reduce((count, { hits }) => count + hits.total.value, 0);
}

/** Failures and lockouts of a span that lie behind a position, in pages until `isTimeUp`, and how many came too late. */
export async function readBehind(
  asking: Asking,
  since: Since,
  span: Span,
  isTimeUp: () => boolean,
): Promise<Arrivals> {
  const { layout, question } = asking;
  const mark = new PositionMark(layout, since.furthest);
  const furthest = new PositionMark(layout, since.furthest);
  const stragglers: string[] = [];
  const late = await seeBuckets(asking, lateSearches(asking, since, span), mark);
  const known = isKnown(since.known);
  const { hits, isAll } = await readHits(
    asking,
    (shard) => allOf(isBehind(layout, since.position, shard), question.query(span.from, span.to), known),
    (hit, shard) => {
      if (furthest.isPast(hit._index, shard, hit.sort[0])) stragglers.push(`${hit._index}/${hit._id}`);
      mark.see(hit._index, shard, hit.sort[0]);
    },
    isTimeUp,
  );
  const read = hits.map((hit) => ({ hit, event: question.read(hit) }));
  return {
    events: read.flatMap(({ event }) => event ?? []),
    unreadable: read.flatMap(({ hit, event }) => (event ? [] : toUnreadable(hit, question.timeField))),
    stragglers,
    late,
    position: mark.position(),
    isAll,
  };
}

/** All hits of a query that lie behind a position, whatever they are. */
export async function readEventsBehind(
  asking: Asking,
  position: Position,
  query: object,
  isTimeUp: () => boolean,
): Promise<{ events: LogonEvent[]; isAll: boolean }> {
  const { hits, isAll } = await readHits(
    asking,
    (shard) => allOf(isBehind(asking.layout, position, shard), query),
    () => undefined,
    isTimeUp,
  );
  return { events: hits.flatMap((hit) => asking.question.read(hit) ?? []), isAll };
}

async function readHits(
  { client, patterns, layout, question, options }: Asking,
  queryOf: (shard: number) => object,
  see: (hit: Numbered, shard: number) => void,
  isTimeUp: () => boolean,
): Promise<{ hits: Numbered[]; isAll: boolean }> {
  const hits: Numbered[] = [];
  let pages = shardsOf(layout).map((shard) => ({ shard, after: undefined as unknown }));
  while (pages.length > 0) {
    const searches = pages.map(({ shard, after }) => ({
      shard,
      body: hitsBody(question, queryOf(shard), after),
    }));
    const answers = await searchShards<HitsAnswer>(client, patterns, searches, options);
    const asked = pages;
    pages = [];
    answers.forEach(({ hits: { hits: found } }, n) => {
      const shard = asked[n]?.shard ?? 0;
      for (const hit of found) {
        hits.push(hit);
        see(hit, shard);
      }
      if (found.length === PAGE) pages.push({ shard, after: found[found.length - 1]?.sort });
    });
    if (pages.length > 0 && isTimeUp()) return { hits, isAll: false };
  }
  return { hits, isAll: true };
}

const hitsBody = (question: EventQuestion, query: object, after: unknown) => ({
  size: PAGE,
  query,
  _source: false,
  fields: [...question.fields, { field: question.timeField, format: 'epoch_millis' }],
  sort: BY_ARRIVAL,
  search_after: after,
  track_total_hits: false,
});

const lateSearches = ({ layout, question }: Asking, { furthest }: Since, { from, to }: Span) =>
  shardsOf(layout).map((shard) => ({
    shard,
    body: countBody(
      allOf(isBehind(layout, furthest, shard), question.query(to - LOOK_BACK, from - 1)),
      question.timeField,
    ),
  }));

const countBody = (query: object, timeField: string) => ({
  size: 0,
  track_total_hits: false,
  query,
  aggs: {
    indices: {
      terms: { field: '_index', size: INDICES },
      aggs: {
        seqNo: { max: { field: '_seq_no' } },
        first: { min: { field: timeField } },
        last: { max: { field: timeField } },
      },
    },
  },
});

async function seeBuckets(
  { client, patterns, options }: Asking,
  searches: ShardSearch[],
  mark: PositionMark,
): Promise<Late> {
  const answers = await searchShards<BucketsAnswer>(client, patterns, searches, options);
  const found = answers.flatMap(({ aggregations }, n) =>
    (aggregations?.indices.buckets ?? []).map((bucket) => ({ ...bucket, shard: searches[n]?.shard ?? 0 })),
  );
  for (const { key, shard, seqNo } of found) mark.see(key, shard, seqNo.value);
  const least = (values: number[]) => (values.length === 0 ? null : Math.min(...values));
  return {
    count: found.reduce((sum, { doc_count: count }) => sum + count, 0),
    first: least(found.map(({ first }) => first.value)),
    last: found.length === 0 ? null : Math.max(...found.map(({ last }) => last.value)),
  };
}

/** Ids as events carry them: of the index, and within it. */
function isKnown(ids: string[]): object[] {
  const byIndex = new Map<string, string[]>();
  for (const id of ids) {
    const slash = id.indexOf('/');
    const index = id.slice(0, slash);
    const known = byIndex.get(index);
    if (known) known.push(id.slice(slash + 1));
    else byIndex.set(index, [id.slice(slash + 1)]);
  }
  return [...byIndex].map(([index, values]) => ({
    bool: { filter: [{ term: { _index: index } }, { ids: { values } }] },
  }));
}

export function toUnreadable(hit: Hit, timeField: string): Read[] {
  const at = Number(hit.fields?.[timeField]?.[0]);
  return Number.isFinite(at) ? [{ id: `${hit._index}/${hit._id}`, at: Math.floor(at) }] : [];
}
