import type { GiveWay } from '../../../common/give_way';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Found, Hit, Span, Take } from '../../detect/events/event_source_port';
import { incompleteAnswer } from '../elasticsearch_errors';
import { createGiveWay } from '../event_loop';
import { oldestFirst } from './by_time';
import { theseDocuments, withAskedAgain, type FieldPlan } from './field_plan';
import type { FieldPlanner } from './field_planner';
import { PagesAhead } from './pages_ahead';
import { PAGE, type PageEnds, type Stretch } from './stretch';
import { readEach } from './read_hits';
import type { RequestOptions } from './index_layout';

const KEEP_ALIVE = '1m';
/** Closing a point in time is good manners and no more: a tick must not wait for it. */
const CLOSE_TIMEOUT = 1_000;

export interface WholeReading {
  client: ElasticsearchClient;
  patterns: string[];
  question: EventQuestion;
  planner: FieldPlanner;
  options: RequestOptions;
}

/** A page whose hits were read: an event takes a fifth of the memory of its hit, and pages wait for each other. */
interface Page extends PageEnds {
  found: Found;
}

/**
 * Reads what a query finds, whose times are those of the span, until its time is up. Gives the time up to which everything
 * was read, epoch milliseconds.
 */
export type ReadOne = (query: object, span: Span, isTimeUp: () => boolean, take: Take) => Promise<number>;

/** Calls `read` with a point in time open: everything that it asks for is of one moment. Closes it afterwards. */
export async function withPointInTime<T>(
  reading: WholeReading,
  read: (readOne: ReadOne) => Promise<T>,
): Promise<T> {
  const { client, patterns, question, planner, options } = reading;
  const { id } = await client.openPointInTime(
    { index: patterns, keep_alive: KEEP_ALIVE, ignore_unavailable: true },
    options,
  );
  let pit = id;
  const giveWay = createGiveWay();
  const ask = async (query: object, { span, after }: Stretch): Promise<Page> => {
    const { hits, ...ends } = await planner.ask(options.signal, async (plan) => {
      const within = { bool: { filter: [question.during(span), query] } };
      const { newPit, ...page } = await readPage(reading, { pit, query: within, after, plan });
      pit = newPit;
      return page;
    });
    return { ...ends, found: await foundIn(hits, question, giveWay) };
  };
  try {
    return await read((query, span, isTimeUp, take) =>
      readPages(span, { pageOf: (stretch) => ask(query, stretch), isTimeUp, take }),
    );
  } finally {
    const hurry = { requestTimeout: CLOSE_TIMEOUT, maxRetries: 0 };
    await client.closePointInTime({ id: pit }, hurry).catch(() => undefined); // it expires by itself
  }
}

/**
 * Gives all hits of a query within a span to `take`, in pages. The next pages are asked for while one is read. Gives the time
 * up to which everything was read: where time was up, more events of the last millisecond may be unread.
 */
async function readPages(
  span: Span,
  { pageOf, isTimeUp, take }: { pageOf(stretch: Stretch): Promise<Page>; isTimeUp(): boolean; take: Take },
): Promise<number> {
  const pages = new PagesAhead(span, pageOf);
  for (;;) {
    const page = await pages.next();
    if (!page) return span.to;
    const isEnough = isTimeUp();
    if (!isEnough) pages.askOn();
    await take(page.found);
    if (isEnough) return pages.readTo;
  }
}

async function foundIn(hits: Hit[], question: EventQuestion, giveWay: GiveWay): Promise<Found> {
  const found: Found = { events: [], unreadable: [] };
  await readEach(hits, question, giveWay, (_hit, event, document) => {
    if (event) found.events.push(event);
    else if (document) found.unreadable.push(document);
  });
  return found;
}

interface PageAsked {
  pit: string;
  query: object;
  after: unknown[] | undefined;
  plan: FieldPlan;
}

async function readPage(reading: WholeReading, { pit, query, after, plan }: PageAsked) {
  const { planner } = reading;
  const sort = [oldestFirst(planner.timeField), { _shard_doc: 'asc' }];
  const answer = await search(reading, pit, { size: PAGE, query, ...plan, sort, search_after: after });
  const hits = answer.hits.hits as Hit[];
  const [first, last] = [answer.hits.hits[0]?.sort, answer.hits.hits[hits.length - 1]?.sort];
  const page = { size: hits.length, first, last, newPit: answer.pit_id ?? pit };
  const askAgain = planner.toAskAgain(hits, plan);
  if (askAgain.length === 0) return { ...page, hits };
  const again = await search(reading, pit, {
    size: askAgain.length,
    query: theseDocuments(askAgain),
    ...planner.fromDocuments,
    sort: [{ _shard_doc: 'asc' }],
  });
  return { ...page, hits: withAskedAgain(hits, again.hits.hits as Hit[]) };
}

async function search({ client, options }: WholeReading, pit: string, body: object) {
  const answer = await client.search(
    {
      pit: { id: pit, keep_alive: KEEP_ALIVE },
      ...body,
      _source: false,
      track_total_hits: false,
      allow_partial_search_results: false,
    },
    options,
  );
  if (answer.timed_out || answer._shards.failed > 0) throw incompleteAnswer(answer._shards.failed);
  return answer;
}
