import type { Client } from '@elastic/elasticsearch';
import { NEWEST_FIRST } from '../common/alerts/search';
import { createAlertReader } from '../server/adapters/storage/alert_reader';
import { createDeliveryReader } from '../server/adapters/storage/delivery_reader';
import { createMemoryStore } from '../server/adapters/storage/memory_document';
import { stateIndex } from '../server/adapters/storage/own_indices';

/** What a run left in the indices of a space: its alerts (the newest hundred), their deliveries, and its memory. */
export async function storedIn(client: Client, space: string) {
  await client.indices.refresh({ index: stateIndex(space), expand_wildcards: 'all' });
  const { alerts } = await createAlertReader(client, space, Date.now).find({
    search: {},
    order: NEWEST_FIRST,
    perPage: 100,
    after: null,
    withSummary: false,
  });
  const byAlert = await createDeliveryReader(client, space).ofAlerts(alerts.map(({ id }) => id));
  const memory = await createMemoryStore(client, space, async () => undefined).read();
  return { alerts, deliveries: [...byAlert.values()].flat(), memory };
}
