import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../../../common/channels/secret';
import { createTelegramBot } from './bot';

const EMOJI = '😀';
const STRANGER = {
  id: 2 ** 51,
  is_bot: false,
  first_name: EMOJI.repeat(64),
  last_name: EMOJI.repeat(64),
  username: 'x'.repeat(32),
};
const CHAT = { ...STRANGER, type: 'private' };
const TEXT = { text: EMOJI.repeat(4_096) };
const MENTIONS = Array.from({ length: 100 }, (_, n) => ({
  type: 'text_mention',
  offset: 2 * n,
  length: 2,
  user: STRANGER,
}));

let close = () => undefined as void;
afterEach(() => close());

/** A Telegram to which strangers wrote a hundred such messages: it gives as many at once as it is asked for. */
async function telegramWith(written: object) {
  const server = createServer((request, response) => {
    let asked = '';
    request.on('data', (chunk: Buffer) => (asked += chunk.toString()));
    request.on('end', () => {
      const { offset = 1, limit = 100 } = JSON.parse(asked) as { offset?: number; limit?: number };
      const result = Array.from({ length: limit }, (_, n) => ({ update_id: offset + n, message: written }));
      response.end(escaped(JSON.stringify({ ok: true, result })));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => void server.close().closeAllConnections();
  return createTelegramBot({ apiUrl, timeoutMs: 10_000 });
}

/** As Telegram writes what is not ASCII: 12 bytes for an emoji. */
const escaped = (json: string) =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

it.each<[string, object]>([
  ['a text of 4,096 emoji', { chat: CHAT, from: STRANGER, ...TEXT }],
  [
    'as many, in reply to as many, and a hundred mentions in each',
    {
      chat: CHAT,
      from: STRANGER,
      ...TEXT,
      entities: MENTIONS,
      reply_to_message: { chat: CHAT, from: STRANGER, ...TEXT, entities: MENTIONS },
      quote: { text: EMOJI.repeat(1_024), position: 0 },
    },
  ],
])('the longest messages of strangers do not stop the reading: %s', async (_what, written) => {
  const bot = await telegramWith(written);
  let offset: number | undefined;
  for (let n = 0; n < 3; n += 1) {
    const answer = await bot.getUpdates(new Secret('1:x'), { offset, waitSeconds: 0 });
    const last = answer.ok ? answer.result.at(-1) : undefined;
    expect(last).toMatchObject({ message: TEXT });
    offset = (last?.id ?? 0) + 1;
  }
  expect(offset).toBeGreaterThan(25);
});
