import * as z from 'zod';
import { API, type TelegramCheck } from '../../../common/api/api';
import { Secret } from '../../../common/channels/secret';
import { botTokenSchema } from '../../../common/settings/settings';
import { chatIdProblem } from '../../../common/channels/telegram_identity';
import type { TelegramAnswer } from '../../notify/telegram/telegram_port';
import { asQuestion } from '../limited';
import { noTokenYet, tooManyRequests } from '../refusals';
import { sendWhatWasRefused } from './refused_messages';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';

const CHAT_FIELD = 'settings.telegramChatId';

const tokenSchema = z.strictObject({ botToken: botTokenSchema.optional() });
const chatSchema = z.strictObject({
  botToken: botTokenSchema.optional(),
  chatId: z.string({ error: () => chatIdProblem('') ?? '' }).superRefine((text, context) => {
    const message = chatIdProblem(text);
    if (message) context.addIssue({ code: 'custom', message });
  }),
});

/** Each works with unsaved values, or with the saved token where none is given, and shows what Telegram answers. */
export function addTelegramRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.checkToken, privilege: 'all', handle: checkToken });
  addRoute(setup, { method: 'post', path: API.checkChat, privilege: 'all', handle: checkChat });
  addRoute(setup, { method: 'post', path: API.testMessage, privilege: 'all', handle: sendTest });
}

async function checkToken(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { botToken } = parse(tokenSchema, request.body);
  return asQuestion(call, () =>
    withToken(services, request, botToken, async (token) =>
      toAnswer(services, await services.telegram.getMe(token), 'botToken'),
    ),
  );
}

async function checkChat(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { botToken, chatId } = parse(chatSchema, request.body);
  return asQuestion(call, () =>
    withToken(services, request, botToken, async (token) =>
      toAnswer(services, await services.telegram.getChat(token, chatId), CHAT_FIELD),
    ),
  );
}

async function sendTest({ request, services }: RouteCall): Promise<Answer> {
  const { botToken, chatId } = parse(chatSchema, request.body);
  const space = services.spaceOf(request);
  const html = services.testMessage(space);
  const answer = await withToken(services, request, botToken, async (token) => {
    const leave = await services.limits.testMessage(space);
    if (!leave.ok) return tooManyRequests(leave.waitMs);
    return toAnswer(services, await services.telegram.sendMessage(token, { chatId, html }), CHAT_FIELD);
  });
  // A test that arrived by the saved token shows that the channel works again.
  if (!botToken && hasArrived(answer)) await sendWhatWasRefused(services, space);
  return answer;
}

type Request = RouteCall['request'];

/** With the token that was typed, or else the saved one; a saved one that cannot be decrypted is none. */
async function withToken(
  { background, spaceOf }: Services,
  request: Request,
  typed: string | undefined,
  ask: (token: Secret) => Promise<Answer>,
): Promise<Answer> {
  const token = typed ? new Secret(typed) : (await background.openIfReadable(spaceOf(request)))?.botToken;
  return token ? ask(token) : { status: 400, problems: [noTokenYet()] };
}

/** What Telegram answered is the answer, a refusal too. */
function toAnswer<T>(services: Services, answer: TelegramAnswer<T>, field: string): Answer {
  const body: TelegramCheck<T> = answer.ok
    ? { ok: true, result: answer.result }
    : { ok: false, problem: services.telegramProblem(answer.failure, field) };
  return { status: 200, body };
}

const hasArrived = (answer: Answer): boolean =>
  answer.status === 200 && (answer.body as TelegramCheck<unknown>).ok;
