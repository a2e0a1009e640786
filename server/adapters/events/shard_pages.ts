import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { LogonEvent } from '../../../common/alerts/events';
import type { EventQuestion, Hit, Read } from '../../detect/events/event_source_port';
import { createGiveWay } from '../event_loop';
import { theseDocuments, withAskedAgain, type FieldPlan } from './field_plan';
import type { FieldPlanner } from './field_planner';
import { mostShards, type Place, type RequestOptions } from './index_layout';
import { readEach } from './read_hits';
import { searchShards, type ShardSearch } from './shard_search';

/** Hits of an answer, of all shards together: some 0.8 MB, which are parsed in some 6 ms. */
export const PAGE = 1_000;
/** Of each shard, at least so many. */
const PAGE_OF_SHARD = 500;
/** What came last in a shard has the highest number; the index decides between equal ones. */
const BY_ARRIVAL = [{ _seq_no: { order: 'asc' } }, { _index: { order: 'asc' } }];

export interface Asking {
  client: ElasticsearchClient;
  patterns: string[];
  question: EventQuestion;
  planner: FieldPlanner;
  layout: Place[];
  options: RequestOptions;
}

export interface Numbered extends Hit {
  sort: [number, string];
}
export interface HitsAnswer {
  hits: { hits: Numbered[] };
}
export const shardsOf = (layout: Place[]) => Array.from({ length: mostShards(layout) }, (_, shard) => shard);
/** What becomes of a hit; see `readEach`. */
type Take = (
  shard: number,
  hit: Numbered,
  event: LogonEvent | undefined,
  unreadable: Read | undefined,
) => void;

/**
 * Reads the hits of a query in each shard, page by page, and hands each to `take`. `isAll` is false where the
 * time was up between two pages. The searches `beside` go along with the first page, and their answers come
 * back. The first page is mostly all there is, so it is read from the documents; only for more is it worth
 * asking for the best plan.
 */
export async function readHits(
  asking: Asking,
  queryOf: (shard: number) => object,
  isTimeUp: () => boolean,
  take: Take,
  beside: ShardSearch[] = [],
): Promise<{ isAll: boolean; beside: unknown[] }> {
  const { question, planner, layout, options } = asking;
  const giveWay = createGiveWay();
  let answersBeside: unknown[] = [];
  let pages: Wanted[] = shardsOf(layout).map((shard) => ({ shard, query: queryOf(shard), after: undefined }));
  for (let page = 0; pages.length > 0; page += 1) {
    if (page > 0 && isTimeUp()) return { isAll: false, beside: answersBeside };
    const size = Math.max(PAGE_OF_SHARD, Math.ceil(PAGE / pages.length));
    const found =
      page === 0
        ? await readPage(asking, pages, { size, plan: planner.fromDocuments, beside })
        : await planner.ask(options.signal, (plan) => readPage(asking, pages, { size, plan, beside: [] }));
    if (page === 0) answersBeside = found.beside;
    for (const [n, { shard }] of pages.entries())
      await readEach(found.hits[n] ?? [], question, giveWay, (hit, event, document) =>
        take(shard, hit, event, document),
      );
    pages = pages.flatMap((wanted, n) => {
      const hits = found.hits[n] ?? [];
      return hits.length === size ? [{ ...wanted, after: hits[hits.length - 1]?.sort }] : [];
    });
  }
  return { isAll: true, beside: answersBeside };
}

/** The next page of a shard. */
interface Wanted {
  shard: number;
  query: object;
  after: unknown;
}

/** One page of each shard, in their order. */
async function readPage(
  { client, patterns, planner, options }: Asking,
  pages: Wanted[],
  { size, plan, beside }: { size: number; plan: FieldPlan; beside: ShardSearch[] },
): Promise<{ hits: Numbered[][]; beside: unknown[] }> {
  const searches = pages.map(({ shard, query, after }) => ({
    shard,
    body: hitsBody(plan, query, size, after),
  }));
  const answers = await searchShards<HitsAnswer>(client, patterns, [...searches, ...beside], options);
  const hits = answers.slice(0, searches.length).map((answer) => answer.hits.hits);
  const partly = pages.flatMap(({ shard }, n) => {
    const askAgain = planner.toAskAgain(hits[n] ?? [], plan);
    return askAgain.length === 0 ? [] : [{ n, shard, askAgain }];
  });
  const again = await searchShards<HitsAnswer>(
    client,
    patterns,
    partly.map(({ shard, askAgain }) => ({
      shard,
      body: hitsBody(planner.fromDocuments, theseDocuments(askAgain), askAgain.length, undefined),
    })),
    options,
  );
  for (const [m, { n }] of partly.entries())
    hits[n] = withAskedAgain(hits[n] ?? [], again[m]?.hits.hits ?? []);
  return { hits, beside: answers.slice(searches.length) };
}

export const hitsBody = (plan: FieldPlan, query: object, size: number, after: unknown) => ({
  size,
  query,
  _source: false,
  ...plan,
  sort: BY_ARRIVAL as unknown,
  search_after: after,
  track_total_hits: false,
});
