import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { LogonEvent } from '../../../common/alerts/events';
import { SuccessesRefusedError } from '../../../common/status/successes_refused';
import type {
  EventQuestion,
  EventSource,
  Hit,
  Read,
  SliceReading,
  Span,
} from '../../detect/events/event_source_port';
import { countUpTo, PAGE, readBehind, readPosition, toUnreadable, type Asking } from './arrivals';
import { readBusiestGroups } from './busiest_groups';
import { incompleteAnswer, statusOf } from '../elasticsearch_errors';
import { ONCE_MORE } from '../once_more';
import { readLayout, type RequestOptions } from './index_layout';
import { readStringFields } from './string_fields';
import { readSuccessesOf } from './successes';

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
/** A search that takes longer has failed. */
const REQUEST_TIMEOUT = 20_000;

interface Page {
  events: LogonEvent[];
  unreadable: Read[];
  hits: number;
  next: unknown[] | undefined;
}

/** Gives the hits of `query` behind `after`. */
type Ask = (query: object, after: unknown[] | undefined) => Promise<Page>;

/**
 * Reads logon events behind `patterns` with the rights of `client`. For one run: what the indices and their fields are
 * is asked once.
 */
export function createEventSource(
  client: ElasticsearchClient,
  patterns: string[],
  question: EventQuestion,
  clock: () => number,
): EventSource {
  const optionsOf = (signal?: AbortSignal) => ({ signal, requestTimeout: REQUEST_TIMEOUT, ...ONCE_MORE });
  const layout = once((signal?: AbortSignal) => readLayout(client, patterns, optionsOf(signal)));
  const stringFields = once((signal?: AbortSignal) =>
    readStringFields(client, patterns, question.accountFields, optionsOf(signal)),
  );
  const asking = async (signal?: AbortSignal): Promise<Asking | null> => {
    const places = await layout(signal);
    return places && { client, patterns, question, layout: places, options: optionsOf(signal) };
  };
  const located = async <T>(signal: AbortSignal | undefined, work: (by: Asking) => Promise<T>) => {
    const by = await asking(signal);
    return by && work(by);
  };
  const whole = <T>(signal: AbortSignal | undefined, work: (ask: Ask) => Promise<T>) =>
    withPointInTime(client, { patterns, question, options: optionsOf(signal) }, work);
  return {
    read(span, deadline, signal) {
      const query = question.query(span.from, span.to);
      const isTimeUp = () => clock() >= deadline;
      return whole(signal, (ask) => readPages(span, (after) => ask(query, after), isTimeUp));
    },

    position: (span, signal) => located(signal, (by) => readPosition(by, span)),

    readArrivals: (since, span, deadline, signal) =>
      located(signal, (by) => readBehind(by, since, span, () => clock() >= deadline)),

    count: async (position, span, signal) =>
      (await located(signal, (by) => countUpTo(by, position, span))) ?? 0,

    readBusiest: (kinds, span, signal) =>
      readBusiestGroups({ client, patterns, question, options: optionsOf(signal) }, kinds, span),

    async readSuccesses(accounts, span, deadline, { since, signal } = {}) {
      if (accounts.length === 0) return { events: [], readTo: span.to };
      const isTimeUp = () => clock() >= deadline;
      return readSuccessesOf(accounts, span, {
        question,
        asking: await asking(signal),
        since,
        stringFields: () => stringFields(signal),
        isTimeUp,
        inWhole: (read) =>
          whole(signal, (ask) => read((query) => readPages(span, (after) => ask(query, after), isTimeUp))),
      }).catch(throwRefusal);
    },
  };
}

/** 400 is about the question: failures are asked for without expressions, and in far fewer clauses. */
function throwRefusal(error: unknown): never {
  if (statusOf(error) !== 400) throw error;
  throw new SuccessesRefusedError('the question for successes was refused', { cause: error });
}

/** Asks once, and again only where that failed. */
function once<T>(ask: (signal?: AbortSignal) => Promise<T>): (signal?: AbortSignal) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (signal) =>
    (answer ??= ask(signal).catch((error: unknown) => {
      answer = undefined;
      throw error;
    }));
}

async function withPointInTime<T>(
  client: ElasticsearchClient,
  { patterns, question, options }: { patterns: string[]; question: EventQuestion; options: RequestOptions },
  read: (ask: Ask) => Promise<T>,
): Promise<T> {
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
  span: Span,
  nextPage: (after: unknown[] | undefined) => Promise<Page>,
  isTimeUp: () => boolean,
): Promise<SliceReading> {
  const events: LogonEvent[] = [];
  const unreadable: Read[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const page = await nextPage(after);
    for (const event of page.events) events.push(event);
    unreadable.push(...page.unreadable);
    if (page.hits < PAGE) return { events, unreadable, readTo: span.to };
    if (isTimeUp()) return upToLastWholeMillisecond({ events, unreadable }, page.next);
    after = page.next;
  }
}

/** Where time was up, more events of the last millisecond may be unread: it is left for the next tick. */
function upToLastWholeMillisecond(
  { events, unreadable }: Pick<SliceReading, 'events' | 'unreadable'>,
  lastRead: unknown[] | undefined,
): SliceReading {
  const readTo = Number(lastRead?.[0]) - 1;
  return {
    events: events.filter((event) => event.at <= readTo),
    unreadable: unreadable.filter(({ at }) => at <= readTo),
    readTo,
  };
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
    ...readHits(hits, question),
    hits: hits.length,
    next: answer.hits.hits[hits.length - 1]?.sort,
    newPit: answer.pit_id ?? pit,
  };
}

function readHits(hits: Hit[], question: EventQuestion): Pick<Page, 'events' | 'unreadable'> {
  const events: LogonEvent[] = [];
  const unreadable: Read[] = [];
  for (const hit of hits) {
    const event = question.read(hit);
    if (event) events.push(event);
    else unreadable.push(...toUnreadable(hit, question.timeField));
  }
  return { events, unreadable };
}
