import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import {
  isBehind,
  isUpTo,
  longestRefresh,
  mostShards,
  PositionMark,
  readLayout,
  type Place,
} from './index_layout';

const OPTIONS = { requestTimeout: 1_000, maxRetries: 0 };
const place = (name: string, shards = 1, uuid = `uuid-${name}`): Place => ({
  name,
  uuid,
  shards,
  refreshEvery: 1_000,
});
const LAYOUT = [place('a', 2), place('b')];
const inIndex = (name: string, bounds: object) => ({
  bool: { filter: [{ term: { _index: name } }, { range: { _seq_no: bounds } }] },
});
const butOf = (...names: string[]) => ({ bool: { must_not: [{ terms: { _index: names } }] } });
const anyOf = (...should: object[]) => ({ bool: { should, minimum_should_match: 1 } });

describe('what lies behind a position', () => {
  it.each<[string, Record<string, number>, number, object]>([
    ['all, where nothing was seen', {}, 0, anyOf(butOf())],
    [
      'what is newer in an index that was seen, and all of the others',
      { 'uuid-a/0': 7 },
      0,
      anyOf(inIndex('a', { gt: 7 }), butOf('a')),
    ],
    [
      'what is newer in each',
      { 'uuid-a/0': 7, 'uuid-b/0': 0 },
      0,
      anyOf(inIndex('a', { gt: 7 }), inIndex('b', { gt: 0 }), butOf('a', 'b')),
    ],
    ['all of a shard in which nothing was seen', { 'uuid-a/0': 7 }, 1, anyOf(butOf())],
    ['all of an index that was made anew', { 'former-uuid-of-a/0': 7 }, 0, anyOf(butOf())],
  ])('is %s', (_what, position, shard, query) => expect(isBehind(LAYOUT, position, shard)).toEqual(query));
});

describe('what lies at or before a position', () => {
  it.each<[string, Record<string, number>, number, object]>([
    ['nothing, where nothing was seen', {}, 0, { match_none: {} }],
    ['what is not newer in an index that was seen', { 'uuid-a/0': 7 }, 0, anyOf(inIndex('a', { lte: 7 }))],
    ['nothing of another shard', { 'uuid-a/0': 7 }, 1, { match_none: {} }],
    ['nothing of an index that was made anew', { 'former-uuid-of-a/0': 7 }, 0, { match_none: {} }],
  ])('is %s', (_what, position, shard, query) => expect(isUpTo(LAYOUT, position, shard)).toEqual(query));
});

describe('the mark of a position', () => {
  it('is the furthest of what was seen, in each shard of each index', () => {
    const mark = new PositionMark(LAYOUT, { 'uuid-a/0': 7 });
    for (const seqNo of [3, 9, 8]) mark.see('a', 0, seqNo);
    mark.see('a', 1, 0);
    mark.see('b', 0, 5);
    expect(mark.position()).toEqual({ 'uuid-a/0': 9, 'uuid-a/1': 0, 'uuid-b/0': 5 });
  });

  it('does not go back', () => {
    const mark = new PositionMark(LAYOUT, { 'uuid-a/0': 7 });
    mark.see('a', 0, 3);
    expect(mark.position()).toEqual({ 'uuid-a/0': 7 });
  });

  it('forgets what is gone from the layout, and does not learn what is not in it yet', () => {
    const mark = new PositionMark(LAYOUT, { 'uuid-a/0': 7, 'former-uuid-of-b/0': 8, 'uuid-gone/0': 9 });
    mark.see('new', 0, 3);
    expect(mark.position()).toEqual({ 'uuid-a/0': 7 });
    expect(mark.isPast('new', 0, 3)).toBe(false);
  });

  it.each<[string, number, number, boolean]>([
    ['a', 0, 6, true],
    ['a', 0, 7, true],
    ['a', 0, 8, false],
    ['a', 1, 0, false],
    ['b', 0, 0, false],
  ])('%s, shard %p, number %p: past is %p', (name, shard, seqNo, past) =>
    expect(new PositionMark(LAYOUT, { 'uuid-a/0': 7 }).isPast(name, shard, seqNo)).toBe(past),
  );

  it('gives a copy: what is seen later does not change it', () => {
    const mark = new PositionMark(LAYOUT, {});
    const position = mark.position();
    mark.see('a', 0, 1);
    expect(position).toEqual({});
  });
});

it.each<[Place[], number]>([
  [[], 0],
  [[place('a')], 1],
  [[place('a'), place('b', 5), place('c', 3)], 5],
])('of %j the most shards are %p', (layout, most) => expect(mostShards(layout)).toBe(most));

describe('readLayout', () => {
  const answering = (getSettings: () => Promise<unknown>) =>
    ({ indices: { getSettings } }) as unknown as ElasticsearchClient;
  const read = (getSettings: () => Promise<unknown>) =>
    readLayout(answering(getSettings), ['winlogbeat-*'], OPTIONS);

  it('reads the numbers that Elasticsearch gives as texts', async () => {
    const settings = { index: { uuid: 'uuid-a', number_of_shards: '5' } };
    expect(await read(async () => ({ a: { settings } }))).toEqual([place('a', 5)]);
  });

  it.each([403, 404])('is null where the answer is %p', async (statusCode) =>
    expect(await read(() => Promise.reject(Object.assign(new Error('refused'), { statusCode })))).toBeNull(),
  );

  it.each([401, 429, 503, undefined])('throws where the answer is %p', async (statusCode) => {
    const error = Object.assign(new Error('failed'), { statusCode });
    await expect(read(() => Promise.reject(error))).rejects.toBe(error);
  });
});

describe('how long what was written may wait until it is visible', () => {
  const refreshOf = async (refresh_interval: string | undefined) => {
    const answer = {
      a: { settings: { index: { uuid: 'uuid-a', number_of_shards: '1', refresh_interval } } },
    };
    const client = { indices: { getSettings: async () => answer } } as unknown as ElasticsearchClient;
    return (await readLayout(client, ['a'], OPTIONS))?.[0]?.refreshEvery;
  };

  it.each([
    ['what the index sets', '30s', 30_000],
    ['in milliseconds', '500ms', 500],
    ['in minutes', '1m', 60_000],
    ['a second, where it sets nothing', undefined, 1_000],
    ['unknown, where it is refreshed by hand', '-1', 0],
  ])('is %s', async (_what, interval, expected) => expect(await refreshOf(interval)).toBe(expected));

  it('is that of the slowest of several indices', () => {
    expect(longestRefresh([place('a'), { ...place('b'), refreshEvery: 30_000 }])).toBe(30_000);
    expect(longestRefresh([])).toBe(0);
  });
});
