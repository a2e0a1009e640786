import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { defineKind } from './kind';
import { proxyNameSchema } from './proxy_name';

/**
 * `<bot id>:<secret>`, as BotFather gives it. The secret has 35 characters today; the bounds leave room, since
 * Telegram promises none (facts: practical validation of tokens).
 */
const TOKEN = /^[1-9]\d{5,15}:[A-Za-z0-9_-]{30,64}$/;
/** A person or bot (> 0), a group (-N), a supergroup or channel (-100N), or a public @name. At most 52 bits. */
const CHAT_ID = /^(-?[1-9]\d{0,15}|@[A-Za-z][A-Za-z0-9_]{3,31})$/;

/** Why a typed bot token is refused, with the remedy, or undefined. Never repeats the token. */
export function tokenProblem(token: string): string | undefined {
  if (TOKEN.test(token)) return undefined;
  if (token === '') {
    return i18n.translate('bruteForceAlerts.telegram.tokenEmptyErrorMessage', {
      defaultMessage: 'The bot token is empty. Copy it from @BotFather: /mybots, your bot, API Token.',
    });
  }
  if (/\s/.test(token)) {
    return i18n.translate('bruteForceAlerts.telegram.tokenBlanksErrorMessage', {
      defaultMessage:
        'The bot token has blanks or line breaks in it. Copy only the token from @BotFather, without the words around it.',
    });
  }
  if (/^bot\d/i.test(token)) {
    return i18n.translate('bruteForceAlerts.telegram.tokenPrefixErrorMessage', {
      defaultMessage: 'The bot token starts with "bot", as it does in a URL. Remove these three letters.',
    });
  }
  if (token.startsWith('@')) {
    return i18n.translate('bruteForceAlerts.telegram.tokenNameErrorMessage', {
      defaultMessage:
        "This is a bot's name, not its token. Copy the token from @BotFather: /mybots, your bot, API Token.",
    });
  }
  return i18n.translate('bruteForceAlerts.telegram.tokenFormErrorMessage', {
    defaultMessage:
      'This is no bot token: one looks like 123456789:AAE… (digits, a colon, 35 letters, digits, - or _). Copy it again from @BotFather: /mybots, your bot, API Token.',
  });
}

/** Why a typed chat id is refused, with the remedy, or undefined. */
export function chatIdProblem(chatId: string): string | undefined {
  if (CHAT_ID.test(chatId)) return undefined;
  return i18n.translate('bruteForceAlerts.telegram.chatIdFormErrorMessage', {
    defaultMessage:
      "This is no chat id: one is a number (a person's is positive, a group's starts with -, a supergroup's or channel's with -100) or the @name of a public group or channel. Copy it again, with its minus.",
  });
}

/** Empty while somebody sets the channel up: nobody is told by it then. */
const chatIdSchema = z.string({ error: () => chatIdProblem('?') ?? '' }).superRefine((text, context) => {
  const message = text === '' ? undefined : chatIdProblem(text);
  if (message) context.addIssue({ code: 'custom', message });
});

/** A bot token as typed. */
export const botTokenSchema = z
  .string({ error: () => tokenProblem('') ?? '' })
  .superRefine((token, context) => {
    const message = tokenProblem(token);
    if (message) context.addIssue({ code: 'custom', message });
  });

const topicError = () =>
  i18n.translate('bruteForceAlerts.telegram.topicErrorMessage', {
    defaultMessage:
      'A topic is named by a whole number from 2 up: in the link of one of its messages, t.me/c/1234567890/7/42, it is the 7. Leave it empty for the General topic, and for a group without topics.',
  });

/** The topic of a group with topics. General has the number 1, which Telegram refuses: it is written to without one. */
const topicSchema = z.int({ error: topicError }).min(2, { error: topicError });

const hoursError = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonHoursErrorMessage', {
    defaultMessage: 'Buttons must work for a whole number of hours from {min} to {max}.',
    values: BOUNDS.buttonHours,
  });
const usersError = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonUsersErrorMessage', {
    defaultMessage:
      'The people who may press the buttons are named by their numeric Telegram user ids, such as 123456789, at most {max} of them. A name with an @ is not enough: people can change it. Whoever presses a button without being on the list is told their number.',
    values: { max: BOUNDS.buttonUsers.max },
  });

/** A Telegram user id has at most 52 bits. Groups and channels have negative ids, and press nothing. */
const userSchema = z
  .int({ error: usersError })
  .min(1, { error: usersError })
  .max(2 ** 52, { error: usersError });

/** How messages go to a chat where nobody said otherwise. */
export const PLAIN: Omit<z.output<typeof options>, 'chatId'> = {
  topicId: null,
  proxy: null,
  silent: false,
  protect: false,
  buttons: false,
  buttonHours: 12,
  buttonUsers: [],
};

const options = z.strictObject({
  chatId: chatIdSchema,
  topicId: topicSchema.nullable().default(null),
  proxy: proxyNameSchema.default(null),
  /** Messages arrive without a sound. */
  silent: z.boolean().default(false),
  /** Messages can be neither forwarded nor saved. */
  protect: z.boolean().default(false),
  /** Alerts can be worked on from the chat: by buttons below the messages, and /status is answered. */
  buttons: z.boolean().default(false),
  /** How long buttons work after their message was sent or changed. */
  buttonHours: z
    .int({ error: hoursError })
    .min(BOUNDS.buttonHours.min, { error: hoursError })
    .max(BOUNDS.buttonHours.max, { error: hoursError })
    .default(12),
  /** Who may press them; empty: everybody in the chat. */
  buttonUsers: z
    .array(userSchema, { error: usersError })
    .max(BOUNDS.buttonUsers.max, { error: usersError })
    .default([]),
});

/**
 * Telegram as a kind of channel. Its address is in kibana.yml, and so are those of proxies, so no option decides where the
 * token goes.
 */
export const telegram = defineKind({
  options,
  secrets: z.strictObject({ botToken: botTokenSchema }),
  needs: ({ chatId }) => (chatId === '' ? null : ['botToken']),
  destination: () => '',
});
