import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { createAlertReader } from '../adapters/storage/alert_reader';
import { createDeliveryReader } from '../adapters/storage/delivery_reader';
import { createOutbox } from '../adapters/storage/outbox_index';
import { createPeopleStore } from '../adapters/storage/people_index';
import { createAlertActions } from '../flow/act_on_alerts';
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
  clock(): number;
}

/** What routes ask of a space's alerts and their messages. */
export const alertServicesOf = ({
  internalClient,
  setUpIndices,
  settings,
  senders,
  clock,
}: Parts): Pick<Services, 'alerts' | 'alertActions' | 'deliveries' | 'undeliveredTexts'> => ({
  alerts: (space) => createAlertReader(internalClient, space, clock),
  alertActions: (space) => createAlertActions(createPeopleStore(internalClient, space), clock),
  deliveries: (space) => createDeliveryReader(internalClient, space, setUpIndices),
  undeliveredTexts: undeliveredTextsOf({
    senders,
    settings,
    outbox: createOutbox<ChannelMessage>(internalClient),
  }),
});
