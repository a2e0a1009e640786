import type { Bench } from './bench';
import { SLICE } from './documents';
import { median, sum } from './figures';

const REPEATS = 5;
/** The most buckets of a page. */
const PAGE = 10_000;

/** The fields of the documents that the default rules group by. */
export const WALKED = {
  account: 'winlog.event_data.TargetUserName',
  source: 'source.ip',
  host: 'winlog.computer_name',
} as const;
export type WalkedKey = keyof typeof WALKED;

export interface Walk {
  key: WalkedKey;
  groups: number;
  requests: number;
  /** The time of each walk, in order, ms. */
  ms: number[];
  medianMs: number;
}

/** The baseline: all groups of a field over the slice, counted by Elasticsearch, page by page. */
export async function walkAll(bench: Bench, index: string): Promise<Walk[]> {
  const walks: Walk[] = [];
  for (const key of Object.keys(WALKED) as WalkedKey[]) {
    bench.progress(`Walking the ${key}s of ${index} …`);
    walks.push(await walkRepeatedly(bench, index, key));
  }
  return walks;
}

/** Walks before and after the ticks as one: of the two medians the lower, since Elasticsearch warms up. */
export function bothTimes(before: Walk[], after: Walk[]): Walk[] {
  return before.map((walk, n) => {
    const again = after[n] ?? walk;
    return {
      ...walk,
      ms: [...walk.ms, ...again.ms],
      medianMs: Math.min(walk.medianMs, again.medianMs),
    };
  });
}

async function walkRepeatedly(bench: Bench, index: string, key: WalkedKey): Promise<Walk> {
  const ms: number[] = [];
  let [groups, requests] = [0, 0];
  for (let n = 0; n < REPEATS; n += 1) {
    bench.signal.throwIfAborted();
    bench.meter.take();
    groups = await walkOnce(bench, index, WALKED[key]);
    const taken = bench.meter.take();
    requests = taken.length;
    ms.push(sum(taken.map((request) => request.ms)));
  }
  return { key, groups, requests, ms, medianMs: median(ms) };
}

async function walkOnce({ client }: Bench, index: string, field: string): Promise<number> {
  let groups = 0;
  let after: Record<string, string> | undefined;
  for (;;) {
    const answer = await client.search<unknown, Groups>({
      index,
      size: 0,
      request_cache: false,
      track_total_hits: false,
      query: failures,
      aggs: { groups: { composite: { size: PAGE, sources: [{ group: { terms: { field } } }], after } } },
    });
    const page = answer.aggregations?.groups;
    groups += page?.buckets.length ?? 0;
    after = page?.after_key;
    if (!page || page.buckets.length < PAGE) return groups;
  }
}

interface Groups {
  groups: { buckets: unknown[]; after_key?: Record<string, string> };
}

const failures = {
  bool: {
    filter: [
      { term: { 'event.code': '4625' } },
      { range: { '@timestamp': { gte: SLICE.from, lte: SLICE.to, format: 'epoch_millis' } } },
    ],
  },
};
