import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { NOW } from '../../../test/builders';
import { expiryOfKey } from './key_expiry';

const answering = (getApiKey: (asked: { id: string }) => Promise<unknown>) =>
  ({ security: { getApiKey } }) as unknown as ElasticsearchClient;

it.each<[string, () => Promise<unknown>, number | null | undefined]>([
  ['when it expires', async () => ({ api_keys: [{ id: 'k', expiration: NOW }] }), NOW],
  ['that it does not', async () => ({ api_keys: [{ id: 'k' }] }), null],
  ['nothing of it', async () => ({ api_keys: [] }), undefined],
  ['that it may not be asked', () => Promise.reject(new Error('403')), undefined],
])('Elasticsearch says %s', async (_what, answer, expected) => {
  expect(await expiryOfKey(answering(answer), 'k')).toBe(expected);
});

it('asks for the key itself, and nothing where there is none', async () => {
  const asked: string[] = [];
  const client = answering(async ({ id }) => {
    asked.push(id);
    return { api_keys: [] };
  });
  await expiryOfKey(client, 'k');
  expect(await expiryOfKey(client, null)).toBeNull();
  expect(asked).toEqual(['k']);
});
