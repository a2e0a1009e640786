import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { NOW, searchHit } from '../../../test/builders';
import { createQuestion } from '../../detect/events/question';
import { seeLastLogons } from './last_logons';
import { readNewest } from './newest_event';

/** An Elasticsearch whose newest document has this time; none where it is undefined. */
const withNewest = (time: string | undefined) =>
  ({
    openPointInTime: async () => ({ id: 'point' }),
    closePointInTime: async () => ({}),
    search: async () => ({ hits: { hits: time === undefined ? [] : [searchHit({ '@timestamp': [time] })] } }),
  }) as unknown as ElasticsearchClient;

it.each<[string, string | undefined, number | null]>([
  ['a whole number of milliseconds', `${NOW}`, NOW],
  ['nanoseconds, which are cut off and not rounded up', `${NOW}.999999`, NOW],
  ['the last date that JavaScript knows', '8640000000000000', 8.64e15],
  ['a later one', '8640000000000001', null],
  ['one before the first', '-8640000000000001', null],
  ['none', undefined, null],
])('the time of the newest event: %s', async (_what, time, expected) => {
  const asking = { timeField: '@timestamp', options: { requestTimeout: 1 } };
  expect(await readNewest(withNewest(time), 'logs', asking)).toEqual({ newestEventAt: expected });
});

it('the time of the last logon is in whole milliseconds, nanoseconds cut off', async () => {
  const question = createQuestion({}, { kerberosAndNtlm: false });
  const asking = { patterns: ['logs'], question, now: NOW };
  const seen = await seeLastLogons(withNewest(`${NOW}.999999`), asking, new AbortController().signal);
  expect(seen).toEqual([{ pattern: 'logs', at: NOW, longestGap: 0 }]);
});
