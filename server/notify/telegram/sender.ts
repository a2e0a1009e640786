import { i18n } from '@kbn/i18n';
import { Secret } from '../../../common/channels/secret';
import { telegram } from '../../../common/channels/telegram';
import type { Problem } from '../../../common/status/problems';
import type {
  ChangedParts,
  ChannelCheck,
  ChannelSender,
  DeliveredMessage,
  EditOutcome,
  Failure,
  OpenChannel,
  Outcome,
  ProbeAnswer,
} from '../delivery/channel_sender_port';
import { failureOf } from '../delivery/failure';
import type { ChannelMessage } from '../message/message';
import type {
  InlineKeyboard,
  NewMessage,
  TelegramAnswer,
  TelegramApi,
  TelegramHtml,
  TelegramWays,
} from './bot_api_port';
import { botIdOf } from './bot_id';
import { classifyTelegramFailure, telegramProblem } from './errors';
import { TELEGRAM_ERROR_TEXTS } from './error_texts';
import { keyboardOf, withoutAddresses } from './keyboard';
import { nameOfMessage, numberOfMessage, type Place } from './message_name';
import { render, toPlainText } from './text';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/**
 * The rates that Telegram's guidance allows: one message a second in a chat, twenty a minute in a group or channel,
 * thirty a second for each bot. Ours are a little slower, since two messages may arrive closer together than they
 * left.
 */
const RATE = {
  chat: { most: 1, per: 1.1 * SECOND },
  group: { most: 20, per: MINUTE + SECOND },
  bot: { most: 30, per: 1.1 * SECOND },
} as const;

const NO_TOKEN = new Secret('');
const tokenOf = ({ secrets }: OpenChannel) => secrets['botToken'] ?? NO_TOKEN;
const optionsOf = ({ options }: OpenChannel) => telegram.options.parse(options);
const chatOf = (channel: OpenChannel) => optionsOf(channel).chatId;
const placeOf = (channel: OpenChannel): Place => ({
  botId: botIdOf(tokenOf(channel)),
  chatId: chatOf(channel),
});
function addresseeOf(channel: OpenChannel) {
  const { chatId, topicId, silent, protect } = optionsOf(channel);
  return { chatId, topicId, silent, protect };
}
/** Whether a chat is a group or channel. Only the ids of people are positive numbers. */
const isGroup = (chatId: string) => !/^\d/.test(chatId);

/** Telegram as a kind of channel. */
export function createTelegramSender(through: TelegramWays): ChannelSender {
  const apiOf = (channel: OpenChannel) => through(optionsOf(channel).proxy);
  return {
    async send(message, channel) {
      const api = apiOf(channel);
      const [token, to] = [tokenOf(channel), addresseeOf(channel)];
      const sendTo = (where: NewMessage) =>
        inHtmlOrPlain(message, (text) => api.sendMessage(token, { ...where, ...text }));
      const answer = await sendTo(to);
      const lost = to.topicId === null ? undefined : lostTopic(answer);
      // A test is to show that the topic is lost.
      if (!lost || message.kind === 'test') return toOutcome(answer, channel);
      // Telegram sent nothing. An alert that is seen in General is better than one that waits for somebody to mend this.
      const outcome = toOutcome(await sendTo({ ...to, topicId: null }), channel);
      return outcome.kind === 'delivered' ? { ...outcome, detour: lost } : outcome;
    },

    async edit(message, delivered, channel) {
      const [token, chatId] = [tokenOf(channel), chatOf(channel)];
      const messageId = numberOfMessage(placeOf(channel), delivered.messageId);
      if (messageId === null) return elsewhere();
      const answer = await inHtmlOrPlain(message, (text) =>
        apiOf(channel).editMessageText(token, { chatId, messageId, ...text }),
      );
      return toEditOutcome(answer, delivered, channel);
    },

    async probe(channel) {
      return toProbeAnswer(await apiOf(channel).getChat(tokenOf(channel), chatOf(channel)));
    },

    limits(channel) {
      const [bot, chatId] = [channel.fingerprint, chatOf(channel)];
      const rates = isGroup(chatId) ? [RATE.chat, RATE.group] : [RATE.chat];
      return [
        { key: `telegram:${bot}:${chatId}`, rates },
        { key: `telegram:${bot}`, rates: [RATE.bot] },
      ];
    },

    buttonsLast(channel) {
      const { buttons, buttonHours } = optionsOf(channel);
      return buttons ? buttonHours * HOUR : null;
    },

    preview: (message) => ({ subject: null, text: toPlainText(render(message)) }),

    check: (channel, changed) => checkOf(apiOf(channel), channel, changed),
  };
}

async function checkOf(api: TelegramApi, channel: OpenChannel, changed: ChangedParts): Promise<ChannelCheck> {
  const check: ChannelCheck = { sender: null, receiver: null, problems: [] };
  if (changed.secrets) {
    const bot = await api.getMe(tokenOf(channel));
    if (bot.ok) check.sender = bot.result.username;
    else check.problems.push(telegramProblem(bot.failure, 'secrets.botToken'));
  }
  if (chatOf(channel) === '' || check.problems.some(isError)) return check;
  const chat = await api.getChat(tokenOf(channel), chatOf(channel));
  if (chat.ok) check.receiver = chat.result.title;
  else check.problems.push(telegramProblem(chat.failure, 'options.chatId'));
  return check;
}

function toProbeAnswer(answer: TelegramAnswer<unknown>): ProbeAnswer {
  if (answer.ok) return { works: true };
  const failed = classifyTelegramFailure(answer.failure);
  // Only sending a message reveals the new id of a group, so the channel counts as working here.
  if (failed.reaction.kind === 'moved') return { works: true };
  return { works: false, ...failureOf(failed) };
}

type SentMessage = TelegramAnswer<{ messageId: number; text: string }>;
type Formatted = ({ html: TelegramHtml } | { plain: string }) & { keyboard?: InlineKeyboard };

/**
 * Has the text go out with formatting and buttons or, where Telegram cannot read those, the same words without. Telegram
 * sent nothing then, so they are no copy.
 */
async function inHtmlOrPlain(
  message: ChannelMessage,
  put: (text: Formatted) => Promise<SentMessage>,
): Promise<SentMessage> {
  const html = render(message);
  const keyboard = keyboardOf(message);
  const answer = await put({ html, ...(keyboard ? { keyboard } : {}) });
  if (!isForForm(answer)) return answer;
  // The address of a button is the likeliest fault: what is pressed works without it, and the link is in the text.
  const rest = keyboard && withoutAddresses(keyboard);
  const again = rest ? await put({ html, keyboard: rest }) : answer;
  return isForForm(again) ? put({ plain: toPlainText(html) }) : again;
}

/** Whether Telegram refused the form of the message, and would take the same words in a plainer one. */
const isForForm = (answer: SentMessage) =>
  !answer.ok && classifyTelegramFailure(answer.failure).reaction.kind === 'resend_plain';

/** Where Telegram says that nothing changed, the chat shows the text already. */
function toEditOutcome(answer: SentMessage, delivered: DeliveredMessage, channel: OpenChannel): EditOutcome {
  if (answer.ok) return toOutcome(answer, channel);
  const failed = classifyTelegramFailure(answer.failure);
  if (failed.code === 'not_modified') return { kind: 'delivered', ...delivered };
  if (failed.code === 'nothing_to_edit') return { kind: 'gone', ...failureOf(failed) };
  return toOutcome(answer, channel);
}

/** The channel writes to another chat, or by another bot, than when the message was sent. Nobody is asked. */
function elsewhere(): EditOutcome {
  const said = i18n.translate('bruteForceAlerts.telegramErrors.messageElsewhereErrorMessage', {
    defaultMessage: 'The message to change is in another chat, or of another bot, than the channel has now.',
  });
  return {
    kind: 'gone',
    code: 'nothing_to_edit',
    said,
    remedy: TELEGRAM_ERROR_TEXTS.nothing_to_edit.remedy(),
  };
}

const LOST_TOPIC = new Set<string>(['thread_not_found', 'topic_closed', 'topic_deleted']);

/** Why the topic takes no message any more; undefined where that is not the trouble. */
function lostTopic(answer: SentMessage): Failure | undefined {
  if (answer.ok) return undefined;
  const failed = classifyTelegramFailure(answer.failure);
  return LOST_TOPIC.has(failed.code) ? failureOf(failed) : undefined;
}

const isError = ({ severity }: Problem) => severity === 'error';

function toOutcome(answer: SentMessage, channel: OpenChannel): Outcome {
  if (answer.ok) {
    const { messageId, text } = answer.result;
    return { kind: 'delivered', messageId: nameOfMessage(placeOf(channel), messageId), text };
  }
  const failed = classifyTelegramFailure(answer.failure);
  const { reaction } = failed;
  const failure = failureOf(failed);
  switch (reaction.kind) {
    case 'refused':
      return { kind: 'refused', by: 'channel', ...failure };
    case 'message_refused':
    case 'resend_plain':
      return { kind: 'refused', by: 'message', ...failure };
    case 'deferred':
      return { kind: 'deferred', waitMs: reaction.retryAfterSeconds * SECOND, ...failure };
    case 'moved':
      return { kind: 'deferred', waitMs: 0, moved: { chatId: reaction.chatId }, ...failure };
    case 'not_sent_retry':
      return { kind: 'deferred', waitMs: null, ...failure };
    case 'unknown':
      return { kind: 'unknown', ...failure };
  }
}
