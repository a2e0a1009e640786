import { NOW, searchHit } from '../../../test/builders';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { createQuestion } from '../../detect/events/question';
import { farAheadProblems, untimedProblems } from './odd_times';

const TIME = '2027-01-01T00:00:00.000Z';

/** What the texts say where Elasticsearch found so many. */
async function said(total: object): Promise<string[]> {
  const hit = searchHit({ '@timestamp': [TIME] });
  const client = { search: async () => ({ hits: { total, hits: [hit] } }) } as unknown as ElasticsearchClient;
  const question = createQuestion({}, { kerberosAndNtlm: false });
  const request = { patterns: ['logs'], question, options: { requestTimeout: 1 } };
  const problems = [
    ...(await farAheadProblems(client, request, NOW)),
    ...(await untimedProblems(client, request)),
  ];
  return problems.map(({ message }) => message);
}

it.each<[string, object, RegExp]>([
  ['one', { value: 1, relation: 'eq' }, /^1 failed logon (is|has) /],
  ['some, all of them counted', { value: 2, relation: 'eq' }, /^2 failed logons (are|have) /],
  ['exactly as many as are counted', { value: 1_000, relation: 'eq' }, /^1,000 failed logons (are|have) /],
  ['more than are counted', { value: 1_000, relation: 'gte' }, /^1,000 failed logons or more (are|have) /],
])(
  'failed logons that no run reads: where there are %s, the texts say so',
  async (_what, total, expected) => {
    const texts = await said(total);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toMatch(expected);
  },
);
