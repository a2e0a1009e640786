import * as z from 'zod';
import { API, type TelegramCheck } from '../../common/api';
import { Secret } from '../../common/secret';
import { botTokenSchema } from '../../common/settings';
import { chatIdProblem } from '../../common/telegram_identity';
import type { TelegramAnswer } from '../notify/telegram_port';
import { noTokenYet } from './refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from './route';
import type { Services } from './services';
import { RETRY_REFUSED_FOR, savedToken } from './settings_routes';

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

async function checkToken({ request, services }: RouteCall): Promise<Answer> {
  const { botToken } = parse(tokenSchema, request.body);
  return withToken(services, request, botToken, 'botToken', (token) => services.telegram.getMe(token));
}

async function checkChat({ request, services }: RouteCall): Promise<Answer> {
  const { botToken, chatId } = parse(chatSchema, request.body);
  return withToken(services, request, botToken, 'settings.telegramChatId', (token) =>
    services.telegram.getChat(token, chatId),
  );
}

async function sendTest({ request, services }: RouteCall): Promise<Answer> {
  const { botToken, chatId } = parse(chatSchema, request.body);
  const space = services.spaceOf(request);
  const html = services.testMessage(space);
  const answer = await withToken(services, request, botToken, 'settings.telegramChatId', (token) =>
    services.telegram.sendMessage(token, { chatId, html }),
  );
  if (!botToken) await retryWhatWasRefused(services, space, answer);
  return answer;
}

type Request = RouteCall['request'];

async function withToken<T>(
  services: Services,
  request: Request,
  typed: string | undefined,
  field: string,
  ask: (token: Secret) => Promise<TelegramAnswer<T>>,
): Promise<Answer> {
  const token = typed ? new Secret(typed) : await savedToken(services, services.spaceOf(request));
  if (!token) return { status: 400, problems: [noTokenYet()] };
  const answer = await ask(token);
  const body: TelegramCheck<T> = answer.ok
    ? { ok: true, result: answer.result }
    : { ok: false, problem: services.telegramProblem(answer.failure, field) };
  return { status: 200, body };
}

/** A test that arrived shows that the channel works again: what it refused is sent now. */
async function retryWhatWasRefused(services: Services, space: string, answer: Answer): Promise<void> {
  if (answer.status !== 200 || !(answer.body as TelegramCheck<unknown>).ok) return;
  const now = services.now();
  await services.deliveries(space).retryRefused(now - RETRY_REFUSED_FOR, now);
  services.pokeOutbox();
}
