import * as z from 'zod';
import type { ButtonPress, IncomingMessage, TelegramUpdate } from '../../notify/telegram/pairing_port';
import { chatSchema, toChatIdentity } from './chat';

/** Sent each time: the last program that read the bot's updates may have asked for others. */
export const ALLOWED_UPDATES = ['message', 'channel_post', 'callback_query'];

/** One update, of which only the id is sure. */
export const updateSchema = z.looseObject({
  update_id: z.int(),
  // Read each for itself: one in a form that nobody expected must not hide the others.
  message: z.unknown().optional(),
  channel_post: z.unknown().optional(),
  callback_query: z.unknown().optional(),
});
const personSchema = z.looseObject({
  id: z.int(),
  is_bot: z.boolean(),
  username: z.string().optional(),
  first_name: z.string().default(''),
  last_name: z.string().default(''),
});
const namedChatSchema = chatSchema.extend({ username: z.string().optional() });
const messageSchema = z.looseObject({
  chat: namedChatSchema,
  text: z.string().default(''),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().default(false),
  from: personSchema.optional(),
  sender_chat: namedChatSchema.optional(),
  author_signature: z.string().optional(),
  forward_origin: z.unknown().optional(),
  forward_date: z.unknown().optional(),
  via_bot: z.unknown().optional(),
  migrate_to_chat_id: z.int().optional(),
});
const pressSchema = z.looseObject({
  id: z.string(),
  data: z.string().default(''),
  from: personSchema,
  // A message that the bot can no longer reach has its chat and nothing else.
  message: z.looseObject({ chat: namedChatSchema }).optional(),
});

export function toUpdate(update: z.infer<typeof updateSchema>): TelegramUpdate {
  const { update_id: id, message, channel_post, callback_query } = update;
  return { id, message: toMessage(message ?? channel_post), press: toPress(callback_query) };
}

function toMessage(written: unknown): IncomingMessage | null {
  const read = messageSchema.safeParse(written);
  if (!read.success) return null;
  const { chat, text, message_thread_id: thread, is_topic_message: isInTopic } = read.data;
  const { forward_origin, forward_date, via_bot } = read.data;
  const { migrate_to_chat_id: movedTo } = read.data;
  return {
    chat: toChatIdentity(chat),
    chatName: chat.username ?? null,
    text,
    topicId: isInTopic ? (thread ?? null) : null,
    from: writerOf(read.data),
    isForwarded: [forward_origin, forward_date, via_bot].some((mark) => mark !== undefined),
    movedTo: movedTo === undefined ? null : String(movedTo),
  };
}

function writerOf(written: z.infer<typeof messageSchema>): IncomingMessage['from'] {
  const { chat, from, sender_chat: sender, author_signature: signature } = written;
  // An administrator who stays anonymous writes as the group: Telegram names a bot of its own in their place.
  if (from?.is_bot && sender?.id === chat.id)
    return { id: null, name: toChatIdentity(sender).title, isBot: false };
  if (from) return { id: from.id, name: nameOf(from), isBot: from.is_bot };
  return signature === undefined ? null : { id: null, name: signature, isBot: false };
}

const nameOf = ({ username, first_name, last_name }: z.infer<typeof personSchema>): string =>
  username === undefined ? `${first_name} ${last_name}`.trim() : `@${username}`;

function toPress(pressed: unknown): ButtonPress | null {
  const read = pressSchema.safeParse(pressed);
  if (!read.success) return null;
  const { id, data, from, message } = read.data;
  const chat = message ? { id: String(message.chat.id), name: message.chat.username ?? null } : null;
  return { id, data, chat, from: { id: from.id, name: nameOf(from), isBot: from.is_bot } };
}
