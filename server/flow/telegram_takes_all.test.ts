import fc from 'fast-check';
import { DEMO_BOT, DEMO_CHATS } from '../../sandbox/bot_api/chats';
import { parseHtml } from '../../sandbox/bot_api/html_mode';
import { callMethod } from '../../sandbox/bot_api/methods';
import type { AcceptedMessage } from '../../sandbox/bot_api/world';
import { anyChannelMessage } from '../../test/any_message';
import { openChannel } from '../../test/fake_outbox';
import type { TelegramApi } from '../notify/telegram/bot_api_port';
import { createTelegramSender } from '../notify/telegram/sender';

/** More of them by hand: `HOSTILE_ALERTS=10000`. */
const CASES = Number(process.env['HOSTILE_ALERTS'] ?? 200);
/** Telegram marks up no more than this, and drops the rest in silence. */
const ENTITIES_MAX = 100;
jest.setTimeout(60_000 + CASES * 60);

const unused = () => Promise.reject(new Error('Sending asks for nothing else.'));

it('no event can make a message that Telegram refuses', async () => {
  const messages: AcceptedMessage[] = [];
  const world = { chats: DEMO_CHATS, messages, bucket: undefined, updatesOf: () => unused() as never };
  let asked = 0;
  const api: TelegramApi = {
    getMe: unused,
    getChat: unused,
    editMessageText: unused,
    async sendMessage(_token, message) {
      asked += 1;
      if (!('html' in message)) throw new Error('The text with formatting was refused.');
      const text = { chat_id: message.chatId, text: message.html, parse_mode: 'HTML' };
      const answer = await callMethod('sendMessage', DEMO_BOT, text, world);
      if (!answer?.ok) throw new Error(`Refused: ${answer?.refusal.description}`);
      return { ok: true, result: { messageId: messages.length, text: messages.at(-1)?.text ?? '' } };
    },
  };
  const sender = createTelegramSender(api);
  const channel = openChannel({ options: { chatId: '-2001' } });
  await fc.assert(
    fc.asyncProperty(anyChannelMessage, async (message) => {
      const outcome = await sender.send(message, channel);
      expect(outcome.kind).toBe('delivered');
      const parsed = parseHtml(messages.at(-1)?.html ?? '');
      expect(parsed.ok && parsed.entities.length).toBeLessThanOrEqual(ENTITIES_MAX);
    }),
    { numRuns: CASES },
  );
  expect([messages.length, asked]).toEqual([CASES, CASES]);
});
