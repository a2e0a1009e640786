import { visible } from '../../../common/text/visible_text';
import type { PairedChat } from '../../../common/api/pairing';
import type { IncomingMessage } from './pairing_port';

/** How long a nonce can be answered, ms. */
export const PAIRING_LASTS = 10 * 60_000;

/** `/start <nonce>` as the links send it, or `/pair <nonce>` as somebody types it; perhaps with the bot's name. */
const COMMAND = /^\/(?:start|pair)(?:@(\w{1,64}))?\s+([\w-]{22})\s*$/;

/**
 * The nonce that a message carries; null where it is no answer to a pairing. A forwarded message names the chat that it
 * was forwarded to, perhaps without its people's knowledge, and a bot can be made to say anything.
 */
export function nonceIn({ text, from, isForwarded }: IncomingMessage, botName: string): string | null {
  if (isForwarded || from?.isBot) return null;
  const [, addressee, nonce] = COMMAND.exec(text) ?? [];
  if (addressee !== undefined && addressee.toLowerCase() !== botName.toLowerCase()) return null;
  return nonce ?? null;
}

/** The chat in which the message was written. */
export const chatOfMessage = ({ chat, topicId, from }: IncomingMessage): PairedChat => ({
  ...chat,
  // Strangers choose these names.
  title: visible(chat.title),
  topicId,
  askedBy: from ? visible(from.name) : null,
});

/** Where a person opens the bot, adds it to a group, or what they post. */
export function waysToAnswer(botName: string, nonce: string) {
  const bot = `https://t.me/${encodeURIComponent(botName)}`;
  return {
    personLink: `${bot}?start=${nonce}`,
    groupLink: `${bot}?startgroup=${nonce}`,
    // With its name the bot also hears it in a group where it may read nothing else.
    command: `/pair@${botName} ${nonce}`,
  };
}
