import * as z from 'zod';
import { API, type TelegramCheck } from '../../../common/api/api';
import { chatIdProblem } from '../../../common/channels/telegram';
import type { TelegramAnswer } from '../../notify/telegram/bot_api_port';
import { asQuestion } from '../limited';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';
import { tokenSchema, whoseToken, withToken } from './used_token';

const CHAT_FIELD = 'chatId';

const chatSchema = z.strictObject({
  ...whoseToken,
  chatId: z.string({ error: () => chatIdProblem('') ?? '' }).superRefine((text, context) => {
    const message = chatIdProblem(text);
    if (message) context.addIssue({ code: 'custom', message });
  }),
});

/**
 * The routes that ask Telegram about values of the form. Where no token was typed, a saved one is used. Each shows
 * what Telegram answers.
 */
export function addTelegramRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.checkToken, privilege: 'all', handle: checkToken });
  addRoute(setup, { method: 'post', path: API.checkChat, privilege: 'all', handle: checkChat });
}

async function checkToken(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const wanted = parse(tokenSchema, request.body);
  return asQuestion(call, () =>
    withToken(services, request, wanted, async ({ token, proxy }) =>
      toAnswer(services, await services.telegram(proxy).getMe(token), 'botToken'),
    ),
  );
}

async function checkChat(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { chatId, ...whose } = parse(chatSchema, request.body);
  return asQuestion(call, () =>
    withToken(services, request, whose, async (bot) => ({
      status: 200,
      body: await services.pairing.checkChat(bot, chatId, CHAT_FIELD),
    })),
  );
}

/** Telegram's answer as the body of the response. A refusal by Telegram is an answer too, with status 200. */
function toAnswer<T>(services: Services, answer: TelegramAnswer<T>, field: string): Answer {
  const body: TelegramCheck<T> = answer.ok
    ? { ok: true, result: answer.result }
    : { ok: false, problem: services.telegramProblem(answer.failure, field) };
  return { status: 200, body };
}
