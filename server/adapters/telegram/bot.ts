import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import * as z from 'zod';
import type { ChatIdentity } from '../../../common/api/api';
import type { Secret } from '../../../common/channels/secret';
import type { TelegramAnswer, TelegramApi, TelegramFailure } from '../../notify/telegram/bot_api_port';
import { readAnswer } from './answer';
import { startWatch } from './call_watch';

export interface TelegramBotOptions {
  /** Address of the Bot API or of an own server, with or without a path; http or https. */
  apiUrl: string;
  /** http or https, perhaps with user name and password. The proxies of the environment are never used. */
  proxyUrl?: string;
  /** For a whole call, from the name look-up to the last byte of the answer. */
  timeoutMs: number;
}

type Parameters = Record<string, unknown>;
type Call = <T>(
  token: Secret,
  method: string,
  parameters: Parameters,
  result: z.ZodType<T>,
  signal: AbortSignal | undefined,
) => Promise<TelegramAnswer<T>>;

/** The answers are a few hundred bytes; a message comes back with its text. */
const ANSWER_MAX_BYTES = 1_000_000;

const botSchema = z.looseObject({ id: z.int(), username: z.string() });
const chatSchema = z.looseObject({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
const messageSchema = z.looseObject({ message_id: z.int(), text: z.string().default('') });

/**
 * Speaks to the Bot API. Failures come back as values without the token, the URL or a cause. Throws only where an
 * address of the configuration is no URL, and then without repeating it: a proxy's may have a password in it.
 */
export function createTelegramBot(options: TelegramBotOptions): TelegramApi {
  const call = createCall(options);
  return {
    async getMe(token, signal) {
      const answer = await call(token, 'getMe', {}, botSchema, signal);
      return mapped(answer, ({ id, username }) => ({ id, username }));
    },
    async getChat(token, chatId, signal) {
      return mapped(await call(token, 'getChat', { chat_id: chatId }, chatSchema, signal), toChatIdentity);
    },
    async sendMessage(token, message, signal) {
      const answer = await call(token, 'sendMessage', textParameters(message), messageSchema, signal);
      return mapped(answer, toSentMessage);
    },
    async editMessageText(token, message, signal) {
      const parameters = { ...textParameters(message), message_id: message.messageId };
      const answer = await call(token, 'editMessageText', parameters, messageSchema, signal);
      return mapped(answer, toSentMessage);
    },
  };
}

type Text = { chatId: string } & ({ html: string } | { plain: string });

/** What sending a text and changing one have in common. */
function textParameters(message: Text): Parameters {
  const text = 'html' in message ? { text: message.html, parse_mode: 'HTML' } : { text: message.plain };
  // A preview would make Telegram's servers fetch whatever address stands in the text.
  return { chat_id: message.chatId, ...text, link_preview_options: { is_disabled: true } };
}

const toSentMessage = ({ message_id: messageId, text }: z.infer<typeof messageSchema>) => ({
  messageId,
  text,
});

function createCall({ apiUrl, proxyUrl, timeoutMs }: TelegramBotOptions): Call {
  const agent = createAgent(apiUrl, proxyUrl);
  return async (token, method, parameters, result, signal) => {
    const watch = startWatch(timeoutMs, signal);
    try {
      const response = await axios.post<string>(methodUrl(apiUrl, token, method), parameters, {
        // axios would follow the environment to a proxy, and a redirect with the token to anywhere.
        proxy: false,
        httpAgent: agent,
        httpsAgent: agent,
        maxRedirects: 0,
        maxContentLength: ANSWER_MAX_BYTES,
        validateStatus: () => true,
        responseType: 'text',
        transformResponse: (body: string) => body,
        transport: watch.transport,
        signal: watch.signal,
      });
      const retryAfter: unknown = response.headers['retry-after'];
      const header = typeof retryAfter === 'string' ? retryAfter : undefined;
      return readAnswer({ status: response.status, body: response.data, retryAfter: header }, result, token);
    } catch (error) {
      return { ok: false, failure: networkFailure(watch.explain(error)) };
    } finally {
      watch.end();
    }
  };
}

/** The one place where the token leaves for its destination: the Bot API wants it in the path. */
function methodUrl(apiUrl: string, token: Secret, method: string): string {
  // A slash or question mark in a token would lead to another path of the server.
  const path = encodeURIComponent(token.reveal()).replace('%3A', ':');
  return `${withoutSlashesAtTheEnd(apiUrl)}/bot${path}/${method}`;
}

function withoutSlashesAtTheEnd(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}

/** Connections are not kept: a call comes every few minutes, and a kept one is found broken by the next alert. */
function createAgent(apiUrl: string, proxyUrl: string | undefined): http.Agent {
  const isTls = parsedUrl(apiUrl, 'Telegram API').protocol === 'https:';
  if (proxyUrl === undefined) return isTls ? new https.Agent() : new http.Agent();
  const proxy = parsedUrl(proxyUrl, 'proxy');
  return isTls ? new HttpsProxyAgent(proxy) : new HttpProxyAgent(proxy);
}

function parsedUrl(text: string, name: string): URL {
  const isWeb = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
  if (!isWeb)
    throw new Error(`The ${name} URL of the configuration does not start with http:// or https://.`);
  return new URL(text);
}

function networkFailure({ code, syscall }: { code: string; syscall?: string }): TelegramFailure {
  return { kind: 'network', code, ...(syscall === undefined ? {} : { syscall }) };
}

function toChatIdentity({
  id,
  type,
  title,
  first_name,
  last_name,
}: z.infer<typeof chatSchema>): ChatIdentity {
  const name = [first_name, last_name].filter((part) => part !== undefined).join(' ');
  return { id: String(id), type, title: title ?? name };
}

function mapped<A, B>(answer: TelegramAnswer<A>, map: (result: A) => B): TelegramAnswer<B> {
  return answer.ok ? { ok: true, result: map(answer.result) } : answer;
}
