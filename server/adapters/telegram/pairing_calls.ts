import * as z from 'zod';
import type { IncomingMessage, Membership, PairingApi } from '../../notify/telegram/pairing_port';
import { mapped } from './answer';
import type { Call } from './call';
import { chatSchema, toChatIdentity } from './chat';

/** So many updates stay below the largest answer, also where each carries the longest text. */
const UPDATES_AT_ONCE = 25;
/** Sent each time: the last program that read the bot's updates may have asked for others. */
const ALLOWED = ['message', 'channel_post'];
const SECOND = 1_000;

const botSchema = z.looseObject({
  id: z.int(),
  username: z.string(),
  can_join_groups: z.boolean().default(true),
});
const webhookSchema = z.looseObject({ url: z.string().default('') });
const updateSchema = z.looseObject({
  update_id: z.int(),
  // Read each for itself: one in a form that nobody expected must not hide the others.
  message: z.unknown().optional(),
  channel_post: z.unknown().optional(),
});
const personSchema = z.looseObject({
  is_bot: z.boolean(),
  username: z.string().optional(),
  first_name: z.string().default(''),
  last_name: z.string().default(''),
});
const messageSchema = z.looseObject({
  chat: chatSchema,
  text: z.string().default(''),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().default(false),
  from: personSchema.optional(),
  author_signature: z.string().optional(),
  forward_origin: z.unknown().optional(),
  forward_date: z.unknown().optional(),
  via_bot: z.unknown().optional(),
});
const rightsSchema = chatSchema.extend({
  permissions: z.looseObject({ can_send_messages: z.boolean().default(true) }).optional(),
});
const memberSchema = z.looseObject({
  status: z.enum(['creator', 'administrator', 'member', 'restricted', 'left', 'kicked']),
  can_post_messages: z.boolean().default(false),
  can_send_messages: z.boolean().default(false),
});

/** The calls of pairing, made by `call`. */
export const pairingCalls = (call: Call): PairingApi => ({
  async getBot(token) {
    return mapped(await call(token, 'getMe', {}, botSchema, undefined), (bot) => ({
      id: bot.id,
      username: bot.username,
      canJoinGroups: bot.can_join_groups,
    }));
  },
  async getWebhookHost(token) {
    return mapped(await call(token, 'getWebhookInfo', {}, webhookSchema, undefined), ({ url }) =>
      hostOf(url),
    );
  },
  async getUpdates(token, { offset, waitSeconds }, signal) {
    const parameters = {
      ...(offset === undefined ? {} : { offset }),
      timeout: waitSeconds,
      limit: UPDATES_AT_ONCE,
      allowed_updates: ALLOWED,
    };
    const wait = waitSeconds * SECOND;
    const answer = await call(token, 'getUpdates', parameters, z.array(updateSchema), signal, wait);
    return mapped(answer, (updates) =>
      updates.map(({ update_id: id, message, channel_post }) => ({
        id,
        message: toMessage(message ?? channel_post),
      })),
    );
  },
  async getChatWithRights(token, chatId) {
    const answer = await call(token, 'getChat', { chat_id: chatId }, rightsSchema, undefined);
    return mapped(answer, (chat) => ({
      ...toChatIdentity(chat),
      membersMaySend: chat.permissions?.can_send_messages ?? true,
    }));
  },
  async getMembership(token, chatId, botId) {
    const parameters = { chat_id: chatId, user_id: botId };
    return mapped(await call(token, 'getChatMember', parameters, memberSchema, undefined), toMembership);
  },
  showTyping: (token, chatId) =>
    call(token, 'sendChatAction', { chat_id: chatId, action: 'typing' }, z.literal(true), undefined),
});

/** The rest of the address may have a secret in it. */
function hostOf(url: string): string | null {
  if (url === '') return null;
  return URL.canParse(url) ? new URL(url).host : '?';
}

function toMessage(written: unknown): IncomingMessage | null {
  const read = messageSchema.safeParse(written);
  if (!read.success) return null;
  const { chat, text, from, message_thread_id: thread, is_topic_message: isInTopic } = read.data;
  const { author_signature: signature, forward_origin, forward_date, via_bot } = read.data;
  return {
    chat: toChatIdentity(chat),
    text,
    topicId: isInTopic ? (thread ?? null) : null,
    from: from
      ? { name: nameOf(from), isBot: from.is_bot }
      : signature === undefined
        ? null
        : { name: signature, isBot: false },
    isForwarded: [forward_origin, forward_date, via_bot].some((mark) => mark !== undefined),
  };
}

const nameOf = ({ username, first_name, last_name }: z.infer<typeof personSchema>): string =>
  username === undefined ? `${first_name} ${last_name}`.trim() : `@${username}`;

const toMembership = (member: z.infer<typeof memberSchema>): Membership => ({
  status: member.status,
  canPost: member.can_post_messages,
  canSend: member.can_send_messages,
});
