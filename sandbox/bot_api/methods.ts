import { chatView, readRefusal, topicRefusal, writeRefusal } from './chats';
import type { Bot, Chat } from './chats';
import { parseHtml } from './html_mode';
import { readKeyboard, type Button } from './keyboard';
import { REFUSALS, tooManyRequests } from './refusals';
import type { Refusal } from './refusals';
import { getChatMember, getUpdates, getWebhookInfo, sendChatAction } from './reading';
import { isObject, parseJson } from './request_parameters';
import type { Parameters } from './request_parameters';
import { chatOf, refuse, type AcceptedMessage, type Answer, type World } from './world';

/** Bytes of the text as sent (Client.cpp), and code points after its markup was read (tdlib, MessageContent.cpp). */
const RAW_BYTES_MAX = 32_768;
const CODE_POINTS_MAX = 4_096;

/** Answers one call of a method, or undefined where there is no such method. Names are compared without case. */
export function callMethod(
  name: string,
  bot: Bot,
  parameters: Parameters,
  world: World,
): Answer | Promise<Answer> | undefined {
  switch (name.toLowerCase()) {
    case 'getme':
      return getMe(bot);
    case 'getchat':
      return getChat(parameters, world);
    case 'sendmessage':
      return sendMessage(bot, parameters, world);
    case 'getupdates':
      return getUpdates(bot, parameters, world);
    case 'getwebhookinfo':
      return getWebhookInfo(bot, world);
    case 'getchatmember':
      return getChatMember(bot, parameters, world);
    case 'sendchataction':
      return sendChatAction(parameters, world);
    case 'editmessagetext':
      return editMessageText(bot, parameters, world);
    case 'answercallbackquery':
      return world.presses.answer(parameters);
    default:
      return undefined;
  }
}

function getMe(bot: Bot): Answer {
  return { ok: true, result: { ...botUser(bot), can_join_groups: true, can_read_all_group_messages: false } };
}

const idOf = ({ token }: Bot) => Number(token.split(':')[0]);

function botUser(bot: Bot): Record<string, unknown> {
  const { username } = bot;
  return { id: idOf(bot), is_bot: true, first_name: username, username };
}

function getChat(parameters: Parameters, { chats }: World): Answer {
  const chat = chatOf(parameters, chats);
  if ('status' in chat) return refuse(chat);
  const refusal = readRefusal(chat);
  return refusal ? refuse(refusal) : { ok: true, result: chatView(chat) };
}

/**
 * Sends a message. The checks are in the order of the Bot API: the text itself, its markup, the options, the chat, the
 * rights, the length, the rate.
 */
function sendMessage(bot: Bot, parameters: Parameters, world: World): Answer {
  const text = readText(parameters);
  if ('status' in text) return refuse(text);
  const buttons = readOptions(parameters);
  if ('status' in buttons) return refuse(buttons);
  const chat = chatOf(parameters, world.chats);
  if ('status' in chat) return refuse(chat);
  const refusal =
    writeRefusal(chat) ??
    topicRefusal(chat, parameters['message_thread_id']) ??
    refuseShownText(text.shown) ??
    refuseRate(chat, world);
  return refusal ? refuse(refusal) : accept({ bot, chat, text, buttons, parameters }, world);
}

/**
 * Changes a message of the bot's own. The checks are in the order of the Bot API: the text, its markup, the chat, the
 * message, whose it is, the length, whether anything changes, the rate.
 */
function editMessageText(bot: Bot, parameters: Parameters, world: World): Answer {
  const text = readText(parameters);
  if ('status' in text) return refuse(text);
  const buttons = readOptions(parameters);
  if ('status' in buttons) return refuse(buttons);
  const chat = chatOf(parameters, world.chats);
  if ('status' in chat) return refuse(chat);
  const unseen = readRefusal(chat) ?? (isMoved(chat) ? writeRefusal(chat) : undefined);
  if (unseen) return refuse(unseen);
  const message = world.messages.find(
    ({ message_id, chat_id }) =>
      chat_id === String(chat.id) && message_id === Number(parameters['message_id']),
  );
  if (!message) return refuse(REFUSALS.nothing_to_edit);
  if (message.bot_id !== idOf(bot)) return refuse(badRequest("message can't be edited"));
  const refusal =
    writeRefusal(chat) ?? refuseShownText(text.shown) ?? refuseUnchanged(message, text, buttons);
  if (refusal) return refuse(refusal);
  const rate = refuseRate(chat, world);
  return rate ? refuse(rate) : change({ bot, chat, text, buttons, parameters }, message);
}

const isMoved = ({ state }: Chat) => state === 'migrated' || state === 'deleted';

/** The words, their markup and the buttons are the same. */
function refuseUnchanged(
  message: AcceptedMessage,
  { shown, html }: Text,
  buttons: Button[][],
): Refusal | undefined {
  const isSame = JSON.stringify(message.buttons) === JSON.stringify(buttons);
  return isSame && message.text === shown && message.html === html ? REFUSALS.not_modified : undefined;
}

/** Buttons that a change does not name are gone. */
function change({ bot, chat, text: { shown, html }, buttons }: Sending, message: AcceptedMessage): Answer {
  Object.assign(message, { text: shown, html, buttons, edits: message.edits + 1 });
  return { ok: true, result: messageView(bot, chat, message) };
}

interface Text {
  shown: string;
  html: string | null;
}

function readText({ text: value, parse_mode: mode }: Parameters): Text | Refusal {
  const text = typeof value === 'string' ? value : '';
  if (text === '') return REFUSALS.text_empty;
  if (Buffer.byteLength(text, 'utf8') > RAW_BYTES_MAX) return badRequest('text is too long');
  if (/\p{Cs}/u.test(text)) return badRequest('strings must be encoded in UTF-8');
  if (mode === undefined || mode === '') return { shown: trimmed(text), html: null };
  // The stand-in does not know Markdown, so it refuses it rather than accept what it cannot check.
  if (typeof mode !== 'string' || mode.toLowerCase() !== 'html') return badRequest('unsupported parse_mode');
  const parsed = parseHtml(text);
  return parsed.ok ? { shown: trimmed(parsed.text), html: text } : badRequest(parsed.description);
}

function trimmed(text: string): string {
  return text.replaceAll('\r', '').trim();
}

function readOptions(parameters: Parameters): Button[][] | Refusal {
  const { link_preview_options: preview, reply_markup: markup } = parameters;
  return isObjectOrJson(preview) ? readKeyboard(markup) : REFUSALS.options_refused;
}

/** Whether a value is absent, an object, or JSON of an object. Urlencoded bodies carry JSON in a string. */
function isObjectOrJson(value: unknown): boolean {
  return value === undefined || isObject(typeof value === 'string' ? parseJson(value) : value);
}

function refuseShownText(shown: string): Refusal | undefined {
  if (shown === '') return badRequest('text must be non-empty');
  return [...shown].length > CODE_POINTS_MAX ? REFUSALS.text_too_long : undefined;
}

function refuseRate(chat: Chat, { bucket }: World): Refusal | undefined {
  const wait = bucket?.take(String(chat.id)) ?? 0;
  return wait > 0 ? tooManyRequests(wait) : undefined;
}

interface Sending {
  bot: Bot;
  chat: Chat;
  text: Text;
  buttons: Button[][];
  parameters: Parameters;
}

function accept(sending: Sending, { messages }: World): Answer {
  const { bot, chat, parameters, buttons } = sending;
  const { shown, html } = sending.text;
  const topic = 'topics' in chat && chat.topics ? parameters['message_thread_id'] : undefined;
  const message = {
    message_id: messages.length + 1,
    chat_id: String(chat.id),
    text: shown,
    html,
    at: new Date().toISOString(),
    bot_id: idOf(bot),
    edits: 0,
    buttons,
    topic_id: topic === undefined ? null : Number(topic),
    silent: isOn(parameters['disable_notification']),
    protected: isOn(parameters['protect_content']),
  };
  messages.push(message);
  return { ok: true, result: messageView(bot, chat, message) };
}

const isOn = (value: unknown) => value === true || value === 'true';

/** The message as sendMessage and editMessageText answer it. */
function messageView(bot: Bot, chat: Chat, { message_id, text, at }: AcceptedMessage): object {
  const date = Math.floor(Date.parse(at) / 1_000);
  return { message_id, from: botUser(bot), chat: chatView(chat), date, text };
}

function badRequest(words: string): Refusal {
  return { status: 400, description: `Bad Request: ${words}` };
}
