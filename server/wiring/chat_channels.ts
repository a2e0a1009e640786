import { telegram } from '../../common/channels/telegram';
import type { Secret } from '../../common/channels/secret';
import type { ChatChannel } from '../flow/press';
import { botIdOf } from '../notify/telegram/bot_id';
import type { BackgroundSettings, OpenedSettings } from '../routes/settings/settings_port';
import { KeptSettings } from './kept_settings';

/** A channel from whose chat alerts are worked on, with its bot. */
export interface BotChannel extends ChatChannel {
  botId: number;
  token: Secret;
  /** The proxy by which the bot is reached: see `TelegramWays`. */
  proxy: string | null;
}

/**
 * Gives the channels from whose chats alerts are worked on, of all spaces in which detection is on. A space whose secrets
 * cannot be decrypted has none; its page says so.
 */
export function chatChannelsOf(settings: BackgroundSettings): () => Promise<BotChannel[]> {
  const kept = new KeptSettings({ open: settings.openIfReadable });
  return async () => {
    const spaces = await settings.spacesTurnedOn();
    kept.see(spaces);
    const withButtons = spaces.filter(({ attributes }) => attributes.settings.channels.some(hasButtons));
    const opened = await Promise.all(
      withButtons.map(async ({ space }) => ({ space, opened: await kept.open(space) })),
    );
    return opened.flatMap(({ space, opened: one }) => (one ? toChannels(space, one) : []));
  };
}

type Channel = OpenedSettings['attributes']['settings']['channels'][number];
const hasButtons = (channel: Channel) => channel.kind === 'telegram' && channel.options.buttons;

function toChannels(space: string, { attributes, channelSecrets }: OpenedSettings): BotChannel[] {
  return attributes.settings.channels.filter(hasButtons).flatMap((channel) => {
    const token = channelSecrets[channel.id]?.['botToken'];
    const { chatId, buttonUsers, proxy } = telegram.options.parse(channel.options);
    if (!token || chatId === '') return [];
    return {
      ref: { space, channelId: channel.id },
      chatId,
      users: buttonUsers,
      botName: attributes.channels.find(({ id }) => id === channel.id)?.sender ?? null,
      botId: botIdOf(token),
      token,
      proxy,
    };
  });
}
