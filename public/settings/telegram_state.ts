import type { SettingsView } from '../../common/api/api';
import { tokenProblem } from '../../common/channels/telegram_identity';
import type { Draft } from './draft';

/** Which token Telegram is asked with: the typed one, else the saved one, else there is none to ask with. */
export type UsableToken = { botToken?: string } | undefined;

export function usableToken(saved: SettingsView | null, { botToken }: Pick<Draft, 'botToken'>): UsableToken {
  if (botToken !== '') return tokenProblem(botToken) === undefined ? { botToken } : undefined;
  return saved?.tokenSaved ? {} : undefined;
}

/** Whether the chat in the form is the saved one, whose name is known. */
export function isSavedChat(
  saved: SettingsView | null,
  { telegramChatId }: Pick<Draft, 'telegramChatId'>,
): boolean {
  if (telegramChatId === '' || !saved || saved.chatTitle === null) return false;
  return saved.settings.telegramChatId === telegramChatId;
}
