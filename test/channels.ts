import type { ChannelFacts, ChannelOf, ChannelSecrets } from '../common/channels/channels';
import { PLAIN } from '../common/channels/telegram';
import { DEFAULT_TELL } from '../common/channels/tell';
import type { DeliveryChannel } from '../common/deliveries/deliveries';

/** The id of the one channel that most tests have. */
export const CHANNEL_ID = 'night';

export const telegramChannel = (chatId: string, id = CHANNEL_ID): ChannelOf<'telegram'> => ({
  id,
  kind: 'telegram',
  name: 'Telegram',
  tell: DEFAULT_TELL,
  options: { chatId, ...PLAIN },
});

/** As deliveries name it. */
export const DELIVERY_CHANNEL: DeliveryChannel = { id: CHANNEL_ID, kind: 'telegram', name: 'Telegram' };

/** What is known of a channel whose token is saved. */
export const channelFacts = (overrides: Partial<ChannelFacts> = {}): ChannelFacts => ({
  id: CHANNEL_ID,
  secretsSaved: ['botToken'],
  sender: null,
  receiver: null,
  ...overrides,
});

/** As a person sends a token with the settings; undefined keeps what is saved. */
export const withToken = (botToken: string | undefined, id = CHANNEL_ID): ChannelSecrets | undefined =>
  botToken === undefined ? undefined : { [id]: { botToken } };
