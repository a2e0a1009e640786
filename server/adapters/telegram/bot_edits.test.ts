import { startBotApi, type BotApi } from '../../../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../../../sandbox/bot_api/chats';
import { Secret } from '../../../common/channels/secret';
import { classifyTelegramFailure } from '../../notify/telegram/errors';
import { testMessage } from '../../../test/messages';
import { renderTest } from '../../notify/telegram/text';
import { createTelegramBot } from './bot';

const TOKEN = new Secret(DEMO_BOT.token);
const [SENT, EDITED] = ['Default', 'Another'].map((space) => renderTest(testMessage({ space })));

let api: BotApi;
beforeEach(async () => {
  api = await startBotApi();
  await bot().sendMessage(TOKEN, { chatId: '1001', html: SENT ?? never() });
});
afterEach(() => api.close());

const never = (): never => {
  throw new Error('There are two texts.');
};
const bot = () => createTelegramBot({ apiUrl: api.url, timeoutMs: 5_000 });
const change = (messageId: number) =>
  bot().editMessageText(TOKEN, { chatId: '1001', messageId, html: EDITED ?? never() });
const codeOf = async (changing: ReturnType<typeof change>) => {
  const answer = await changing;
  return answer.ok ? 'taken' : classifyTelegramFailure(answer.failure).code;
};

it('changes a message, and reads its new text back', async () => {
  const answer = await change(1);
  expect(answer).toEqual({ ok: true, result: { messageId: 1, text: api.messages()[0]?.text } });
  expect(api.messages()).toMatchObject([{ html: EDITED, edits: 1 }]);
});

it('is told where nothing changes, and where the message is gone', async () => {
  await change(1);
  expect(await codeOf(change(1))).toBe('not_modified');
  expect(await codeOf(change(9))).toBe('nothing_to_edit');
});
