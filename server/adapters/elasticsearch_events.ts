import type { ElasticsearchClient } from '../../kibana_contracts/server';
import type { EventQuestion, EventSource, Hit, Reading, Scan } from '../detect/event_source_port';
import type { FailedLogon } from '../../common/events';
import { incompleteAnswer } from './elasticsearch_errors';

/** Elasticsearch gives at most this many hits a page (`index.max_result_window`). */
const PAGE = 10_000;
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

interface Page {
  events: FailedLogon[];
  hits: number;
  next: unknown[] | undefined;
  pit: string;
}

/** Reads the failed logons behind `patterns` with the rights of `client`, page by page over one point in time. */
export function createEventSource(
  client: ElasticsearchClient,
  patterns: string[],
  question: EventQuestion,
  clock: () => number,
): EventSource {
  return {
    async read(scan, deadline, signal) {
      const options = { signal, requestTimeout: REQUEST_TIMEOUT, maxRetries: 0 };
      const { id } = await client.openPointInTime(
        { index: patterns, keep_alive: KEEP_ALIVE, ignore_unavailable: true },
        options,
      );
      let pit = id;
      try {
        return await readPages(scan, deadline, clock, async (after) => {
          const page = await readPage(client, { pit, scan, after, question }, options);
          pit = page.pit;
          return page;
        });
      } finally {
        const hurry = { requestTimeout: CLOSE_TIMEOUT, maxRetries: 0 };
        await client.closePointInTime({ id: pit }, hurry).catch(() => undefined); // it expires by itself
      }
    },
  };
}

async function readPages(
  scan: Scan,
  deadline: number,
  clock: () => number,
  nextPage: (after: unknown[] | undefined) => Promise<Page>,
): Promise<Reading> {
  const events: FailedLogon[] = [];
  let after: unknown[] | undefined;
  for (;;) {
    const page = await nextPage(after);
    for (const event of page.events) events.push(event);
    if (page.hits < PAGE) return { events, readTo: scan.to };
    if (clock() >= deadline) return upToLastWholeMillisecond(events, scan);
    after = page.next;
  }
}

/** Where time was up, more events of the last millisecond may be unread: it is left for the next tick. */
function upToLastWholeMillisecond(events: FailedLogon[], scan: Scan): Reading {
  const readTo = (events[events.length - 1]?.at ?? scan.from) - 1;
  return { events: events.filter((event) => event.at <= readTo), readTo };
}

async function readPage(
  client: ElasticsearchClient,
  {
    pit,
    scan,
    after,
    question,
  }: { pit: string; scan: Scan; after: unknown[] | undefined; question: EventQuestion },
  options: { signal?: AbortSignal; requestTimeout: number; maxRetries: number },
): Promise<Page> {
  const answer = await client.search(
    {
      pit: { id: pit, keep_alive: KEEP_ALIVE },
      size: PAGE,
      query: question.query(scan.from, scan.to),
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
    pit: answer.pit_id ?? pit,
  };
}
