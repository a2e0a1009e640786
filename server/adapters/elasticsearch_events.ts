import type { ElasticsearchClient } from '../../kibana_contracts/server';
import type { Account, EventQuestion, EventSource, Hit, Reading } from '../detect/event_source_port';
import type { LogonEvent } from '../../common/events';
import { incompleteAnswer } from './elasticsearch_errors';
import { readStringFields } from './string_fields';

/** Elasticsearch gives at most this many hits a page (`index.max_result_window`). */
const PAGE = 10_000;
/** A question about so many accounts takes Elasticsearch some 0.15 s in a million documents, and about 100 kB. */
const ACCOUNTS_PER_QUESTION = 200;
const KEEP_ALIVE = '1m';
/** Whatever the index: indices with nanoseconds and without page together, and one that has no times yet has no events. */
const BY_TIME = {
  order: 'asc',
  format: 'epoch_millis',
  numeric_type: 'date',
  unmapped_type: 'date',
} as const;
/** Closing a point in time is good manners and no more: a tick must not wait for it. */
const CLOSE_TIMEOUT = 1_000;
/** A search that takes longer has failed; the tick as a whole stops itself at 45 s. */
const REQUEST_TIMEOUT = 20_000;

interface Slice {
  from: number;
  to: number;
}

interface Page {
  events: LogonEvent[];
  hits: number;
  next: unknown[] | undefined;
}

/** Gives the hits of `query` behind `after`. */
type Ask = (query: object, after: unknown[] | undefined) => Promise<Page>;
interface RequestOptions {
  signal?: AbortSignal;
  requestTimeout: number;
  maxRetries: number;
}

/** Reads logon events behind `patterns` with the rights of `client`, page by page over one point in time. */
export function createEventSource(
  client: ElasticsearchClient,
  patterns: string[],
  question: EventQuestion,
  clock: () => number,
): EventSource {
  const optionsOf = (signal?: AbortSignal) => ({ signal, requestTimeout: REQUEST_TIMEOUT, maxRetries: 0 });
  return {
    read: (scan, deadline, signal) =>
      withPointInTime(client, { patterns, question, options: optionsOf(signal) }, (ask) =>
        readPages(
          scan,
          (after) => ask(question.query(scan.from, scan.to), after),
          () => clock() >= deadline,
        ),
      ),
    async readSuccesses(accounts, slice, deadline, signal) {
      if (accounts.length === 0) return { events: [], readTo: slice.to };
      const options = optionsOf(signal);
      const stringFields = await readStringFields(client, patterns, question.accountFields, options);
      const queryOf = (some: Account[]) => question.successQuery(some, stringFields, slice.from, slice.to);
      const isAsked = question.isAbout(accounts);
      return withPointInTime(client, { patterns, question, options }, (ask) =>
        readInBatches(
          batchesOf(accounts).map(queryOf),
          slice,
          async (query, after) => {
            const page = await ask(query, after);
            return { ...page, events: page.events.filter(isAsked) };
          },
          () => clock() >= deadline,
        ),
      );
    },
  };
}

async function withPointInTime(
  client: ElasticsearchClient,
  { patterns, question, options }: { patterns: string[]; question: EventQuestion; options: RequestOptions },
  read: (ask: Ask) => Promise<Reading>,
): Promise<Reading> {
  const { id } = await client.openPointInTime(
    { index: patterns, keep_alive: KEEP_ALIVE, ignore_unavailable: true },
    options,
  );
  let pit = id;
  try {
    return await read(async (query, after) => {
      const { newPit, ...page } = await readPage(client, { pit, query, after, question }, options);
      pit = newPit;
      return page;
    });
  } finally {
    const hurry = { requestTimeout: CLOSE_TIMEOUT, maxRetries: 0 };
    await client.closePointInTime({ id: pit }, hurry).catch(() => undefined); // it expires by itself
  }
}

async function readPages(
  slice: Slice,
  nextPage: (after: unknown[] | undefined) => Promise<Page>,
  isTimeUp: () => boolean,
): Promise<Reading> {
  const events: LogonEvent[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const page = await nextPage(after);
    for (const event of page.events) events.push(event);
    if (page.hits < PAGE) return { events, readTo: slice.to };
    if (isTimeUp()) return upToLastWholeMillisecond(events, page.next);
    after = page.next;
  }
}

/** Where time was up, more events of the last millisecond may be unread: it is left for the next tick. */
function upToLastWholeMillisecond(events: LogonEvent[], lastRead: unknown[] | undefined): Reading {
  const readTo = Number(lastRead?.[0]) - 1;
  return { events: events.filter((event) => event.at <= readTo), readTo };
}

/** What all batches were read up to was read; where time is up before one of them, nothing was. */
async function readInBatches(
  queries: object[],
  slice: Slice,
  ask: Ask,
  isTimeUp: () => boolean,
): Promise<Reading> {
  let readTo = slice.to;
  const read: LogonEvent[] = [];
  for (const [n, query] of queries.entries()) {
    if (n > 0 && isTimeUp()) return { events: [], readTo: slice.from - 1 };
    const reading = await readPages(slice, (after) => ask(query, after), isTimeUp);
    readTo = Math.min(readTo, reading.readTo);
    for (const event of reading.events) read.push(event);
  }
  const events = read.filter(({ at }) => at <= readTo).sort((a, b) => a.at - b.at);
  return { events: withoutDoubles(events), readTo };
}

/** An event whose account stands in two batches, in two fields, comes twice. */
function withoutDoubles(events: LogonEvent[]): LogonEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

function batchesOf(accounts: Account[]): Account[][] {
  const batches: Account[][] = [];
  for (let start = 0; start < accounts.length; start += ACCOUNTS_PER_QUESTION)
    batches.push(accounts.slice(start, start + ACCOUNTS_PER_QUESTION));
  return batches;
}

async function readPage(
  client: ElasticsearchClient,
  {
    pit,
    query,
    after,
    question,
  }: { pit: string; query: object; after: unknown[] | undefined; question: EventQuestion },
  options: RequestOptions,
): Promise<Page & { newPit: string }> {
  const answer = await client.search(
    {
      pit: { id: pit, keep_alive: KEEP_ALIVE },
      size: PAGE,
      query,
      _source: false,
      fields: [...question.fields, { field: question.timeField, format: 'epoch_millis' }],
      sort: [{ [question.timeField]: BY_TIME }, { _shard_doc: 'asc' }],
      search_after: after as never,
      track_total_hits: false,
      allow_partial_search_results: false,
    },
    options,
  );
  if (answer.timed_out || answer._shards.failed > 0) throw incompleteAnswer(answer._shards.failed);
  const hits = answer.hits.hits as Hit[];
  return {
    events: hits.flatMap((hit) => question.read(hit) ?? []),
    hits: hits.length,
    next: answer.hits.hits[hits.length - 1]?.sort,
    newPit: answer.pit_id ?? pit,
  };
}
