import type { Client } from '@elastic/elasticsearch';
import type { EventQuestion } from '../../server/detect/events/event_source_port';

/** One simulated tick of the detection. Epoch milliseconds. */
export interface Step {
  /** The watermark of the tick: events later than this are new. */
  from: number;
  /** When the run takes place. */
  to: number;
}

/** A stretch of time that has failures. */
export interface Bucket {
  from: number;
  count: number;
}

export const BUCKET = 10 * 60_000;
/** The longest step, and the most failures that are new in one: they are held in memory. */
const STEP_MAX = 60 * 60_000;
const FAILURES_MAX = 20_000;
const PAGE = 10_000;
/**
 * The range of Elasticsearch's dates with four digits for the year. It is parsed because `Date.UTC` takes the year 0
 * for 1900.
 */
export const ALL_TIME = {
  from: Date.parse('0000-01-01T00:00:00.000Z'),
  to: Date.parse('9999-12-31T23:59:59.999Z'),
};

/**
 * The simulated ticks that find everything that real ticks, every few seconds, would have found. `buckets` are sorted
 * by time. Stretches without a failure that are longer than `tail` (ms) are skipped, since nothing can be found there.
 */
export function stepsOver(buckets: Bucket[], tail: number): Step[] {
  const steps: Step[] = [];
  let count = 0;
  for (const [n, bucket] of buckets.entries()) {
    const last = steps[steps.length - 1];
    const to = bucket.from + BUCKET;
    if (last && bucket.from - last.to <= tail) {
      const fits = to - last.from <= STEP_MAX && count + bucket.count <= FAILURES_MAX;
      if (fits) last.to = to;
      else steps.push({ from: last.to, to });
      count = fits ? count + bucket.count : bucket.count;
    } else {
      steps.push({ from: bucket.from - 1, to });
      count = bucket.count;
    }
    const next = buckets[n + 1];
    if (!next || next.from - to > tail) steps.push({ from: to, to: to + tail });
  }
  return steps;
}

/** The stretches of time that have failures or lockouts. */
export async function readBuckets(client: Client, index: string, question: EventQuestion): Promise<Bucket[]> {
  const buckets: Bucket[] = [];
  let after: Record<string, number> | undefined;
  do {
    const time = { date_histogram: { field: question.timeField, fixed_interval: `${BUCKET}ms` } };
    const answer = await client.search<unknown, { time: Page }>({
      index,
      size: 0,
      query: question.query(ALL_TIME.from, ALL_TIME.to),
      aggs: { time: { composite: { size: PAGE, sources: [{ time }] as never, after } } },
      allow_partial_search_results: false,
    });
    const page = answer.aggregations?.time;
    for (const { key, doc_count: count } of page?.buckets ?? []) buckets.push({ from: key.time, count });
    after = page?.after_key;
  } while (after);
  return buckets;
}

interface Page {
  after_key?: { time: number };
  buckets: Array<{ key: { time: number }; doc_count: number }>;
}
