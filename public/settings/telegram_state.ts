import type { SettingsView } from '../../common/api/api';
import { tokenProblem } from '../../common/channels/telegram';
import type { Draft } from './draft';
import { chatOf, isTokenSaved, telegramFacts } from './telegram_channel';

/** The token to ask Telegram with: the typed one; an empty object for the saved one; undefined where there is none. */
export type UsableToken = { botToken?: string } | undefined;

export function usableToken(saved: SettingsView | null, { botToken }: Pick<Draft, 'botToken'>): UsableToken {
  if (botToken !== '') return tokenProblem(botToken) === undefined ? { botToken } : undefined;
  return isTokenSaved(saved) ? {} : undefined;
}

/** Whether the chat in the form is the saved one, whose name is known. */
export function isSavedChat(
  saved: SettingsView | null,
  { telegramChatId }: Pick<Draft, 'telegramChatId'>,
): boolean {
  if (telegramChatId === '' || !saved || !telegramFacts(saved)?.receiver) return false;
  return chatOf(saved.settings.channels) === telegramChatId;
}
