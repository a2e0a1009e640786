import * as z from 'zod';
import { chatView, type Bot, type Chat } from './chats';
import { personSchema } from './people';
import { REFUSALS } from './refusals';
import type { Parameters } from './request_parameters';
import type { Updates } from './updates';
import { refuse, type AcceptedMessage, type Answer, type PressAnswer } from './world';

/** The longest answer to a press, in characters. */
const TEXT_MAX = 200;

/** Somebody presses a button. */
export const pressSchema = z.strictObject({
  /** The message below which it stands. */
  message: z.int(),
  /** What the button says, or anything else that a client of somebody's own sends. */
  button: z.union([z.string(), z.strictObject({ data: z.string() })]),
  from: personSchema.optional(),
  /** A chat that the message does not stand in, as no honest client says. */
  chat: z.int().optional(),
});
export type Press = z.infer<typeof pressSchema>;

const ANNA: NonNullable<Press['from']> = { id: 5001, name: 'Anna', username: 'anna' };

interface Place {
  chats: readonly Chat[];
  bots: readonly Bot[];
  messages: readonly AcceptedMessage[];
  updatesOf(bot: Bot): Updates;
}

/** The presses that wait for an answer, and what was answered. */
export class Presses {
  readonly answers: PressAnswer[] = [];
  readonly #waiting = new Set<string>();
  #last = 0;

  /** The id of the press. Null where there is no such message or button. */
  press(place: Place, { message: id, button, from = ANNA, chat: elsewhere }: Press): string | null {
    const message = place.messages.find(({ message_id }) => message_id === id);
    const bot = place.bots.find(({ token }) => Number(token.split(':')[0]) === message?.bot_id);
    const chat = place.chats.find(
      (one) => String(one.id) === (elsewhere === undefined ? message?.chat_id : String(elsewhere)),
    );
    const data =
      typeof button === 'string'
        ? message?.buttons.flat().find(({ text }) => text === button)?.callback_data
        : button.data;
    if (!message || !bot || !chat || data === undefined) return null;
    this.#last += 1;
    const pressId = `press-${this.#last}`;
    this.#waiting.add(pressId);
    const { id: userId = 5001, name: first_name, username, isBot: is_bot = false } = from;
    place.updatesOf(bot).add({
      callback_query: {
        id: pressId,
        from: { id: userId, is_bot, first_name, ...(username === undefined ? {} : { username }) },
        message: { message_id: id, date: 1, chat: chatView(chat), text: message.text },
        chat_instance: '1',
        data,
      },
    });
    return pressId;
  }

  /** From now on Telegram takes no answer to what was pressed so far. */
  letExpire(): void {
    this.#waiting.clear();
  }

  answer({ callback_query_id: id, text, show_alert: loud }: Parameters): Answer {
    const words = typeof text === 'string' ? text : '';
    if (typeof id !== 'string' || !this.#waiting.has(id)) return refuse(REFUSALS.press_too_old);
    if ([...words].length > TEXT_MAX)
      return refuse({ status: 400, description: 'Bad Request: MESSAGE_TOO_LONG' });
    this.#waiting.delete(id);
    this.answers.push({ id, text: words, loud: loud === true || loud === 'true' });
    return { ok: true, result: true };
  }
}
