import { findChat, type Bot, type Chat } from './chats';
import type { Button } from './keyboard';
import type { RateBucket } from './rate_bucket';
import { REFUSALS, type Refusal } from './refusals';
import type { Parameters } from './request_parameters';
import type { Updates } from './updates';

/** A message that reached its chat. */
export interface AcceptedMessage {
  message_id: number;
  /** The id of the chat, also where it was called by its @name. */
  chat_id: string;
  /** As Telegram shows it, without markup. */
  text: string;
  /** As it was sent; null where it came without parse_mode. */
  html: string | null;
  /** ISO 8601. */
  at: string;
  /** The topic of the group; null for General, and where there are no topics. */
  topic_id: number | null;
  /** Without a sound. */
  silent: boolean;
  /** Neither to be forwarded nor saved. */
  protected: boolean;
  /** The bot that sent it. Only that one may change it. */
  bot_id: number;
  /** How often it was changed. */
  edits: number;
  /** Row by row. */
  buttons: Button[][];
}

/** What a bot told somebody who pressed a button. */
export interface PressAnswer {
  id: string;
  text: string;
  /** Shown until it is closed. */
  loud: boolean;
}

export type Answer = { ok: true; result: unknown } | { ok: false; refusal: Refusal };

/** What a call may see and change. */
export interface World {
  chats: readonly Chat[];
  messages: AcceptedMessage[];
  bucket: RateBucket | undefined;
  updatesOf(bot: Bot): Updates;
  presses: { answer(parameters: Parameters): Answer };
}

export const refuse = (refusal: Refusal): Answer => ({ ok: false, refusal });

/** The chat that a call names, or why there is none. */
export function chatOf({ chat_id: chatId }: Parameters, chats: readonly Chat[]): Chat | Refusal {
  if (chatId === undefined || chatId === '') return REFUSALS.chat_id_empty;
  return findChat(chats, String(chatId)) ?? REFUSALS.chat_not_found;
}
