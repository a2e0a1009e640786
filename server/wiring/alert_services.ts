import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { createAlertReader } from '../adapters/storage/alert_reader';
import { createChangeNotes } from '../adapters/storage/channel_changes';
import { createCircuits } from '../adapters/storage/circuits_index';
import { createDeliveryReader } from '../adapters/storage/delivery_reader';
import { createOutbox } from '../adapters/storage/outbox_index';
import { createPeopleStore } from '../adapters/storage/people_index';
import { randomWord } from '../adapters/telegram/nonce';
import { createAlertActions } from '../flow/act_on_alerts';
import { createChannelTests } from '../flow/channel_tests';
import { channelChanged } from '../flow/probe_now';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import type { ChannelMessage } from '../notify/message/message';
import type { Services } from '../routes/services';
import type { BackgroundSettings } from '../routes/settings/settings_port';
import { undeliveredTextsOf } from './undelivered_texts';

interface Parts {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  settings: BackgroundSettings;
  senders: ChannelSenders;
  /** Has the messages about these alerts, and about their parts, say what was done. */
  tellDeeds(space: string, alertIds: string[]): Promise<void>;
  pokeOutbox(): void;
  clock(): number;
}

type Given = Pick<
  Services,
  'alerts' | 'alertActions' | 'channelTests' | 'channelChanged' | 'deliveries' | 'undeliveredTexts'
>;

/** What routes ask of a space's alerts and their messages. */
export function alertServicesOf(parts: Parts): Given {
  const { internalClient, setUpIndices, settings, senders, tellDeeds, pokeOutbox, clock } = parts;
  const outbox = createOutbox<ChannelMessage>(internalClient);
  const changes = {
    circuits: createCircuits(internalClient, setUpIndices),
    noteChange: createChangeNotes(internalClient, setUpIndices),
  };
  return {
    alerts: (space) => createAlertReader(internalClient, space, clock),
    alertActions: (space) =>
      createAlertActions(createPeopleStore(internalClient, space), clock, (ids) => tellDeeds(space, ids)),
    channelTests: (space) => createChannelTests({ outbox, randomWord, pokeOutbox, clock }, space),
    channelChanged: (ref) => channelChanged(changes, ref, clock()),
    deliveries: (space) => createDeliveryReader(internalClient, space),
    undeliveredTexts: undeliveredTextsOf({ senders, settings, outbox }),
  };
}
