import * as z from 'zod';
import type { InlineKeyboard, TelegramApi, TelegramWays } from '../../notify/telegram/bot_api_port';
import type { PairingApi } from '../../notify/telegram/pairing_port';
import { mapped } from './answer';
import { byProxy, NOT_LISTED, type NamedProxy } from '../proxies/named_proxies';
import { createCall, type Call, type TelegramBotOptions } from './call';
import { chatSchema, toChatIdentity } from './chat';
import { pairingCalls } from './pairing_calls';

const botSchema = z.looseObject({ id: z.int(), username: z.string() });
const messageSchema = z.looseObject({ message_id: z.int(), text: z.string().default('') });

/**
 * Speaks to the Bot API. Failures come back as values without the token, the URL or a cause. Throws only where the address
 * of the proxy is none, and then without repeating it: it may have a password in it.
 */
export const createTelegramBot = (options: TelegramBotOptions): TelegramApi & PairingApi =>
  botOf(createCall(options));

/**
 * Speaks to the Bot API by the proxy of kibana.yml that is named, or by `proxyUrl` where none is. By a name that
 * kibana.yml does not list nothing is sent, and each call fails with that name.
 */
export function createTelegramWays(
  options: TelegramBotOptions & { proxies: readonly NamedProxy[] },
): TelegramWays<TelegramApi & PairingApi> {
  const { proxies, proxyUrl: common } = options;
  const find = byProxy(proxies, common, (proxyUrl) => createTelegramBot({ ...options, proxyUrl }));
  return (proxy) => find(proxy) ?? botOf(async () => ({ ok: false, failure: notListed(proxy) }));
}

const notListed = (proxy: string | null) =>
  ({ kind: 'network', code: NOT_LISTED, detail: proxy ?? '' }) as const;

function botOf(call: Call): TelegramApi & PairingApi {
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
