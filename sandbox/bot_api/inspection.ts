import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { MEMBER_STATES, setChatState, type Bot, type Chat } from './chats';
import type { AcceptedMessage } from './methods';
import { parseJson, readBody } from './request_parameters';
import { faultSchema } from './script';
import type { Script } from './script';

interface Inspected {
  bots: Bot[];
  chats: Chat[];
  messages: readonly AcceptedMessage[];
  /** Without tokens; answered as they are. */
  calls: readonly object[];
  script: Script;
}

const botSchema = z.strictObject({ token: z.string(), username: z.string() });
const chatSchema = z.strictObject({ id: z.int(), state: z.enum(MEMBER_STATES) });
const bodySchema = z.union([faultSchema.transform((fault) => [fault]), z.array(faultSchema)]);

/**
 * Routes that Telegram does not have, for a person or a suite in another process:
 * GET /_messages (what arrived), GET /_calls (every call, without tokens), POST /_script (a fault or several),
 * POST /_bots (one more bot), POST /_chats (what the bot may do in a chat from now on).
 */
export async function answerInspection(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { bots, chats, messages, calls, script }: Inspected,
): Promise<void> {
  const route = `${request.method} ${path}`;
  if (route === 'GET /_messages') return sendJson(response, 200, messages);
  if (route === 'GET /_calls') return sendJson(response, 200, calls);
  if (route === 'POST /_bots') return addBot(request, response, bots);
  if (route === 'POST /_chats') return changeChat(request, response, chats);
  if (route !== 'POST /_script') return sendJson(response, 404, { message: `No route ${route}.` });
  const faults = bodySchema.safeParse(parseJson(await readBody(request)));
  if (!faults.success) return sendJson(response, 400, { message: z.prettifyError(faults.error) });
  script.next(...faults.data);
  sendJson(response, 200, { waiting: script.waiting });
}

async function addBot(request: IncomingMessage, response: ServerResponse, bots: Bot[]): Promise<void> {
  const bot = botSchema.safeParse(parseJson(await readBody(request)));
  if (!bot.success) return sendJson(response, 400, { message: z.prettifyError(bot.error) });
  bots.push(bot.data);
  sendJson(response, 200, { bots: bots.length });
}

async function changeChat(request: IncomingMessage, response: ServerResponse, chats: Chat[]): Promise<void> {
  const change = chatSchema.safeParse(parseJson(await readBody(request)));
  if (!change.success) return sendJson(response, 400, { message: z.prettifyError(change.error) });
  setChatState(chats, change.data.id, change.data.state);
  sendJson(response, 200, change.data);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body, null, 2));
}
