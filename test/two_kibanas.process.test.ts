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
  let serial = 0;
  let name: string;
  let botApi: BotApi;
  let spaces: [WatchedSpace, WatchedSpace];

  const start = async (encryptionKey?: string): Promise<WatchedSpace> => {
    const place = {
      elasticsearch: elasticsearch.node(),
      apiUrl: botApi.url,
      space: name,
      encryptionKey,
    };
    const sandbox = await startSandboxProcess(place);
    sandboxes.push(sandbox);
    return new WatchedSpace(sandbox.url, name, elasticsearch.client());
  };

  beforeAll(buildWhereNeeded, 300_000);
  beforeEach(async () => {
    name = `${elasticsearch.id}-${(serial += 1)}`;
    botApi = await startBotApi();
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${name}`);
  });
  /** The second one comes when detection is on. `keys`: their encryption keys. */
  const startBoth = async (keys: [string?, string?] = []) => {
    const first = await start(keys[0]);
    expect((await first.save(DEMO_BOT.token)).status).toBe(200);
    await first.turnOn();
    spaces = [first, await start(keys[1])];
  };
  afterEach(async () => {
    try {
      await spaces[0].remove();
    } finally {
      for (const sandbox of sandboxes.splice(0)) await sandbox.stop();
      await botApi.close();
    }
  });

  it('one attack is one alert and one message, whoever runs and whoever is asked', async () => {
    await startBoth();
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

  it('with different encryption keys: one lasting state, one message an attack, and nothing is lost', async () => {
    await startBoth([
      'one-encryption-key-of-at-least-32-characters',
      'another-one-of-at-least-32-characters-too',
    ]);
    const seen = new Set<string>();
    const look = async () => {
      for (const space of spaces) {
        const { state, authority, problems } = await space.status();
        seen.add(JSON.stringify([state, authority.state, problems]));
      }
    };
    const names = ['Anna', 'Berta', 'Carla'];
    const attack = async (account: string, meanwhile = async () => {}) => {
      await spaces[0].attack(account);
      const told = `User: ${account}`;
      await eventually(`the message about ${account}`, async () => {
        await meanwhile();
        return botApi.messages().some(({ text }) => text.includes(told));
      });
    };
    const [first = '', ...others] = names;
    await attack(first);
    // Until a run went well since the other one noted that it cannot decrypt, nobody knows that one can.
    await eventually('the state', async () => {
      const both = await Promise.all(spaces.map((space) => space.status()));
      return both.every(({ problems }) => /keys differ/.test(JSON.stringify(problems)));
    });
    for (const account of others) await attack(account, look);
    await spaces[0].runs(3);
    await look();
    expect(botApi.messages().map(({ text }) => text.split('\n')[1])).toEqual(
      names.map((account) => `User: ${account}`),
    );
    expect([...seen]).toEqual([
      expect.stringMatching(/^\["failing",.*"undecryptable".*keys differ, or the key/),
    ]);

    const refused = await spaces[1].save(DEMO_BOT.token);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('secrets_elsewhere'),
    ]);
    expect((await spaces[0].settings()).channels).toMatchObject([{ secretsSaved: ['botToken'] }]);
  });
});
