import { tokenProblem } from '../../../../common/channels/telegram';
import type { ChannelFormProps } from '../form_props';
import { isSecretSaved } from '../secret_field';

export type TelegramProps = ChannelFormProps<'telegram'>;

/**
 * The token to ask Telegram with: the typed one; that of the channel, by its id, where it is saved; undefined where there
 * is none. With it goes the proxy of the form, which may not be saved yet.
 */
export type UsableToken =
  ({ proxy: string | null } & ({ botToken: string } | { channelId: string })) | undefined;

type TokenFacts = Pick<TelegramProps, 'channel' | 'facts' | 'typedSecrets'>;

export function usableToken({ channel, facts, typedSecrets }: TokenFacts): UsableToken {
  const { botToken } = typedSecrets;
  const { proxy } = channel.options;
  if (botToken) return tokenProblem(botToken) === undefined ? { botToken, proxy } : undefined;
  return isSecretSaved({ facts }, 'botToken') ? { channelId: channel.id, proxy } : undefined;
}

/** Whether the chat in the form is the saved one, whose name is known. */
export function isSavedChat({ channel, saved, facts }: Pick<TelegramProps, 'channel' | 'saved' | 'facts'>) {
  const { chatId } = channel.options;
  return chatId !== '' && Boolean(facts?.receiver) && saved?.options.chatId === chatId;
}
