import type { OutboxEntry } from '../common/deliveries/outbox';
import { ACCOUNT_RULE } from '../common/rules/default_rules';
import { hashOf } from '../server/adapters/storage/own_indices';
import type { ChannelMessage } from '../server/notify/message/message';
import { planDelivery } from '../server/notify/message/plan';
import { alert, MINUTE, NOW } from './builders';
import { CHANNEL_ID, DELIVERY_CHANNEL } from './channels';
import { account, type StoringSpace } from './storage';

/** The first message about the attack on an account, which no store has seen yet. */
export const firstMessage = (
  space: string,
  key = 'guest',
  now = NOW,
  channelId = CHANNEL_ID,
): OutboxEntry<ChannelMessage> =>
  planDelivery({
    space,
    channel: { ...DELIVERY_CHANNEL, id: channelId },
    alert: alert({ id: hashOf(space, key), group: account(key) }),
    reason: 'first',
    ordinal: 1,
    link: null,
    now,
  });

/** Where the alerts of these accounts stand. */
export const placesOf = (keys: string[]) => keys.map((groupKey) => ({ ruleId: ACCOUNT_RULE.id, groupKey }));

/** How a channel did in the last hour; undefined where nothing is known of it. */
export const overviewOf = async ({ deliveries }: StoringSpace, channelId = CHANNEL_ID) =>
  (await deliveries.overview(NOW - 60 * MINUTE)).find((one) => one.channelId === channelId);
