import * as z from 'zod';
import type { InlineKeyboard, TelegramApi } from '../../notify/telegram/bot_api_port';
import type { PairingApi } from '../../notify/telegram/pairing_port';
import { mapped } from './answer';
import { createCall, type TelegramBotOptions } from './call';
import { chatSchema, toChatIdentity } from './chat';
import { pairingCalls } from './pairing_calls';

const botSchema = z.looseObject({ id: z.int(), username: z.string() });
const messageSchema = z.looseObject({ message_id: z.int(), text: z.string().default('') });

/**
 * Speaks to the Bot API. Failures come back as values without the token, the URL or a cause. Throws only where an
 * address of the configuration is no URL, and then without repeating it: a proxy's may have a password in it.
 */
export function createTelegramBot(options: TelegramBotOptions): TelegramApi & PairingApi {
  const call = createCall(options);
  return {
    ...pairingCalls(call),
    async getMe(token) {
      const answer = await call(token, 'getMe', {}, botSchema);
      return mapped(answer, ({ id, username }) => ({ id, username }));
    },
    async getChat(token, chatId) {
      return mapped(await call(token, 'getChat', { chat_id: chatId }, chatSchema), toChatIdentity);
    },
    async sendMessage(token, message) {
      const { topicId, silent, protect } = message;
      const parameters = {
        ...textParameters(message),
        ...(topicId === undefined || topicId === null ? {} : { message_thread_id: topicId }),
        ...(silent ? { disable_notification: true } : {}),
        ...(protect ? { protect_content: true } : {}),
      };
      const answer = await call(token, 'sendMessage', parameters, messageSchema);
      return mapped(answer, toSentMessage);
    },
    async editMessageText(token, message) {
      const parameters = { ...textParameters(message), message_id: message.messageId };
      const answer = await call(token, 'editMessageText', parameters, messageSchema);
      return mapped(answer, toSentMessage);
    },
  };
}

type Text = { chatId: string; keyboard?: InlineKeyboard } & ({ html: string } | { plain: string });

/** What sending a text and changing one have in common. */
function textParameters(message: Text): Record<string, unknown> {
  const text = 'html' in message ? { text: message.html, parse_mode: 'HTML' } : { text: message.plain };
  // A preview would make Telegram's servers fetch whatever address stands in the text.
  const options = { link_preview_options: { is_disabled: true }, ...markupOf(message.keyboard) };
  return { chat_id: message.chatId, ...text, ...options };
}

/** The buttons as the Bot API takes them. */
export function markupOf(keyboard: InlineKeyboard | undefined): Record<string, unknown> {
  if (!keyboard) return {};
  const rows = keyboard.map((row) =>
    row.map(({ text, ...does }) =>
      'url' in does ? { text, url: does.url } : { text, callback_data: does.data },
    ),
  );
  return { reply_markup: { inline_keyboard: rows } };
}

const toSentMessage = ({ message_id: messageId, text }: z.infer<typeof messageSchema>) => ({
  messageId,
  text,
});
