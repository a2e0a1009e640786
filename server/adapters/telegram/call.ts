import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import axios from 'axios';
import type * as z from 'zod';
import type { Secret } from '../../../common/channels/secret';
import type { TelegramAnswer, TelegramFailure } from '../../notify/telegram/bot_api_port';
import { startWatch } from '../call_watch';
import { createAgent } from '../proxies/agent';
import { readAnswer } from './answer';

export interface TelegramBotOptions {
  /** Address of the Bot API or of an own server, with or without a path; http or https. */
  apiUrl: string;
  /**
   * http, https, socks5 (names are resolved here) or socks5h (names are resolved by the proxy), perhaps with user name
   * and password. The proxies of the environment are never used.
   */
  proxyUrl?: string | undefined;
  /** Whether IPv4 is tried before IPv6 where a name has both. */
  ipv4First?: boolean;
  /** For a whole call, from the name look-up to the last byte of the answer. */
  timeoutMs: number;
}

type Parameters = Record<string, unknown>;
/** What is special about a call. */
interface Special {
  signal?: AbortSignal | undefined;
  /** How much longer than others the server may take. */
  longPollMs?: number;
  /** Of an answer that may be longer than those of others. */
  answerMaxBytes?: number;
}
/** Calls one method. `result`: the form in which a success is used. */
export type Call = <T>(
  token: Secret,
  method: string,
  parameters: Parameters,
  result: z.ZodType<T>,
  special?: Special,
) => Promise<TelegramAnswer<T>>;

/** The order of the addresses of a name, which Node otherwise takes as the name server gives it. */
const ipv4First: LookupFunction = (host, options, callback) =>
  dns.lookup(host, { ...options, verbatim: false }, callback);

/** Most answers are a few hundred bytes; a message comes back with its text. */
const ANSWER_MAX_BYTES = 1_000_000;

/**
 * The way to the Bot API. Throws only where the address of the proxy is none, and then without repeating it: it may have
 * a password in it.
 */
export function createCall({
  apiUrl,
  proxyUrl,
  timeoutMs,
  ipv4First: isIpv4First,
}: TelegramBotOptions): Call {
  const isTls = apiUrl.startsWith('https:');
  const lookup = isIpv4First ? { lookup: ipv4First } : {};
  const agent = createAgent({ isTls, proxyUrl, timeoutMs, ...lookup });
  return async (token, method, parameters, result, special = {}) => {
    const { signal, longPollMs = 0, answerMaxBytes = ANSWER_MAX_BYTES } = special;
    const watch = startWatch(timeoutMs + longPollMs, signal);
    try {
      const response = await axios.post<string>(methodUrl(apiUrl, token, method), parameters, {
        // axios would follow the environment to a proxy, and a redirect with the token to anywhere.
        proxy: false,
        httpAgent: agent,
        httpsAgent: agent,
        maxRedirects: 0,
        maxContentLength: answerMaxBytes,
        validateStatus: () => true,
        responseType: 'text',
        transformResponse: (body: string) => body,
        transport: watch.transport,
        signal: watch.signal,
      });
      const refusal = watch.refusalOfProxy();
      if (refusal !== undefined) return { ok: false, failure: refusedByProxy(refusal) };
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

/** The proxy answered in place of Telegram that it does not connect, so nothing was sent. */
const refusedByProxy = (status: number) =>
  networkFailure({ code: `PROXY_HTTP_${status}`, syscall: 'connect' });

function networkFailure({ code, syscall }: { code: string; syscall?: string }): TelegramFailure {
  return { kind: 'network', code, ...(syscall === undefined ? {} : { syscall }) };
}
