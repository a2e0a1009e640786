import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';

/** Test messages of the saved channels of a space. */
export interface ChannelTests {
  /** Plans one, which goes out at once. `askedBy`: name of the person; null where Kibana has no users. */
  send(channel: DeliveryChannel, askedBy: string | null): Promise<OutboxEntry<unknown>>;
  /** How far a test message is, by its id; null where there is none. */
  find(id: string): Promise<OutboxEntry<unknown> | null>;
}
