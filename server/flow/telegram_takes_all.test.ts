import fc from 'fast-check';
import { DEMO_BOT, DEMO_CHATS } from '../../sandbox/bot_api/chats';
import { parseHtml } from '../../sandbox/bot_api/html_mode';
import { callMethod } from '../../sandbox/bot_api/methods';
import { Presses } from '../../sandbox/bot_api/presses';
import type { AcceptedMessage } from '../../sandbox/bot_api/world';
import { anyChannelMessage, anyWork } from '../../test/any_message';
import { openChannel } from '../../test/fake_outbox';
import { markupOf } from '../adapters/telegram/bot';
import type { InlineKeyboard, TelegramApi } from '../notify/telegram/bot_api_port';
import { createTelegramSender } from '../notify/telegram/sender';

/** More of them by hand: `HOSTILE_ALERTS=10000`. */
const CASES = Number(process.env['HOSTILE_ALERTS'] ?? 200);
/** Telegram marks up no more than this, and drops the rest in silence. */
const ENTITIES_MAX = 100;
jest.setTimeout(60_000 + CASES * 60);

const unused = () => Promise.reject(new Error('Sending asks for nothing else.'));

/** Any message, half of them from a chat in which alerts are worked on: with buttons, and with what people did. */
const anyTold = fc
  .tuple(anyChannelMessage, fc.option(anyWork))
  .map(([message, work]) => (message.kind === 'attack' && work ? { ...message, work } : message));

it('no event can make a message that Telegram refuses, sent or changed, with its buttons', async () => {
  const messages: AcceptedMessage[] = [];
  const updatesOf = () => unused() as never;
  const world = { chats: DEMO_CHATS, messages, bucket: undefined, updatesOf, presses: new Presses() };
  const asked = { sendMessage: 0, editMessageText: 0, withButtons: 0 };
  type Put = { chatId: string; messageId?: number; keyboard?: InlineKeyboard };
  const put = async (method: 'sendMessage' | 'editMessageText', message: Put) => {
    asked[method] += 1;
    if (!('html' in message)) throw new Error('The text with formatting was refused.');
    const { chatId: chat_id, messageId: message_id, html: text, keyboard } = message;
    if (keyboard) asked.withButtons += 1;
    const parameters = { chat_id, message_id, text, parse_mode: 'HTML', ...markupOf(keyboard) };
    const answer = await callMethod(method, DEMO_BOT, parameters, world);
    const said = answer && !answer.ok ? answer.refusal.description : '';
    if (!answer?.ok && !said.includes('message is not modified')) throw new Error(`Refused: ${said}`);
    const last = messages.at(-1);
    return { ok: true as const, result: { messageId: last?.message_id ?? 0, text: last?.text ?? '' } };
  };
  const api: TelegramApi = {
    getMe: unused,
    getChat: unused,
    editMessageText: (_token, message) => put('editMessageText', message),
    sendMessage: (_token, message) => put('sendMessage', message),
  };
  const sender = createTelegramSender(() => api);
  const channel = openChannel({ options: { chatId: '-2001' } });
  const shown = () => parseHtml(messages.at(-1)?.html ?? '');
  await fc.assert(
    fc.asyncProperty(anyTold, anyTold, async (message, changed) => {
      const outcome = await sender.send(message, channel);
      expect(outcome.kind).toBe('delivered');
      const sent = shown();
      expect(sent.ok && sent.entities.length).toBeLessThanOrEqual(ENTITIES_MAX);
      const there = { messageId: outcome.kind === 'delivered' ? outcome.messageId : '', text: '' };
      expect((await sender.edit?.(changed, there, channel))?.kind).toBe('delivered');
      const now = shown();
      expect(now.ok && now.entities.length).toBeLessThanOrEqual(ENTITIES_MAX);
    }),
    { numRuns: CASES },
  );
  // Each was taken at the first try: with its formatting, and with all of its buttons.
  expect(asked).toMatchObject({ sendMessage: CASES, editMessageText: CASES });
  expect(messages).toHaveLength(CASES);
  expect(asked.withButtons).toBeGreaterThan(CASES / 10);
});
