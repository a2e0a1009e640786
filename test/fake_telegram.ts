import type { TelegramAnswer, TelegramApi, TelegramWays } from '../server/notify/telegram/bot_api_port';

/** What it answers. */
export interface TelegramAnswers {
  getMe: Awaited<ReturnType<TelegramApi['getMe']>>;
  getChat: Awaited<ReturnType<TelegramApi['getChat']>>;
  sendMessage: TelegramAnswer<{ messageId: number; text: string }>;
}

/** Telegram as the routes see it. `done` is told what was asked of it, and by which proxy, if by any. */
export const fakeTelegram =
  (answers: TelegramAnswers, done: (line: string) => Promise<void>): TelegramWays =>
  (proxy) => {
    const by = proxy === null ? '' : ` by ${proxy}`;
    return {
      getMe: (token) => done(`getMe ${token.reveal()}${by}`).then(() => answers.getMe),
      getChat: (token, chatId) =>
        done(`getChat ${token.reveal()} ${chatId}${by}`).then(() => answers.getChat),
      sendMessage: (token, { chatId }) =>
        done(`sendMessage ${token.reveal()} ${chatId}${by}`).then(() => answers.sendMessage),
      editMessageText: () => Promise.reject(new Error('No route edits a message.')),
    };
  };
