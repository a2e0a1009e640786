import { i18n } from '@kbn/i18n';
import type { Channel, ChannelFacts } from '../../common/channels/channels';
import { PLAIN } from '../../common/channels/telegram';
import { DEFAULT_TELL } from '../../common/channels/tell';
import type { SettingsView } from '../../common/api/api';

/** The Telegram channel that the page shows: the first one. */
export const telegramOf = (channels: Channel[]): Channel | undefined =>
  channels.find(({ kind }) => kind === 'telegram');

/** Empty where there is none. */
export const chatOf = (channels: Channel[]): string => telegramOf(channels)?.options.chatId ?? '';

/** What is known of the Telegram channel; undefined where none is saved. */
export function telegramFacts(saved: SettingsView | null): ChannelFacts | undefined {
  const channel = saved ? telegramOf(saved.settings.channels) : undefined;
  return saved?.channels.find(({ id }) => id === channel?.id);
}

export const isTokenSaved = (saved: SettingsView | null): boolean =>
  telegramFacts(saved)?.secretsSaved.includes('botToken') ?? false;

/**
 * The channels with the chat of the form. Where there was no Telegram channel, one is added as soon as something was
 * entered.
 */
export function withTelegram(
  saved: Channel[],
  { chatId, hasToken }: { chatId: string; hasToken: boolean },
): Channel[] {
  const known = telegramOf(saved);
  if (known)
    return saved.map((one) =>
      one.id === known.id ? { ...known, options: { ...known.options, chatId } } : one,
    );
  if (chatId === '' && !hasToken) return saved;
  return [
    ...saved,
    {
      id: newChannelId(),
      kind: 'telegram',
      name: telegramName(),
      tell: DEFAULT_TELL,
      options: { chatId, ...PLAIN },
    },
  ];
}

/** A random id, to tell the channels of one space apart. It need not be hard to guess. */
const newChannelId = () => Math.random().toString(36).slice(2, 14).padEnd(12, '0');

const telegramName = () =>
  i18n.translate('bruteForceAlerts.telegram.channelName', { defaultMessage: 'Telegram' });
