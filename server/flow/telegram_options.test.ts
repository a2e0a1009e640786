import { Secret } from '../../common/channels/secret';
import { telegram } from '../../common/channels/telegram';
import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { TEST_TOKEN } from '../../test/background';
import { CHANNEL_ID } from '../../test/channels';
import { FakeOutbox, openChannel } from '../../test/fake_outbox';
import { testMessage } from '../../test/messages';
import { createTelegramBot } from '../adapters/telegram/bot';
import { createTelegramSender } from '../notify/telegram/sender';

const FORUM = '-1003006';
let botApi: BotApi;
let outbox: FakeOutbox;
beforeEach(async () => {
  botApi = await startBotApi();
  const api = createTelegramBot({ apiUrl: botApi.url, timeoutMs: 5_000 });
  outbox = new FakeOutbox({ telegram: createTelegramSender(() => api) });
});
afterEach(() => botApi.close());

const channelWith = (options: object) =>
  openChannel({ options: { chatId: FORUM, ...options }, secrets: { botToken: new Secret(TEST_TOKEN) } });
const tell = async (options: object) => {
  outbox.channels.set(CHANNEL_ID, channelWith(options));
  outbox.plan();
  await outbox.drain();
  return outbox.first();
};

it('what was saved before there were options is sent as before', async () => {
  expect(telegram.options.parse({ chatId: FORUM })).toEqual({
    chatId: FORUM,
    topicId: null,
    proxy: null,
    silent: false,
    protect: false,
    buttons: false,
    buttonHours: 12,
    buttonUsers: [],
  });
  await tell({});
  expect(botApi.messages()).toMatchObject([{ topic_id: null, silent: false, protected: false }]);
});

it.each([
  ['buttonHours', [0, 73, 1.5, '12', NaN], /whole number of hours from 1 to 72/],
  [
    'buttonUsers',
    [['@anna'], [0], [-2001], [1.5], [2 ** 60], '5', Array(51).fill(1)],
    /numeric Telegram user ids/,
  ],
  ['buttons', ['yes', 1, null], /./],
])('%s: what is none is refused in words', (name, values, words) => {
  for (const value of values) {
    const { error } = telegram.options.safeParse({ chatId: FORUM, [name]: value });
    expect(error?.issues[0]).toMatchObject({ message: expect.stringMatching(words) });
    expect(error?.issues[0]?.path[0]).toBe(name);
  }
});

it('goes to its topic, without a sound, and cannot be forwarded', async () => {
  await tell({ topicId: 7, silent: true, protect: true });
  expect(botApi.messages()).toMatchObject([{ topic_id: 7, silent: true, protected: true }]);
});

it.each([
  ['was deleted', 9, 'topic_deleted'],
  ['was never there', 77, 'thread_not_found'],
  ['is closed', 8, 'topic_closed'],
])('a topic that %s: the alert arrives in General, and says what to mend', async (_how, topicId, code) => {
  const { status, lastErrorCode, remedy } = await tell({ topicId, silent: true });
  expect([status, lastErrorCode, remedy]).toEqual([
    'delivered',
    code,
    expect.stringContaining('General topic until then'),
  ]);
  expect(botApi.messages()).toMatchObject([{ topic_id: null, silent: true }]);
  expect(outbox.circuits.size).toBe(0);
});

it('a test message shows that the topic is lost, and goes nowhere else', async () => {
  const sender = createTelegramSender(() => createTelegramBot({ apiUrl: botApi.url, timeoutMs: 5_000 }));
  expect(await sender.send(testMessage(), channelWith({ topicId: 9 }))).toMatchObject({
    kind: 'refused',
    code: 'topic_deleted',
  });
  expect(botApi.messages()).toEqual([]);
});

it('a group without topics does not look at the number', async () => {
  await tell({ chatId: '-1003002', topicId: 7 });
  expect(botApi.messages()).toMatchObject([{ chat_id: '-1003002', topic_id: null }]);
});

it.each([0, 1, -7, 1.5, '7', 2 ** 60])('%p is no topic, and the answer says what one is', (topicId) => {
  const { error } = telegram.options.safeParse({ chatId: FORUM, topicId });
  expect(error?.issues[0]).toMatchObject({
    path: ['topicId'],
    message: expect.stringMatching(/whole number from 2 up.*General/),
  });
});
