import type { Client } from '@elastic/elasticsearch';
import { NOTHING_SEALED } from '../common/alerts/detections';
import { SILENT } from './background';
import { alert, NOW } from './builders';
import type { TestElasticsearch } from './elasticsearch';
import { createAlertStore } from '../server/adapters/storage/alert_index';
import { createAlertReader } from '../server/adapters/storage/alert_reader';
import { createPeopleStore } from '../server/adapters/storage/people_index';
import { createMemoryStore } from '../server/adapters/storage/memory_document';
import { createOutbox } from '../server/adapters/storage/outbox_index';
import { createIndexSetup, createSpaceIndices } from '../server/adapters/storage/own_indices';
import { createChangeNotes } from '../server/adapters/storage/channel_changes';
import { createCircuits } from '../server/adapters/storage/circuits_index';
import { createDeliveryReader } from '../server/adapters/storage/delivery_reader';
import { createPacing } from '../server/adapters/storage/pacing_index';
import { createPlans } from '../server/adapters/storage/plans_index';
import { channelChanged } from '../server/flow/probe_now';
import type { ChannelMessage } from '../server/notify/message/message';
import type { StoredAlert } from '../server/record/alert_store_port';

let serial = 0;

/** A space that nobody else has, with everything that stores in it, on a real Elasticsearch. */
export async function newSpace(elasticsearch: TestElasticsearch): Promise<StoringSpace> {
  const space = `${elasticsearch.id}-${(serial += 1)}`;
  const client = elasticsearch.client();
  await createIndexSetup(client, SILENT)();
  await createSpaceIndices(client, space);
  return spaceNamed(client, space);
}

/** Everything that stores in a space that is there. */
export function spaceNamed(client: Client, space: string) {
  const setUp = createIndexSetup(client, SILENT);
  const circuits = createCircuits(client, setUp);
  const noteChange = createChangeNotes(client, setUp);
  return {
    space,
    client,
    alerts: createAlertStore(client, space, setUp),
    alertReader: createAlertReader(client, space, () => NOW),
    people: createPeopleStore(client, space),
    memory: createMemoryStore(client, space, setUp),
    plans: createPlans(client, space, setUp),
    deliveries: createDeliveryReader(client, space),
    outbox: createOutbox<ChannelMessage>(client),
    circuits,
    channelChanged: (channelId: string, now: number) =>
      channelChanged({ circuits, noteChange }, { space, channelId }, now),
    pacing: createPacing(client, setUp),
  };
}
export type StoringSpace = ReturnType<typeof spaceNamed>;

export const account = (key: string) => ({ kind: 'account' as const, key, value: key, spellings: [key] });

/** An alert that no store has seen yet. */
export const unstored = (overrides: Partial<StoredAlert['alert']> = {}): StoredAlert => ({
  alert: alert(overrides),
  sealed: NOTHING_SEALED,
  isProvisional: false,
});
