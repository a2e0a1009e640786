import * as z from 'zod';
import { chatView, type Bot, type Chat } from './chats';
import type { Updates } from './updates';

/** Who does something. */
export const personSchema = z.strictObject({
  id: z.int().optional(),
  username: z.string().optional(),
  name: z.string(),
  isBot: z.boolean().optional(),
});

/** Something that a person does in Telegram. */
export const sayingSchema = z.strictObject({
  /** The user name of the bot that may hear it; absent: the first bot. */
  bot: z.string().optional(),
  /** The id of the chat. */
  chat: z.int(),
  text: z.string(),
  /** Who says it; absent: Anna. In a channel nobody is named. */
  from: personSchema.optional(),
  /** The topic of the group. */
  topic: z.int().optional(),
  forwarded: z.boolean().optional(),
  /** An administrator of the group stays anonymous: Telegram's own bot writes in the name of this chat. */
  asChat: z.int().optional(),
});
export type Saying = z.infer<typeof sayingSchema>;

/** A link of t.me that a person opens, and the chat that they open it for: their own, or a group that they choose. */
export const openingSchema = z.strictObject({
  link: z.string(),
  chat: z.int(),
  from: sayingSchema.shape.from,
});
export type Opening = z.infer<typeof openingSchema>;

const ANNA = { name: 'Anna', username: 'anna' };

interface Place {
  chats: Chat[];
  bots: readonly Bot[];
  updatesOf(bot: Bot): Updates;
}

/** Somebody writes in a chat. True where the bot hears it. */
export function say(place: Place, saying: Saying): boolean {
  const bot =
    saying.bot === undefined ? place.bots[0] : place.bots.find(({ username }) => username === saying.bot);
  const chat = place.chats.find(({ id }) => id === saying.chat);
  if (!bot || !chat || !hears(bot, chat, saying.text)) return false;
  place
    .updatesOf(bot)
    .add({ [chat.type === 'channel' ? 'channel_post' : 'message']: messageOf(chat, saying) });
  return true;
}

/**
 * Somebody opens a link to a bot and presses Start, or chooses a group, which lets the bot in. True where the bot hears
 * of it.
 */
export function open(place: Place, { link, chat: id, from }: Opening): boolean {
  const [, username = '', way, payload] =
    /^https:\/\/t\.me\/(\w+)\?(start|startgroup)=([\w-]{1,64})$/.exec(link) ?? [];
  const at = place.chats.findIndex((chat) => chat.id === id);
  const chat = place.chats[at];
  if (!chat || payload === undefined || (way === 'start') !== (chat.type === 'person')) return false;
  if (chat.type === 'person') place.chats[at] = { ...chat, state: 'started' };
  else if (chat.state === 'left') place.chats[at] = { ...chat, state: 'member' };
  const text = way === 'start' ? `/start ${payload}` : `/start@${username} ${payload}`;
  return say(place, { bot: username, chat: id, text, ...(from ? { from } : {}) });
}

/** A group becomes a supergroup with another id, which its bots are told in the old one. */
export function upgrade({ chats, bots, updatesOf }: Place, id: number, to: number): void {
  const at = chats.findIndex((chat) => chat.id === id);
  const group = chats[at];
  if (group?.type !== 'group') return;
  chats[at] = { ...group, state: 'migrated', migratedTo: to };
  chats.push({ type: 'supergroup', id: to, title: group.title, state: 'member' });
  const service = { ...messageOf(group, { chat: id, text: '' }), text: undefined, migrate_to_chat_id: to };
  for (const bot of bots) updatesOf(bot).add({ message: service });
}

/** With privacy mode on, as it is for every new bot, a bot in a group hears commands meant for it and nothing else. */
function hears({ username }: Bot, chat: Chat, text: string): boolean {
  if (chat.type === 'person') return chat.state === 'started';
  if (chat.type === 'channel') return chat.state === 'admin';
  if (['left', 'kicked', 'deleted', 'migrated'].includes(chat.state)) return false;
  const [, addressee = username] = /^\/\w+(?:@(\w+))?/.exec(text) ?? [undefined, ''];
  return addressee.toLowerCase() === username.toLowerCase();
}

/** Telegram's own, which stands for whoever writes in the name of a chat. */
const ANONYMOUS = { id: 1_087_968_824, name: 'Group', username: 'GroupAnonymousBot', isBot: true };

function messageOf(
  chat: Chat,
  { text, asChat, from: by = ANNA, topic, forwarded }: Saying,
): Record<string, unknown> {
  const date = Math.floor(Date.now() / 1_000);
  const {
    id = 5001,
    name: first_name,
    username,
    isBot: is_bot = false,
  } = { id: undefined, isBot: undefined, ...(asChat === undefined ? by : ANONYMOUS) };
  const author = { id, is_bot, first_name, ...(username === undefined ? {} : { username }) };
  return {
    message_id: 1,
    date,
    chat: chatView(chat),
    text,
    ...(chat.type === 'channel' ? {} : { from: author }),
    ...(asChat === undefined ? {} : { sender_chat: { ...chatView(chat), id: asChat } }),
    ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
    ...(forwarded ? { forward_origin: { type: 'hidden_user', sender_user_name: 'Somebody', date } } : {}),
  };
}
