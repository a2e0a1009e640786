import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { priorityOf } from '../delivery/priority';
import type { TestMessage } from './message';
import { entryOfNoAlert } from './of_no_alert';

/** Makes the outbox entry of a test message. `word`: what makes its id one of its own. */
export function planTest(
  channel: DeliveryChannel,
  message: TestMessage,
  word: string,
): OutboxEntry<TestMessage> {
  const { id, kind, name } = channel;
  return entryOfNoAlert({
    id: `test-${id}-${word}`,
    space: message.space,
    channel: { id, kind, name },
    reason: 'test',
    priority: priorityOf({ reason: 'test', edits: null }, 'low'),
    now: message.at,
    message,
  });
}
