import * as z from 'zod';
import type { Membership, PairingApi } from '../../notify/telegram/pairing_port';
import { mapped } from './answer';
import type { Call } from './call';
import { chatSchema, toChatIdentity } from './chat';
import { ALLOWED_UPDATES, toUpdate, updateSchema } from './updates';

/**
 * Strangers write what they like to a bot, and an answer that is too long would come again at each look: nobody could
 * pair or press until Telegram forgets it, a day later. So there is room for the longest updates, in bytes: a text of
 * 4,096 emoji as escapes of 12 is 49,152; 100 mentions of people, each with a name of 128 emoji and 300 for the rest,
 * are 183,600; as much again for the message that it replies to, and 20,000 for chats, senders and a quote are some
 * 500,000. Ten of them are 5,000,000.
 */
const UPDATES = { atOnce: 10, maxBytes: 8_000_000 } as const;
const SECOND = 1_000;

const botSchema = z.looseObject({
  id: z.int(),
  username: z.string(),
  can_join_groups: z.boolean().default(true),
});
const webhookSchema = z.looseObject({ url: z.string().default('') });
const rightsSchema = chatSchema.extend({
  permissions: z.looseObject({ can_send_messages: z.boolean().default(true) }).optional(),
});
const memberSchema = z.looseObject({
  status: z.enum(['creator', 'administrator', 'member', 'restricted', 'left', 'kicked']),
  can_post_messages: z.boolean().default(false),
  can_send_messages: z.boolean().default(false),
});

/** The calls that listen to people in their chats, made by `call`. */
export const pairingCalls = (call: Call): PairingApi => ({
  async getBot(token) {
    return mapped(await call(token, 'getMe', {}, botSchema), (bot) => ({
      id: bot.id,
      username: bot.username,
      canJoinGroups: bot.can_join_groups,
    }));
  },
  async getWebhookHost(token) {
    return mapped(await call(token, 'getWebhookInfo', {}, webhookSchema), ({ url }) => hostOf(url));
  },
  async getUpdates(token, { offset, waitSeconds }, signal) {
    const parameters = {
      ...(offset === undefined ? {} : { offset }),
      timeout: waitSeconds,
      limit: UPDATES.atOnce,
      allowed_updates: ALLOWED_UPDATES,
    };
    const answer = await call(token, 'getUpdates', parameters, z.array(updateSchema), {
      signal,
      longPollMs: waitSeconds * SECOND,
      answerMaxBytes: UPDATES.maxBytes,
    });
    return mapped(answer, (updates) => updates.map(toUpdate));
  },
  async getChatWithRights(token, chatId) {
    const answer = await call(token, 'getChat', { chat_id: chatId }, rightsSchema);
    return mapped(answer, (chat) => ({
      ...toChatIdentity(chat),
      membersMaySend: chat.permissions?.can_send_messages ?? true,
    }));
  },
  async getMembership(token, chatId, botId) {
    const parameters = { chat_id: chatId, user_id: botId };
    return mapped(await call(token, 'getChatMember', parameters, memberSchema), toMembership);
  },
  answerPress: (token, { pressId, text, loud }, signal) => {
    const parameters = { callback_query_id: pressId, text, show_alert: loud };
    return call(token, 'answerCallbackQuery', parameters, z.literal(true), { signal });
  },
  showTyping: (token, chatId) =>
    call(token, 'sendChatAction', { chat_id: chatId, action: 'typing' }, z.literal(true)),
});

/** The rest of the address may have a secret in it. */
function hostOf(url: string): string | null {
  if (url === '') return null;
  return URL.canParse(url) ? new URL(url).host : '?';
}

const toMembership = (member: z.infer<typeof memberSchema>): Membership => ({
  status: member.status,
  canPost: member.can_post_messages,
  canSend: member.can_send_messages,
});
