import { BOUNDS } from '../common/bounds';
import type { ChannelFacts, ChannelOf, ChannelSecrets } from '../common/channels/channels';
import { PLAIN } from '../common/channels/telegram';
import { DEFAULT_TELL, type Tell } from '../common/channels/tell';
import type { JudgedChannel } from '../server/judge/channel';
import type { DeliveryChannel } from '../common/deliveries/deliveries';

/** The id of the one channel that most tests have. */
export const CHANNEL_ID = 'night';

/** Tells of any number of attacks one by one, unless a test says otherwise: many play more than three in ten minutes. */
export const telegramChannel = (chatId: string, id = CHANNEL_ID): ChannelOf<'telegram'> => ({
  id,
  kind: 'telegram',
  name: 'Telegram',
  tell: { ...DEFAULT_TELL, firstMessages: BOUNDS.firstMessages.max },
  options: { chatId, ...PLAIN },
});

/** A channel of e-mail to one person, with a login. */
export const emailChannel = (
  options: Partial<ChannelOf<'email'>['options']> = {},
  id = 'mail',
): ChannelOf<'email'> => ({
  id,
  kind: 'email',
  name: 'E-mail',
  tell: DEFAULT_TELL,
  options: {
    host: 'mail.example',
    port: 587,
    tls: 'starttls',
    user: 'kibana',
    from: 'kibana@mail.example',
    recipients: ['soc@mail.example'],
    ...options,
  },
});

/** As deliveries name it. */
export const DELIVERY_CHANNEL: DeliveryChannel = { id: CHANNEL_ID, kind: 'telegram', name: 'Telegram' };

/** As the judge takes it. It tells of any number of attacks; a test of limits sets its own. */
export const judgedChannel = (
  tell: Partial<Tell> = {},
  overrides: Partial<JudgedChannel> = {},
): JudgedChannel => ({
  ...DELIVERY_CHANNEL,
  tell: { ...DEFAULT_TELL, firstMessages: BOUNDS.firstMessages.max, ...tell },
  canEdit: true,
  ...overrides,
});

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
