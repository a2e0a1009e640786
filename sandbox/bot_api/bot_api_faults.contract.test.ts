import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { TELEGRAM_ERRORS } from '../../server/notify/telegram/error_table';
import { classifyTelegramFailure } from '../../server/notify/telegram/errors';
import { startBotApi } from './bot_api';
import type { BotApi } from './bot_api';
import { callBotApi } from './caller';
import { DEMO_BOT } from './chats';
import { REFUSALS } from './refusals';
import type { RefusalCode } from './refusals';

let api: BotApi;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(() => api.close());

const send = (chat_id: number, text = 'Hello', more: object = {}) =>
  callBotApi(api, 'sendMessage', { chat_id, text, ...more });
/** Goes on once the stand-in has read so many calls. */
async function calls(count: number): Promise<void> {
  while (api.calls().length < count) await new Promise(setImmediate);
}

describe('scripted faults', () => {
  it.each(Object.entries(REFUSALS))('%s comes in words that the error table knows', async (code, refusal) => {
    api.script.next({ kind: 'refusal', code: code as RefusalCode });
    const { status, body } = await send(1001);
    expect({ status, description: body.description }).toEqual({
      status: refusal.status,
      description: refusal.description,
    });
    const failure = {
      kind: 'answered',
      httpStatus: status,
      description: body.description ?? '',
      fromTelegram: true,
    } as const;
    expect(classifyTelegramFailure(failure).code).toBe(code);
  });

  it('knows every refusal of the error table', () => {
    const rows = TELEGRAM_ERRORS.filter(({ recognition }) => recognition.by === 'telegram');
    expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  it.each([
    ['plain', `Bad Request: Cannot POST /bot${DEMO_BOT.token}/getMe`],
    ['encoded', `Bad Request: Cannot POST %2Fbot${encodeURIComponent(DEMO_BOT.token)}%2FgetMe`],
    ['secret', `Bad Request: No ${DEMO_BOT.token.split(':')[1]}`],
  ] as const)('an echo repeats the address, %s', async (as, description) => {
    api.script.next({ kind: 'echo', as });
    expect(await callBotApi(api, 'getMe')).toMatchObject({ status: 400, body: { description } });
  });

  it('an echo may be the page of a gateway', async () => {
    api.script.next({ kind: 'echo', as: 'page' });
    const response = await fetch(`${api.url}/bot${DEMO_BOT.token}/getMe`, { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html']);
    expect(await response.text()).toContain(DEMO_BOT.token);
  });

  it('knows a bot from the moment that it is told of it', async () => {
    const token = '100003:stand-in_token_of_one_more_bot_of_tests';
    const ask = async () => (await fetch(`${api.url}/bot${token}/getMe`, { method: 'POST' })).status;
    expect(await ask()).toBe(401);
    await fetch(`${api.url}/_bots`, {
      method: 'POST',
      body: JSON.stringify({ token, username: 'one_more_bot' }),
    });
    expect(await ask()).toBe(200);
  });

  it('a fault strikes once, in order, and only the method it is meant for', async () => {
    api.script.next(
      { kind: 'retry_after', seconds: 7, method: 'sendMessage' },
      { kind: 'status', status: 503 },
    );
    expect((await callBotApi(api, 'getMe')).status).toBe(503);
    expect(await send(1001)).toMatchObject({
      status: 429,
      retryAfter: '7',
      body: { parameters: { retry_after: 7 } },
    });
    expect((await send(1001)).status).toBe(200);
  });

  it('html502 is a page, not an answer', async () => {
    api.script.next({ kind: 'html502' });
    const response = await fetch(`${api.url}/bot${DEMO_BOT.token}/getMe`);
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toContain('<html>');
  });

  it.each<['reset' | 'truncated', number]>([
    ['reset', 0],
    ['truncated', 1],
  ])('%s leaves the caller without an answer and %d message', async (kind, accepted) => {
    api.script.next({ kind });
    await expect(send(1001)).rejects.toThrow();
    expect(api.messages()).toHaveLength(accepted);
  });

  it.each<['hang' | 'hang_after_accepting', number]>([
    ['hang', 0],
    ['hang_after_accepting', 1],
  ])('%s never answers; %d message arrived', async (kind, accepted) => {
    api.script.next({ kind });
    const socket = connect(api.port, '127.0.0.1');
    socket.write(`GET /bot${DEMO_BOT.token}/sendMessage?chat_id=1001&text=x HTTP/1.1\r\nHost: x\r\n\r\n`);
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    await calls(1);
    // An answer to the next call would not come before one to this call.
    await callBotApi(api, 'getMe');
    expect(heard).toEqual([]);
    expect(api.messages()).toHaveLength(accepted);
    socket.destroy();
  });
});

describe('inspection', () => {
  it('shows what arrived and what was called, and never a token', async () => {
    await send(1001, '<b>Hello</b>', { parse_mode: 'HTML' });
    await send(4242);
    const messages = await (await fetch(`${api.url}/_messages`)).json();
    expect(messages).toMatchObject([{ chat_id: '1001', text: 'Hello', html: '<b>Hello</b>' }]);
    const calls = await (await fetch(`${api.url}/_calls`)).text();
    expect(JSON.parse(calls)).toMatchObject([
      { method: 'sendMessage', httpMethod: 'POST', botId: 100001, status: 200 },
      { method: 'sendMessage', parameters: { chat_id: 4242, text: 'Hello' }, status: 400 },
    ]);
    expect(calls).not.toContain(DEMO_BOT.token.split(':')[1]);
  });

  it('takes faults over HTTP, one or several', async () => {
    const script = (body: unknown) =>
      fetch(`${api.url}/_script`, { method: 'POST', body: JSON.stringify(body) });
    await script({ kind: 'refusal', code: 'bot_blocked' });
    await script([{ kind: 'retry_after', seconds: 3 }, { kind: 'html502' }]);
    expect((await send(1001)).body.description).toBe('Forbidden: bot was blocked by the user');
    expect((await send(1001)).retryAfter).toBe('3');
    expect((await fetch(`${api.url}/bot${DEMO_BOT.token}/getMe`)).status).toBe(502);
  });

  it('refuses a fault that it does not know', async () => {
    const response = await fetch(`${api.url}/_script`, { method: 'POST', body: '{"kind":"earthquake"}' });
    expect(response.status).toBe(400);
    expect(api.script.waiting).toBe(0);
  });

  it('has no other routes', async () => {
    expect((await fetch(`${api.url}/_tokens`)).status).toBe(404);
  });
});

it('runs on its own and prints where it listens as one line of JSON', async () => {
  const main = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(main.stdout), 'line')) as [string];
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/bot${token}/getMe`)).status).toBe(200);
  } finally {
    main.kill();
    await once(main, 'exit');
  }
}, 30_000);
