import type { LastLogon } from '../../../common/status/memory';
import { milliseconds } from '../../../common/time';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Span } from '../../detect/events/event_source_port';
import { newestFirst } from '../events/by_time';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Logons older than that make no source of logons, ms. */
const LOOK_BACK = 8 * DAY;
/** How long a source is silent before it is asked how silent it used to be, ms. */
const SILENT = 30 * MINUTE;
/** Spans in which logons are counted to see that, ms. */
const SPAN = 10 * MINUTE;
/** Each question, ms. */
const REQUEST_TIMEOUT = 15_000;

interface Asking {
  patterns: string[];
  question: EventQuestion;
  /** Epoch milliseconds. */
  now: number;
}
interface OfPattern extends Omit<Asking, 'patterns'> {
  pattern: string;
  signal: AbortSignal;
}

/** When logons last came to each pattern. A pattern about which Elasticsearch does not answer is told of as unknown. */
export function seeLastLogons(
  client: ElasticsearchClient,
  { patterns, question, now }: Asking,
  signal: AbortSignal,
): Promise<LastLogon[]> {
  const unknown = (pattern: string): LastLogon => ({ pattern, at: null, longestGap: 0 });
  return Promise.all(
    patterns.map((pattern) =>
      lastLogonOf(client, { pattern, question, now, signal }).catch(() => unknown(pattern)),
    ),
  );
}

async function lastLogonOf(client: ElasticsearchClient, asked: OfPattern): Promise<LastLogon> {
  const { pattern, now } = asked;
  const at = await newestAt(client, asked);
  const longestGap = at === null || now - at <= SILENT ? 0 : await longestGapBefore(client, asked, at);
  return { pattern, at, longestGap };
}

/** What a clock ahead dates into the future is no news of now. */
async function newestAt(client: ElasticsearchClient, asked: OfPattern): Promise<number | null> {
  const { question, now } = asked;
  const answer = await client.search(
    {
      ...searchOf(asked, { from: now - LOOK_BACK, to: now + SPAN }),
      size: 1,
      fields: [{ field: question.timeField, format: 'epoch_millis' }],
      sort: [newestFirst(question.timeField)],
    },
    optionsOf(asked),
  );
  const time = milliseconds(answer.hits.hits[0]?.fields?.[question.timeField]?.[0]);
  return Number.isFinite(time) ? time : null;
}

/** The longest time without a logon in the day before `last`, to ten minutes. */
async function longestGapBefore(
  client: ElasticsearchClient,
  asked: OfPattern,
  last: number,
): Promise<number> {
  const { timeField } = asked.question;
  const histogram = { field: timeField, fixed_interval: `${SPAN / MINUTE}m`, min_doc_count: 1 };
  const answer = await client.search<unknown, { spans: { buckets: Array<{ key: number }> } }>(
    {
      ...searchOf(asked, { from: last - DAY, to: last }),
      size: 0,
      aggs: { spans: { date_histogram: histogram } },
    },
    optionsOf(asked),
  );
  const starts = answer.aggregations?.spans.buckets.map(({ key }) => key) ?? [];
  return starts.reduce((longest, at, n) => Math.max(longest, n === 0 ? 0 : at - (starts[n - 1] ?? at)), 0);
}

const searchOf = ({ pattern, question }: OfPattern, span: Span) => ({
  index: pattern,
  ignore_unavailable: true,
  allow_no_indices: true,
  query: question.sent('any', {}, span),
  _source: false as const,
  track_total_hits: false,
});

const optionsOf = ({ signal }: OfPattern) => ({ signal, requestTimeout: REQUEST_TIMEOUT });
