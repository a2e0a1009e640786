import { REFUSALS } from './refusals';
import type { Refusal } from './refusals';

/** A bot that the stand-in knows. `revoked`: its token was replaced in BotFather. */
export interface Bot {
  token: string;
  username: string;
  revoked?: boolean;
}

/** A chat as Telegram sees it, and what the bot may do there. The same for every bot. */
export type Chat =
  | { type: 'person'; id: number; name: string; username?: string; state: PersonState }
  | { type: 'group'; id: number; title: string; state: GroupState; migratedTo?: number }
  | {
      type: 'supergroup' | 'channel';
      id: number;
      title: string;
      username?: string;
      state: MemberState;
      topics?: Readonly<Record<number, 'open' | 'closed' | 'deleted'>>;
    };

/** not_started: the bot knows of the person from a group, and was never opened by them. bot: the id is a bot's. */
export type PersonState = 'started' | 'not_started' | 'blocked' | 'deactivated' | 'bot';
/** muted: a member that may not write. In a channel only an `admin` may post. */
export const MEMBER_STATES = ['member', 'admin', 'muted', 'left', 'kicked'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];
export type GroupState = MemberState | 'deleted' | 'migrated';

export const DEMO_BOT: Bot = {
  token: '100001:stand-in_token_of_the_sandbox_bot_1',
  username: 'sandbox_alerts_bot',
};
export const REVOKED_BOT: Bot = {
  token: '100002:stand-in_token_of_the_sandbox_bot_2',
  username: 'sandbox_revoked_bot',
  revoked: true,
};

/** One chat for every way in which a chat takes or refuses a message. */
export const DEMO_CHATS: readonly Chat[] = [
  { type: 'person', id: 1001, name: 'Ada on duty', username: 'ada_on_duty', state: 'started' },
  { type: 'person', id: 1002, name: 'Not started', state: 'not_started' },
  { type: 'person', id: 1003, name: 'Blocked', state: 'blocked' },
  { type: 'person', id: 1004, name: 'Gone', state: 'deactivated' },
  { type: 'person', id: 1005, name: 'Another bot', username: 'another_bot', state: 'bot' },
  { type: 'group', id: -2001, title: 'SOC', state: 'member' },
  { type: 'group', id: -2002, title: 'Muted group', state: 'muted' },
  { type: 'group', id: -2003, title: 'Left group', state: 'left' },
  { type: 'group', id: -2004, title: 'Kicked group', state: 'kicked' },
  { type: 'group', id: -2005, title: 'Deleted group', state: 'deleted' },
  { type: 'group', id: -2006, title: 'Upgraded group', state: 'migrated', migratedTo: -1003001 },
  { type: 'supergroup', id: -1003001, title: 'Upgraded group', state: 'member' },
  { type: 'supergroup', id: -1003002, title: 'Public SOC', username: 'soc_public', state: 'member' },
  { type: 'supergroup', id: -1003003, title: 'Muted supergroup', state: 'muted' },
  { type: 'supergroup', id: -1003004, title: 'Kicked supergroup', state: 'kicked' },
  { type: 'supergroup', id: -1003005, title: 'Left supergroup', state: 'left' },
  {
    type: 'supergroup',
    id: -1003006,
    title: 'SOC with topics',
    state: 'member',
    topics: { 7: 'open', 8: 'closed', 9: 'deleted' },
  },
  { type: 'channel', id: -1004001, title: 'Alerts channel', username: 'soc_alerts', state: 'admin' },
  { type: 'channel', id: -1004002, title: 'Readers only', state: 'member' },
  { type: 'channel', id: -1004003, title: 'Foreign channel', state: 'left' },
  { type: 'channel', id: -1004004, title: 'Kicked channel', state: 'kicked' },
];

/** What the bot may do in a group or channel from now on. A person, or a chat that is not there, stays as it is. */
export function setChatState(chats: Chat[], id: number, state: MemberState): void {
  const at = chats.findIndex((chat) => chat.id === id);
  const chat = chats[at];
  if (chat && chat.type !== 'person') chats[at] = { ...chat, state };
}

/** Finds a chat by id or @name. People have no @name that the Bot API would take. */
export function findChat(chats: readonly Chat[], chatId: string): Chat | undefined {
  if (!chatId.startsWith('@')) return chats.find(({ id }) => String(id) === chatId);
  const name = chatId.slice(1).toLowerCase();
  return chats.find((chat) => 'title' in chat && 'username' in chat && chat.username?.toLowerCase() === name);
}

/** Why the bot may not look at the chat, or undefined. */
export function readRefusal(chat: Chat): Refusal | undefined {
  if (chat.type === 'person') return undefined;
  if (chat.state === 'kicked') return kicked(chat);
  if (chat.state === 'left' && !('username' in chat)) return notAMember(chat);
  return undefined;
}

/** Why the bot may not write to the chat, or undefined. */
export function writeRefusal(chat: Chat): Refusal | undefined {
  if (chat.type === 'person') return personRefusal(chat.state);
  if (chat.state === 'migrated') return migrated(chat);
  if (chat.state === 'deleted') return REFUSALS.chat_deleted;
  if (chat.state === 'kicked') return kicked(chat);
  if (chat.state === 'left') return notAMember(chat);
  if (chat.type === 'channel' && chat.state !== 'admin') return REFUSALS.admin_rights_needed;
  return chat.state === 'muted' ? REFUSALS.no_right_to_send_text : undefined;
}

/**
 * Why a message cannot go to a topic, or undefined. General has the number 1 and takes messages only without one. A chat
 * without topics does not look at the number.
 */
export function topicRefusal(chat: Chat, topic: unknown): Refusal | undefined {
  if (topic === undefined || !('topics' in chat) || !chat.topics) return undefined;
  const state = chat.topics[Number(topic)];
  if (state === 'closed') return REFUSALS.topic_closed;
  if (state === 'deleted') return REFUSALS.topic_deleted;
  return state === undefined ? REFUSALS.thread_not_found : undefined;
}

/** The chat as getChat and sendMessage answer it. */
export function chatView(chat: Chat): Record<string, unknown> {
  const { id, type } = chat;
  const username = 'username' in chat && chat.username !== undefined ? { username: chat.username } : {};
  if (type === 'person') return { id, type: 'private', first_name: chat.name, ...username };
  return { id, type, title: chat.title, ...username };
}

function personRefusal(state: PersonState): Refusal | undefined {
  if (state === 'not_started') return REFUSALS.bot_not_started;
  if (state === 'blocked') return REFUSALS.bot_blocked;
  if (state === 'deactivated') return REFUSALS.user_deactivated;
  return state === 'bot' ? REFUSALS.chat_is_a_bot : undefined;
}

function migrated(chat: Chat): Refusal {
  const to = 'migratedTo' in chat ? chat.migratedTo : undefined;
  return to === undefined
    ? REFUSALS.chat_migrated
    : { ...REFUSALS.chat_migrated, parameters: { migrate_to_chat_id: to } };
}

function kicked({ type }: Chat): Refusal {
  return { status: 403, description: `Forbidden: bot was kicked from the ${type} chat` };
}

function notAMember({ type }: Chat): Refusal {
  return { status: 403, description: `Forbidden: bot is not a member of the ${type} chat` };
}
