import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { DEMO_BOT, DEMO_CHATS, REVOKED_BOT, setChatState } from './chats';
import type { Bot, Chat, MemberState } from './chats';
import { answerInspection } from './inspection';
import { callMethod } from './methods';
import { open, say, upgrade, type Opening, type Saying } from './people';
import { Presses, type Press } from './presses';
import { RateBucket } from './rate_bucket';
import type { RateLimit } from './rate_bucket';
import { REFUSALS, tooManyRequests } from './refusals';
import type { Refusal } from './refusals';
import { readParameters } from './request_parameters';
import type { Parameters } from './request_parameters';
import { Script } from './script';
import type { Fault } from './script';
import { Updates } from './updates';
import type { AcceptedMessage, Answer, World } from './world';

export interface BotApiOptions {
  /** 0, the default, for any free one. */
  port?: number;
  bots?: readonly Bot[];
  chats?: readonly Chat[];
  /** The rate limits of every chat; none by default. */
  rates?: readonly RateLimit[];
  /** The clock that rates are counted by, epoch ms; the real one by default. */
  clock?(): number;
}

/** One call, without the token. */
export interface RecordedCall {
  method: string;
  httpMethod: string;
  /** The id in the token; null where there was none. */
  botId: number | null;
  parameters: Parameters;
  /** HTTP status of the answer; null where none was given. */
  status: number | null;
  at: string;
}

/** A stand-in for Telegram's Bot API that refuses what Telegram refuses. Listens on 127.0.0.1 only. */
export interface BotApi {
  url: string;
  port: number;
  script: Script;
  /** What the bot may do in a chat from now on: it is kicked, or let in again. */
  setChatState(id: number, state: MemberState): void;
  /** Somebody writes in a chat. True where the bot hears it. */
  say(saying: Saying): boolean;
  /** Somebody opens a link to a bot, in their own chat or for a group that they choose. True where the bot hears of it. */
  open(opening: Opening): boolean;
  /** Another program receives what the first bot hears from now on; nobody does where it is empty. */
  setWebhook(url: string): void;
  /** Somebody presses a button. The id of the press; null where there is no such button. */
  press(press: Press): string | null;
  /** What those who pressed were told, and what is too late to be answered from now on. */
  presses: Presses;
  /** A group becomes a supergroup with another id. */
  upgrade(chat: number, to: number): void;
  messages(): readonly AcceptedMessage[];
  calls(): readonly RecordedCall[];
  /** Ends at once, also what hangs. */
  close(): Promise<void>;
}

interface State extends World {
  presses: Presses;
  bots: Bot[];
  chats: Chat[];
  calls: RecordedCall[];
  script: Script;
}

/** Starts the stand-in. Rejects where the port is taken. */
export async function startBotApi(options: BotApiOptions = {}): Promise<BotApi> {
  const updates = new Map<string, Updates>();
  const state: State = {
    updatesOf(bot) {
      const known = updates.get(bot.token) ?? new Updates();
      updates.set(bot.token, known);
      return known;
    },
    bots: [...(options.bots ?? [DEMO_BOT, REVOKED_BOT])],
    chats: [...(options.chats ?? DEMO_CHATS)],
    messages: [],
    bucket: options.rates && new RateBucket(options.rates, options.clock),
    calls: [],
    script: new Script(),
    presses: new Presses(),
  };
  const server = createServer((request, response) => {
    // A caller that hangs up, or an address that is none, must not end the stand-in.
    answer(request, response, state).catch(() => response.destroy());
  });
  const sockets = track(server);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    script: state.script,
    setChatState: (id, to) => setChatState(state.chats, id, to),
    say: (saying) => say(state, saying),
    open: (opening) => open(state, opening),
    press: (press) => state.presses.press(state, press),
    presses: state.presses,
    upgrade: (chat, to) => upgrade(state, chat, to),
    setWebhook: (url) => state.bots.slice(0, 1).forEach((bot) => (state.updatesOf(bot).webhook = url)),
    messages: () => state.messages,
    calls: () => state.calls,
    close: () => close(server, sockets),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/_')) return answerInspection(request, response, url.pathname, state);
  const [, token, method] = /^\/bot([^/]*)\/([^/]+)$/.exec(url.pathname) ?? [];
  if (token === undefined || method === undefined) return send(response, refused(REFUSALS.token_unknown));
  const parameters = await readParameters(request, url);
  const call = toCall(request, token, method, parameters);
  state.calls.push(call);
  response.on('finish', () => (call.status = response.statusCode));
  const fault = state.script.take(method);
  if (fault && strikes(fault, response, url.pathname)) return;
  const result = await decide(decodeURIComponent(token), method, parameters, state);
  if (fault) return breakAnswer(fault, response, result);
  send(response, result);
}

function toCall(
  request: IncomingMessage,
  token: string,
  method: string,
  parameters: Parameters | undefined,
): RecordedCall {
  return {
    method,
    httpMethod: request.method ?? '',
    botId: /^\d+/.test(token) ? parseInt(token, 10) : null,
    parameters: parameters ?? {},
    status: null,
    at: new Date().toISOString(),
  };
}

/** Carries out a fault that happens before a message is accepted. False for a fault that comes later. */
function strikes(fault: Fault, response: ServerResponse, path: string): boolean {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'html502':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>');
      return true;
    case 'echo':
      echo(response, fault.as, path);
      return true;
    case 'status':
      send(response, refused({ status: fault.status, description: `Scripted status ${fault.status}` }));
      return true;
    case 'refusal':
      send(response, refused(REFUSALS[fault.code]));
      return true;
    case 'retry_after':
      send(response, refused(tooManyRequests(fault.seconds)));
      return true;
    default:
      return false;
  }
}

function echo(response: ServerResponse, as: Extract<Fault, { kind: 'echo' }>['as'], path: string): void {
  const words = `Cannot POST ${path}`;
  if (as === 'page') {
    response.writeHead(400, { 'content-type': 'text/html' });
    return void response.end(`<html><body>${words}</body></html>`);
  }
  const secret = path.split('/')[1]?.split(':')[1] ?? '';
  const told = { plain: words, encoded: `Cannot POST ${encodeURIComponent(path)}`, secret: `No ${secret}` };
  send(response, refused({ status: 400, description: `Bad Request: ${told[as]}` }));
}

function breakAnswer(fault: Fault, response: ServerResponse, result: Answer): void {
  if (fault.kind !== 'truncated') return;
  const body = JSON.stringify(bodyOf(result));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}

async function decide(
  token: string,
  method: string,
  parameters: Parameters | undefined,
  state: State,
): Promise<Answer> {
  // The public Bot API answers "Not Found" to a text that is no token, and 401 to a token that it does not know.
  if (!/^[1-9]\d*:[A-Za-z0-9_-]+$/.test(token)) return refused(REFUSALS.token_unknown);
  const bot = state.bots.find((known) => known.token === token);
  if (!bot || bot.revoked) return refused(REFUSALS.token_refused);
  if (!parameters) return refused({ status: 400, description: "Bad Request: can't parse JSON object" });
  return (await callMethod(method, bot, parameters, state)) ?? refused(REFUSALS.method_not_found);
}

function refused(refusal: Refusal): Answer {
  return { ok: false, refusal };
}

function bodyOf(result: Answer): Record<string, unknown> {
  if (result.ok) return { ok: true, result: result.result };
  const { status, description, parameters } = result.refusal;
  return { ok: false, error_code: status, description, ...(parameters ? { parameters } : {}) };
}

function send(response: ServerResponse, result: Answer): void {
  const retryAfter = result.ok ? undefined : result.refusal.parameters?.retry_after;
  response.writeHead(result.ok ? 200 : result.refusal.status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify(bodyOf(result)));
}

function track(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
