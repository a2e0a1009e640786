import { readRefusal, writeRefusal, type Bot, type Chat } from './chats';
import type { Parameters } from './request_parameters';
import { chatOf, refuse, type Answer, type World } from './world';

/** Telegram waits no longer than this for an update. */
const LONGEST_WAIT_SECONDS = 50;
const SECOND = 1_000;

export async function getUpdates(bot: Bot, parameters: Parameters, { updatesOf }: World): Promise<Answer> {
  const seconds = Math.min(Number(parameters['timeout'] ?? 0), LONGEST_WAIT_SECONDS);
  const limit = Number(parameters['limit'] ?? 100);
  const { allowed_updates: allowed } = parameters;
  if (Array.isArray(allowed)) updatesOf(bot).allowed = allowed.map(String);
  const answer = await updatesOf(bot).next(Number(parameters['offset'] ?? 0), limit, seconds * SECOND);
  return 'status' in answer ? refuse(answer) : { ok: true, result: answer };
}

export const getWebhookInfo = (bot: Bot, { updatesOf }: World): Answer => ({
  ok: true,
  result: { url: updatesOf(bot).webhook, has_custom_certificate: false, pending_update_count: 0 },
});

/** Only the bot itself can be asked about: the chats here have no other members. */
export function getChatMember(bot: Bot, parameters: Parameters, { chats }: World): Answer {
  const chat = chatOf(parameters, chats);
  if ('status' in chat) return refuse(chat);
  const refusal = readRefusal(chat);
  if (refusal) return refuse(refusal);
  const user = { id: Number(bot.token.split(':')[0]), is_bot: true, first_name: bot.username };
  if (String(parameters['user_id']) !== String(user.id))
    return refuse({ status: 400, description: 'Bad Request: user not found' });
  return { ok: true, result: { user, ...membership(chat) } };
}

function membership(chat: Chat): Record<string, unknown> {
  switch (chat.state) {
    case 'admin':
      return { status: 'administrator', ...(chat.type === 'channel' ? { can_post_messages: true } : {}) };
    case 'muted':
      return { status: 'restricted', can_send_messages: false, is_member: true };
    case 'left':
    case 'deleted':
    case 'migrated':
      return { status: 'left' };
    default:
      return { status: 'member' };
  }
}

/** It shows for some seconds, and needs the right to write. */
export function sendChatAction(parameters: Parameters, { chats }: World): Answer {
  const chat = chatOf(parameters, chats);
  if ('status' in chat) return refuse(chat);
  const refusal = writeRefusal(chat);
  return refusal ? refuse(refusal) : { ok: true, result: true };
}
