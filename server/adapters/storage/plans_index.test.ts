import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { alert, NOW } from '../../../test/builders';
import { DELIVERY_CHANNEL } from '../../../test/channels';
import { planDelivery } from '../../notify/message/plan';
import { storageProblem } from '../elasticsearch_errors';
import { createPlans } from './plans_index';

const ENTRY = planDelivery({
  space: 'night',
  channel: DELIVERY_CHANNEL,
  alert: alert(),
  reason: 'first',
  ordinal: 1,
  link: null,
  now: NOW,
});

const addTo = async (status: number) => {
  const error = { type: 'scripted', reason: 'scripted' };
  const bulk = async () => ({ items: [{ create: { status, error } }] });
  const client = { bulk } as unknown as ElasticsearchClient;
  return createPlans(client, 'night', async () => undefined)
    .add([ENTRY])
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
