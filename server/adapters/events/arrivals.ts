import { LOOK_BACK } from '../../../common/bounds';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Arrivals, Late, Position, Read, Since, Span } from '../../detect/events/event_source_port';
import { isBehind, isUpTo, longestRefresh, mostShards, PositionMark } from './index_layout';
import { fromDocuments } from './field_plan';
import { hitsBody, readHits, shardsOf, type Asking, type HitsAnswer } from './shard_pages';
import { searchShards, type ShardSearch } from './shard_search';

/** More indices than have documents in one span: buckets are made of those only. */
const INDICES = 10_000;
interface Bucket {
  key: string;
  doc_count: number;
  seqNo: { value: number };
  late: { doc_count: number; first: { value: number }; last: { value: number } };
}
interface BucketsAnswer {
  aggregations?: { indices: { buckets: Bucket[] } };
}

export type { Asking } from './shard_pages';

/**
 * Documents that match both `first` and `query`, and none of `but`. `first` costs nothing to check: by it
 * Elasticsearch leaves out whole segments.
 */
const allOf = (first: object, query: object, but: object[] = []) => ({
  bool: { filter: [first, query], must_not: but },
});

/**
 * The highest sequence number of failures and lockouts in each shard now. Those of the day before the span
 * are looked at too, or they would seem late at the next reading.
 */
export async function readPosition(asking: Asking, { from, to }: Span): Promise<Position> {
  const { client, patterns, layout, question, options } = asking;
  const mark = new PositionMark(layout, {});
  const body = countBody(question.query(from - LOOK_BACK, to), question.timeField, from);
  const searches = shardsOf(layout).map((shard) => ({ shard, body }));
  summed(await searchShards<BucketsAnswer>(client, patterns, searches, options), mark);
  return mark.position();
}

/**
 * How many failures and lockouts of a span lie at or before a position. Those in an index that is not in the
 * layout are counted too: nobody asks what arrives there.
 */
export async function countUpTo(asking: Asking, position: Position, { from, to }: Span): Promise<number> {
  const { client, patterns, layout, question, options } = asking;
  const bodyOf = (query: object) => ({ size: 0, track_total_hits: true, query });
  const isTold = { terms: { _index: layout.map(({ name }) => name) } };
  const searches: ShardSearch[] = shardsOf(layout).map((shard) => ({
    shard,
    body: bodyOf(allOf(isUpTo(layout, position, shard), question.query(from, to))),
  }));
  searches.push({ body: bodyOf({ bool: { filter: [question.query(from, to)], must_not: [isTold] } }) });
  const answers = await searchShards<{ hits: { total: { value: number } } }>(
    client,
    patterns,
    searches,
    options,
  );
  return answers.reduce((count, { hits }) => count + hits.total.value, 0);
}

/**
 * Failures and lockouts of a span that lie behind `since.position`, in pages until `isTimeUp`, and how many
 * of the day before it came too late.
 */
export async function readBehind(
  asking: Asking,
  since: Since,
  span: Span,
  isTimeUp: () => boolean,
): Promise<Arrivals> {
  const { client, patterns, layout, question, options } = asking;
  const mark = new PositionMark(layout, since.furthest);
  const furthest = new PositionMark(layout, since.furthest);
  const known = isKnown(since.known);
  const [events, unreadable, stragglers]: [LogonEvent[], Read[], string[]] = [[], [], []];
  const { isAll, beside } = await readHits(
    asking,
    (shard) => allOf(isBehind(layout, since.position, shard), question.query(span.from, span.to), known),
    isTimeUp,
    (shard, hit, event, document) => {
      const [seqNo] = hit.sort;
      mark.see(hit._index, shard, seqNo);
      if (furthest.isPast(hit._index, shard, seqNo)) stragglers.push(`${hit._index}/${hit._id}`);
      if (event) events.push(event);
      else if (document) unreadable.push(document);
    },
    lateSearches(asking, since, span),
  );
  // Where time was up, unread documents lie before some of the late ones: those are left for the next reading.
  const late = isAll
    ? beside
    : await searchShards(client, patterns, lateSearches(asking, since, span, mark.position()), options);
  return {
    events,
    unreadable,
    stragglers,
    late: summed(late as BucketsAnswer[], mark),
    position: mark.position(),
    refreshEvery: longestRefresh(layout),
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
  const queryOf = (shard: number) => allOf(isBehind(asking.layout, position, shard), query);
  const events: LogonEvent[] = [];
  const { isAll } = await readHits(asking, queryOf, isTimeUp, (_shard, _hit, event) => {
    if (event) events.push(event);
  });
  return { events, isAll };
}

/** Events behind a position where they are fewer than about `few`; null where a shard has more than its part of them. */
export async function readFewBehind(
  { client, patterns, layout, question, options }: Asking,
  position: Position,
  query: object,
  few: number,
): Promise<LogonEvent[] | null> {
  const size = Math.ceil(few / mostShards(layout));
  const searches = shardsOf(layout).map((shard) => ({
    shard,
    // In any order: where there are more, Elasticsearch need not look at them all.
    body: {
      ...hitsBody(fromDocuments(question), allOf(isBehind(layout, position, shard), query), size, undefined),
      sort: '_doc',
    },
  }));
  const answers = await searchShards<HitsAnswer>(client, patterns, searches, options);
  const hits = answers.map((answer) => answer.hits.hits);
  if (hits.some(({ length }) => length === size)) return null;
  return hits.flat().flatMap((hit) => question.read(hit) ?? []);
}

/**
 * The searches, one a shard, that count failures and lockouts of the day before a span: those behind
 * `since.furthest` and, where `upTo` is given, at or before that.
 */
const lateSearches = (
  { layout, question }: Asking,
  { furthest, lateBefore }: Since,
  { from }: Span,
  upTo?: Position,
) =>
  shardsOf(layout).map((shard) => {
    const late = allOf(isBehind(layout, furthest, shard), question.query(from - LOOK_BACK, from - 1));
    const query = upTo ? allOf(isUpTo(layout, upTo, shard), late) : late;
    return { shard, body: countBody(query, question.timeField, lateBefore) };
  });

/**
 * A search that gives, by index, the highest sequence number of what a query finds, and of what is older than
 * `lateBefore` (epoch ms) the number and the first and last time.
 */
const countBody = (query: object, timeField: string, lateBefore: number) => ({
  size: 0,
  track_total_hits: false,
  query,
  aggs: {
    indices: {
      terms: { field: '_index', size: INDICES },
      aggs: {
        seqNo: { max: { field: '_seq_no' } },
        late: {
          filter: { range: { [timeField]: { lt: lateBefore, format: 'epoch_millis' } } },
          aggs: { first: { min: { field: timeField } }, last: { max: { field: timeField } } },
        },
      },
    },
  },
});

/** Adds up the late documents of all answers, one a shard in order. `mark` sees the sequence numbers. */
function summed(answers: BucketsAnswer[], mark: PositionMark): Late {
  const found = answers.flatMap(({ aggregations }, shard) =>
    (aggregations?.indices.buckets ?? []).map((bucket) => ({ ...bucket, shard })),
  );
  for (const { key, shard, seqNo } of found) mark.see(key, shard, seqNo.value);
  const late = found.flatMap((bucket) => (bucket.late.doc_count > 0 ? [bucket.late] : []));
  const least = (values: number[]) => (values.length === 0 ? null : Math.min(...values));
  return {
    count: late.reduce((sum, { doc_count: count }) => sum + count, 0),
    first: least(late.map(({ first }) => first.value)),
    last: late.length === 0 ? null : Math.max(...late.map(({ last }) => last.value)),
  };
}

/**
 * Queries, one for each index, that find the documents with these ids. An event's id is the name of its
 * index, a slash, and the id in it.
 */
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
