import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { inspect } from 'node:util';
import { startBotApi } from '../../../sandbox/bot_api/bot_api';
import type { BotApi } from '../../../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../../../sandbox/bot_api/chats';
import type { Fault } from '../../../sandbox/bot_api/script';
import { Secret } from '../../../common/channels/secret';
import { classifyTelegramFailure } from '../../notify/telegram/errors';
import { testMessage } from '../../../test/messages';
import { renderTest } from '../../notify/telegram/text';
import type { TelegramAnswer, TelegramFailure } from '../../notify/telegram/bot_api_port';
import { createTelegramBot } from './bot';
import type { TelegramBotOptions } from './call';

const TOKEN = new Secret(DEMO_BOT.token);
/** A label of more than 63 characters (RFC 1035) is no host anywhere: no name server needs to be asked. */
const NO_HOST = 'x'.repeat(64);
const HTML = renderTest(testMessage());

const closers: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function standIn(): Promise<BotApi> {
  const api = await startBotApi();
  closers.push(() => api.close());
  return api;
}
/** Listens on loopback; returns host and port. */
async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const httpServer = (listener: RequestListener) => listening(createHttpServer(listener));
const tcpServer = (listener: (socket: Socket) => void) => listening(createTcpServer(listener));
const bot = (apiUrl: string, more: Partial<TelegramBotOptions> = {}) =>
  createTelegramBot({ apiUrl, timeoutMs: 5_000, ...more });
const send = (apiUrl: string, more: Partial<TelegramBotOptions> = {}) =>
  bot(apiUrl, more).sendMessage(TOKEN, { chatId: '1001', html: HTML });

function failureOf(answer: TelegramAnswer<unknown>): TelegramFailure {
  if (answer.ok) throw new Error('The call succeeded.');
  return answer.failure;
}
/** The row of the error table, and whether the message may be sent once more without a double. */
function judged(answer: TelegramAnswer<unknown>): [string, string] {
  const { code, reaction } = classifyTelegramFailure(failureOf(answer));
  return [code, reaction.kind];
}

describe('what Telegram takes', () => {
  it('knows the bot, also behind a base address with a slash at its end', async () => {
    const api = await standIn();
    const answer = { ok: true, result: { id: 100001, username: DEMO_BOT.username } };
    expect(await bot(api.url).getMe(TOKEN)).toEqual(answer);
    expect(await bot(`${api.url}/`).getMe(TOKEN)).toEqual(answer);
  });

  it.each<[string, string, object]>([
    ['a person, by their name', '1001', { id: '1001', type: 'private', title: 'Ada on duty' }],
    ['a group', '-2001', { id: '-2001', type: 'group', title: 'SOC' }],
    ['a channel by its @name', '@soc_alerts', { id: '-1004001', type: 'channel', title: 'Alerts channel' }],
  ])('knows %s', async (_name, chatId, result) => {
    const api = await standIn();
    expect(await bot(api.url).getChat(TOKEN, chatId)).toEqual({ ok: true, result });
  });

  it('sends HTML and reads back what the chat shows', async () => {
    const api = await standIn();
    const answer = await send(api.url);
    expect(answer).toEqual({
      ok: true,
      result: { messageId: 1, text: expect.stringMatching(/^✅ Test message\n/) },
    });
    expect(api.messages()).toMatchObject([{ chat_id: '1001', html: HTML }]);
    expect(api.calls()).toMatchObject([
      { parameters: { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } },
    ]);
  });

  it('sends plain text as it is', async () => {
    const api = await standIn();
    await bot(api.url).sendMessage(TOKEN, { chatId: '-2001', plain: '<b> & co' });
    expect(api.messages()).toMatchObject([{ chat_id: '-2001', text: '<b> & co', html: null }]);
    expect(api.calls()[0]?.parameters).not.toHaveProperty('parse_mode');
  });
});

describe('what Telegram refuses', () => {
  it('carries its words, the wait and the new id', async () => {
    const api = await standIn();
    api.script.next({ kind: 'retry_after', seconds: 7 });
    expect(failureOf(await send(api.url))).toEqual({
      kind: 'answered',
      httpStatus: 429,
      description: 'Too Many Requests: retry after 7',
      fromTelegram: true,
      retryAfterSeconds: 7,
    });
    const moved = await bot(api.url).sendMessage(TOKEN, { chatId: '-2006', html: HTML });
    expect(failureOf(moved)).toMatchObject({ httpStatus: 400, migrateToChatId: '-1003001' });
  });

  it.each<[string, string, string]>([
    ['a wrong token', '100001:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB', 'token_refused'],
    ['a token that would lead to another path', '100001:a/../../_calls?', 'token_unknown'],
  ])('%s', async (_name, token, code) => {
    const api = await standIn();
    expect(judged(await bot(api.url).getMe(new Secret(token)))[0]).toBe(code);
  });
});

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  httpServer((_request, response) => response.writeHead(status, headers).end(body));
const json = JSON.stringify;

describe('somebody else answers', () => {
  it.each<[string, number, string, Record<string, string>, [string, string]]>([
    ['a page that blocks', 403, '<html>Blocked</html>', {}, ['not_telegram', 'not_sent_retry']],
    [
      'a redirect, which is not followed',
      302,
      '',
      { location: '/elsewhere' },
      ['redirected', 'not_sent_retry'],
    ],
    ['a bad gateway', 502, '<html>502</html>', {}, ['gateway_trouble', 'unknown']],
    ['an answer without end', 200, 'x'.repeat(1_100_000), {}, ['connection_lost', 'unknown']],
  ])('%s', async (_name, status, body, headers, expected) => {
    const host = await answering(status, body, headers);
    expect(judged(await send(`http://${host}`))).toEqual(expected);
  });

  it('reads the wait of a gateway from the header', async () => {
    const host = await answering(429, '<html>Slow down</html>', { 'retry-after': '9' });
    expect(failureOf(await send(`http://${host}`))).toMatchObject({
      fromTelegram: false,
      retryAfterSeconds: 9,
    });
  });
});

describe('no answer', () => {
  it.each<
    [string, Fault['kind'] & ('hang' | 'hang_after_accepting' | 'reset' | 'truncated'), string, number]
  >([
    ['a hang', 'hang', 'timed_out', 0],
    ['a hang after the message arrived', 'hang_after_accepting', 'timed_out', 1],
    ['a reset', 'reset', 'connection_lost', 0],
    ['an answer cut in half', 'truncated', 'connection_lost', 1],
  ])('%s: perhaps sent', async (_name, kind, code, arrived) => {
    const api = await standIn();
    api.script.next({ kind });
    expect(judged(await send(api.url, { timeoutMs: 300 }))).toEqual([code, 'unknown']);
    expect(api.messages()).toHaveLength(arrived);
  });

  it('an answer that trickles does not outlive the deadline', async () => {
    const host = await httpServer((_request, response) => void response.writeHead(200).write('{"ok":'));
    expect(judged(await send(`http://${host}`, { timeoutMs: 200 }))).toEqual(['timed_out', 'unknown']);
  });

  it('nobody listens: not sent', async () => {
    const api = await startBotApi();
    await api.close();
    const answer = await send(api.url);
    expect(failureOf(answer)).toEqual({ kind: 'network', code: 'ECONNREFUSED', syscall: 'connect' });
    expect(judged(answer)).toEqual(['unreachable', 'not_sent_retry']);
  });

  it('an unknown host: not sent', async () => {
    expect(judged(await send(`http://${NO_HOST}`))).toEqual(['host_unknown', 'not_sent_retry']);
  });

  it('https to a plain port: not sent', async () => {
    const api = await standIn();
    expect(judged(await send(api.url.replace('http', 'https')))).toEqual(['no_tls', 'not_sent_retry']);
  });

  it('a TLS handshake that hangs: not sent', async () => {
    const host = await tcpServer(() => undefined);
    const answer = await send(`https://${host}`, { timeoutMs: 200 });
    expect(failureOf(answer)).toEqual({ kind: 'network', code: 'ETIMEDOUT', syscall: 'connect' });
    expect(judged(answer)).toEqual(['unreachable', 'not_sent_retry']);
  });

  it('a TLS handshake that is cut: not sent', async () => {
    const host = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(judged(await send(`https://${host}`))).toEqual(['unreachable', 'not_sent_retry']);
  });

  it('the caller gives up reading before it began, or while it waits', async () => {
    const read = (apiUrl: string, signal: AbortSignal) =>
      bot(apiUrl).getUpdates(TOKEN, { offset: undefined, waitSeconds: 0 }, signal);
    const api = await standIn();
    expect(judged(await read(api.url, AbortSignal.abort()))[1]).toBe('not_sent_retry');
    expect(api.calls()).toEqual([]);
    const controller = new AbortController();
    const host = await httpServer(() => controller.abort());
    expect(judged(await read(`http://${host}`, controller.signal))).toEqual(['timed_out', 'unknown']);
  });
});

describe('a proxy', () => {
  it('that wants a login, before https: not sent, and it saw neither token nor text', async () => {
    const seen: string[] = [];
    const host = await tcpServer((socket) =>
      socket.on('data', (chunk) => {
        seen.push(chunk.toString());
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const answer = await send('https://bot-api.invalid', { proxyUrl: `http://ada:pass@${host}` });
    expect(judged(answer)).toEqual(['proxy_login', 'not_sent_retry']);
    expect(seen.join('')).toMatch(/^CONNECT bot-api\.invalid:443 HTTP\/1\.1\r\n/);
    expect(seen.join('')).not.toMatch(/stand-in_token|Test message/);
  });

  it('that wants a login, before http', async () => {
    const host = await answering(407, '<html>Log in</html>');
    const answer = await send('http://bot-api.invalid', { proxyUrl: `http://${host}` });
    expect(judged(answer)).toEqual(['proxy_login', 'not_sent_retry']);
  });

  it('is asked for the whole address of an http server, with its login', async () => {
    const asked: Array<[string | undefined, string | undefined]> = [];
    const host = await httpServer((request, response) => {
      asked.push([request.url, request.headers['proxy-authorization']]);
      response.end(json({ ok: true, result: { message_id: 7, text: 'x' } }));
    });
    const answer = await send('http://bot-api.invalid/base', { proxyUrl: `http://ada:pass@${host}` });
    expect(answer).toEqual({ ok: true, result: { messageId: 7, text: 'x' } });
    const login = `Basic ${Buffer.from('ada:pass').toString('base64')}`;
    expect(asked).toEqual([[`http://bot-api.invalid/base/bot${DEMO_BOT.token}/sendMessage`, login]]);
  });

  it('that is down: not sent', async () => {
    const api = await startBotApi();
    await api.close();
    const answer = await send('https://bot-api.invalid', { proxyUrl: api.url });
    expect(judged(answer)).toEqual(['proxy_unreachable', 'not_sent_retry']);
  });

  it('of the environment is left alone', async () => {
    const api = await standIn();
    const env = { ...process.env, http_proxy: 'http://127.0.0.1:9', no_proxy: '', NO_PROXY: '' };
    const replaced = jest.replaceProperty(process, 'env', env);
    expect((await send(api.url)).ok).toBe(true);
    replaced.restore();
  });

  it('whose address is no web address is refused without repeating it', () => {
    let thrown: unknown;
    try {
      bot('http://127.0.0.1', { proxyUrl: 'ada:pass@proxy' });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(inspect(thrown)).toContain('The address of a proxy in kibana.yml must start with http://');
    expect(inspect(thrown, { showHidden: true })).not.toContain('ada:pass');
  });
});

it('no failure carries the token or the address, however it is printed', async () => {
  const api = await standIn();
  const kinds = ['hang', 'reset', 'truncated', 'html502'] as const;
  const failures: unknown[] = [await send(`http://${NO_HOST}`), await send('https://127.0.0.1:1')];
  for (const kind of kinds) {
    api.script.next({ kind });
    failures.push(await send(api.url, { timeoutMs: 200 }));
  }
  for (const failure of failures) {
    const printed = inspect(failure, { depth: null, showHidden: true }) + json(failure);
    expect(printed).not.toMatch(/stand-in_token|sendMessage|127\.0\.0\.1|xxx/);
  }
});
