import { MINUTE, NOW, searchHit } from '../../../test/builders';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';
import { PAGE } from './stretch';

const HITS = 20 * PAGE + 1;
const SPAN = { from: NOW - MINUTE, to: NOW };

const forbidden = () => Object.assign(new Error('403'), { name: 'ResponseError', meta: { statusCode: 403 } });

interface Searched {
  query: { bool: { filter: [{ range: { '@timestamp': { gte: number; lte: number } } }] } };
  search_after?: [number, number];
}

/** Of indices whose settings nobody may know. Answers every search with the next page of so many hits, one or two of each millisecond. */
function clientOf(count: number): ElasticsearchClient {
  const hitAt = (n: number) => {
    const at = SPAN.from + Math.floor(n / 2);
    return { ...searchHit({ '@timestamp': [at] }), _id: String(n), sort: [at, n] };
  };
  const search = async ({ query, search_after: after }: Searched) => {
    const { gte, lte } = query.bool.filter[0].range['@timestamp'];
    const start = after ? after[1] + 1 : Math.max(0, 2 * (gte - SPAN.from));
    const end = Math.min(count, 2 * (lte - SPAN.from + 1), start + PAGE);
    const hits = Array.from({ length: Math.max(0, end - start) }, (_, n) => hitAt(start + n));
    return { timed_out: false, _shards: { failed: 0 }, hits: { hits } };
  };
  const client = {
    openPointInTime: async () => ({ id: 'pit' }),
    closePointInTime: async () => ({}),
    fieldCaps: async () => ({ fields: {} }),
    indices: { getSettings: () => Promise.reject(forbidden()) },
    search,
  };
  return client as unknown as ElasticsearchClient;
}

describe('of many pages', () => {
  const source = createEventSource(
    clientOf(HITS),
    ['logs'],
    createQuestion({}, { kerberosAndNtlm: false }),
    () => 0,
  );

  it('failures are given page by page, to the end', async () => {
    const sizes: number[] = [];
    const readTo = await source.read(SPAN, Infinity, async ({ unreadable }) => {
      sizes.push(unreadable.length);
    });
    expect(readTo).toBe(SPAN.to);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(HITS);
    expect(Math.max(...sizes)).toBe(PAGE);
  });

  it('successes are all read', async () => {
    const { readTo } = await source.readSuccesses([{ key: 'guest', spellings: ['Guest'] }], SPAN, Infinity);
    expect(readTo).toBe(SPAN.to);
  });
});
