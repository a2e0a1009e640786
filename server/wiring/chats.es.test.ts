import { Secret } from '../../common/channels/secret';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../../sandbox/bot_api/chats';
import { testBackground } from '../../test/background';
import { NOW } from '../../test/builders';
import { CHANNEL_ID, telegramChannel } from '../../test/channels';
import { SOC } from '../../test/chat_rig';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { FakeOutbox } from '../../test/fake_outbox';
import { attributes } from '../../test/status_facts';
import { account, newSpace, unstored, type StoringSpace } from '../../test/storage';
import { createTelegramBot } from '../adapters/telegram/bot';
import { createTelegramSender } from '../notify/telegram/sender';
import { chatsOf } from './chats';

jest.setTimeout(60_000);

const TOKEN = new Secret(DEMO_BOT.token);
const READER = { botId: 100001, token: TOKEN, holder: 'kibana-1' };
/** What Anna asks in the group. */
const QUESTION = {
  chat: { id: String(SOC), type: 'group', title: 'SOC' },
  chatName: null,
  from: { id: 5001, name: 'Anna', isBot: false },
  text: '/status',
  topicId: null,
  isForwarded: false,
  movedTo: null,
} as const;

function chatsIn({ space, client }: StoringSpace, botApi: BotApi) {
  const api = createTelegramBot({ apiUrl: botApi.url, timeoutMs: 5_000 });
  const background = testBackground(client, {}, () => NOW);
  const channel = telegramChannel(String(SOC));
  const channels = [{ ...channel, options: { ...channel.options, buttons: true } }];
  const saved = attributes({ settings: { ...DEFAULT_SETTINGS, channels } });
  const channelSecrets = { [CHANNEL_ID]: { botToken: TOKEN } };
  const opened = { attributes: saved, channelSecrets, heartbeatUrl: null, apiKey: null };
  return chatsOf({
    ...background,
    settings: {
      ...background.settings,
      openIfReadable: async () => opened,
      spacesTurnedOn: async () => [{ space, attributes: saved, version: '1' }],
    },
    outbox: new FakeOutbox({ telegram: createTelegramSender(() => api) }).ports(),
    telegram: () => api,
    canEncrypt: true,
    tellDeeds: async () => undefined,
  }).chats;
}

describe('/status in the chat of a channel, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let botApi: BotApi;
  beforeEach(async () => (botApi = await startBotApi()));
  afterEach(() => botApi.close());

  it('counts an attack with its parts as one open alert, as the page does', async () => {
    const space = await newSpace(elasticsearch);
    const whole = 'a'.repeat(32);
    const parts = ['b', 'c'].map((letter) => letter.repeat(32));
    await space.alerts.save([
      unstored({ id: whole, group: account('guest') }),
      ...parts.map((id) => unstored({ id, group: account(id), partOf: whole })),
    ]);
    await chatsIn(space, botApi).message(READER, QUESTION);
    expect(botApi.messages().map(({ text }) => text)).toEqual([expect.stringContaining('· 1 open alert ·')]);
  });
});
