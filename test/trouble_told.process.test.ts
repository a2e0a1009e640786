import { API } from '../common/api/api';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../sandbox/bot_api/chats';
import { CHANNEL_ID, telegramChannel } from './channels';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { WatchedSpace } from './watched_space';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(600_000);

/** Groups of the stand-in: in the first the bot may not write, in the second it may. */
const [MUTED, SOC] = ['-2002', '-2001'] as const;

describe('a channel that refuses messages, in a running Kibana', () => {
  const elasticsearch = useTestElasticsearch();
  const sandboxes: SandboxProcess[] = [];
  let botApi: BotApi;
  const start = async () => {
    const place = { elasticsearch: elasticsearch.node(), apiUrl: botApi.url, space: elasticsearch.id };
    const sandbox = await startSandboxProcess(place);
    sandboxes.push(sandbox);
    return new WatchedSpace(sandbox.url, elasticsearch.id, elasticsearch.client());
  };

  beforeAll(buildWhereNeeded, 300_000);
  afterAll(async () => {
    for (const sandbox of sandboxes) await sandbox.stop();
    await botApi.close();
  });

  it('is told through the other one within a minute, once, by two Kibanas', async () => {
    botApi = await startBotApi();
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${elasticsearch.id}`);
    const [space] = [await start(), await start()];
    const channels = [telegramChannel(MUTED), { ...telegramChannel(SOC, 'soc'), name: 'SOC' }];
    expect((await space.save()).status).toBe(200);
    const { settings, version } = await space.settings();
    const secrets = { [CHANNEL_ID]: { botToken: DEMO_BOT.token }, soc: { botToken: DEMO_BOT.token } };
    const body = { settings: { ...settings, channels }, version, secrets };
    expect((await space.kibana.call('PUT', API.settings, body)).status).toBe(200);
    await space.turnOn();
    await space.attack('Anna');
    const notices = () =>
      botApi.messages().filter(({ text }) => text.startsWith('⚠️ A channel takes no messages'));
    await eventually('the notice', async () => notices().length > 0, 90);
    await space.runs(30);
    expect(notices().map(({ text }) => text.split('\n').slice(2, 3))).toEqual([['Channel: Telegram']]);
    await space.remove();
  });
});
