import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { entry } from '../../../test/status_facts';
import { storageProblem } from '../elasticsearch_errors';
import { createPlans } from './space_deliveries';

const addTo = async (status: number) => {
  const error = { type: 'scripted', reason: 'scripted' };
  const bulk = async () => ({ items: [{ create: { status, error } }] });
  const client = { bulk } as unknown as ElasticsearchClient;
  return createPlans(client, 'night', async () => undefined)
    .add([entry()])
    .catch((thrown: unknown) => storageProblem(thrown).code);
};

it.each([
  ['the index is blocked', 403],
  ['Elasticsearch is overloaded', 429],
])(
  'a message that is not stored since %s is a matter of the storage, not a fault of ours',
  async (_name, status) => {
    expect(await addTo(status)).toBe('storage_failed');
  },
);

it('a message that is planned already stays as it is', async () => {
  expect(await addTo(409)).toBeUndefined();
});
