import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../sandbox/bot_api/chats';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { WatchedSpace } from './watched_space';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(240_000);

describe('two Kibanas on one Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  const sandboxes: SandboxProcess[] = [];
  let botApi: BotApi;
  let spaces: [WatchedSpace, WatchedSpace];

  const start = async (): Promise<WatchedSpace> => {
    const place = { elasticsearch: elasticsearch.node(), apiUrl: botApi.url, space: elasticsearch.id };
    const sandbox = await startSandboxProcess(place);
    sandboxes.push(sandbox);
    return new WatchedSpace(sandbox.url, elasticsearch.id, elasticsearch.client());
  };

  beforeAll(buildWhereNeeded, 300_000);
  beforeEach(async () => {
    botApi = await startBotApi();
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${elasticsearch.id}`);
    spaces = [await start(), await start()];
    expect((await spaces[0].save(DEMO_BOT.token)).status).toBe(200);
    await spaces[0].turnOn();
  });
  afterEach(async () => {
    try {
      await spaces[0].remove();
    } finally {
      for (const sandbox of sandboxes) await sandbox.stop();
      await botApi.close();
    }
  });

  it('one attack is one alert and one message, whoever runs and whoever is asked', async () => {
    const names = ['Anna', 'Berta', 'Carla', 'Dora', 'Emil'];
    for (const account of names) {
      await spaces[0].attack(account);
      // A run at each of them at the same moment, as often as one can be had.
      await Promise.all(spaces.map(({ kibana }) => kibana.call('GET', '/api/detect/bruteforce')));
    }
    await eventually('the messages', async () => botApi.messages().length >= names.length);
    await spaces[1].runs(3);
    const told = botApi.messages().map(({ text }) => text.split('\n')[1]);
    expect(told.sort()).toEqual(names.map((account) => `User: ${account}`));
    for (const space of spaces) {
      const alerts = await space.alerts();
      const seen = alerts.map(({ group, ordinal, deliveries }) => [
        group.value,
        ordinal,
        deliveries.map(({ status }) => status),
      ]);
      expect(seen.sort()).toEqual(names.map((account) => [account, 1, ['delivered']]));
    }
  });
});
