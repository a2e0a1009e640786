import { MINUTE, NOW } from '../../../test/builders';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';
import { PAGE } from './whole_reading';

/** A little more than is given at once. */
const HITS = 100_000 + PAGE;
const SPAN = { from: NOW - MINUTE, to: NOW };

const forbidden = () => Object.assign(new Error('403'), { name: 'ResponseError', meta: { statusCode: 403 } });

/** Of indices whose settings nobody may know. Answers every search with the next page of so many hits, one or two of each millisecond. */
function clientOf(count: number): ElasticsearchClient {
  const hitAt = (n: number) => {
    const at = SPAN.from + Math.floor(n / 2);
    return { _index: 'logs', _id: String(n), fields: { '@timestamp': [at] }, sort: [at, n] };
  };
  const search = async ({ search_after: after }: { search_after?: [number, number] }) => {
    const start = after ? after[1] + 1 : 0;
    const length = Math.min(PAGE, count - start);
    const hits = Array.from({ length }, (_, n) => hitAt(start + n));
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

describe('of more than is given at once', () => {
  const source = createEventSource(
    clientOf(HITS),
    ['logs'],
    createQuestion({}, { kerberosAndNtlm: false }),
    () => 0,
  );

  it('failures are read up to a moment, from which the next reading goes on', async () => {
    const { readTo, unreadable } = await source.read(SPAN, Infinity);
    expect(readTo).toBeLessThan(SPAN.to);
    expect(unreadable.length).toBeGreaterThan(0);
  });

  it('successes, which are asked for from the beginning each time, are all read', async () => {
    const { readTo } = await source.readSuccesses([{ key: 'guest', spellings: ['Guest'] }], SPAN, Infinity);
    expect(readTo).toBe(SPAN.to);
  });
});
