import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { MEMBER_STATES, setChatState, type Bot, type Chat } from './chats';
import { open, openingSchema, say, sayingSchema, upgrade } from './people';
import { pressSchema, type Presses } from './presses';
import { parseJson, readBody } from './request_parameters';
import { faultSchema } from './script';
import type { Script } from './script';
import type { Updates } from './updates';
import type { AcceptedMessage } from './world';

interface Inspected {
  bots: Bot[];
  chats: Chat[];
  messages: readonly AcceptedMessage[];
  /** Without tokens; answered as they are. */
  calls: readonly object[];
  script: Script;
  updatesOf(bot: Bot): Updates;
  presses: Presses;
}

const botSchema = z.strictObject({ token: z.string(), username: z.string() });
const chatSchema = z.strictObject({ id: z.int(), state: z.enum(MEMBER_STATES) });
const upgradeSchema = z.strictObject({ chat: z.int(), to: z.int() });
const webhookSchema = z.strictObject({ bot: z.string(), url: z.string() });
const bodySchema = z.union([faultSchema.transform((fault) => [fault]), z.array(faultSchema)]);

/**
 * Routes that Telegram does not have, for a person or a suite in another process:
 * GET /_messages (what arrived), GET /_calls (every call, without tokens), POST /_script (a fault or several),
 * POST /_bots (one more bot), POST /_chats (what the bot may do in a chat from now on), POST /_say (somebody writes in a
 * chat), POST /_open (somebody opens a link to a bot), POST /_press (somebody presses a button), GET /_answers (what they
 * were told), POST /_upgrade (a group becomes a supergroup), POST /_webhooks (another program reads a bot).
 */
export async function answerInspection(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  inspected: Inspected,
): Promise<void> {
  const route = `${request.method} ${path}`;
  if (route === 'GET /_messages') return sendJson(response, 200, inspected.messages);
  if (route === 'GET /_answers') return sendJson(response, 200, inspected.presses.answers);
  if (route === 'GET /_calls') return sendJson(response, 200, inspected.calls);
  const change = CHANGES[route];
  if (!change) return sendJson(response, 404, { message: `No route ${route}.` });
  const [status, body] = change(parseJson(await readBody(request)), inspected);
  sendJson(response, status, body);
}

type Change = (body: unknown, inspected: Inspected) => [status: 200 | 400, body: unknown];

/** A change whose input has a form, and 400 for any other input. */
const changing =
  <T>(schema: z.ZodType<T>, change: (input: T, inspected: Inspected) => unknown): Change =>
  (body, inspected) => {
    const input = schema.safeParse(body);
    return input.success
      ? [200, change(input.data, inspected)]
      : [400, { message: z.prettifyError(input.error) }];
  };

const CHANGES: Readonly<Record<string, Change>> = {
  'POST /_script': changing(bodySchema, (faults, { script }) => {
    script.next(...faults);
    return { waiting: script.waiting };
  }),
  'POST /_bots': changing(botSchema, (bot, { bots }) => ({ bots: bots.push(bot) })),
  'POST /_chats': changing(chatSchema, (change, { chats }) => {
    setChatState(chats, change.id, change.state);
    return change;
  }),
  'POST /_say': changing(sayingSchema, (saying, place) => ({ heard: say(place, saying) })),
  'POST /_open': changing(openingSchema, (opening, place) => ({ heard: open(place, opening) })),
  'POST /_press': changing(pressSchema, (press, place) => ({ press: place.presses.press(place, press) })),
  'POST /_upgrade': changing(upgradeSchema, ({ chat, to }, place) => {
    upgrade(place, chat, to);
    return { chat: to };
  }),
  'POST /_webhooks': changing(webhookSchema, ({ bot: name, url }, { bots, updatesOf }) => {
    const set = bots.filter(({ username }) => username === name);
    for (const bot of set) updatesOf(bot).webhook = url;
    return { set: set.length };
  }),
};

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body, null, 2));
}
