import type { Client } from '@elastic/elasticsearch';
import { randomBytes } from 'node:crypto';
import type { ErrorBody } from '../common/api/api';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../sandbox/bot_api/chats';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { WatchedSpace } from './watched_space';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(240_000);

const ONE_KEY = 'one-encryption-key-of-at-least-32-characters';
const ANOTHER_KEY = 'another-encryption-key-of-at-least-32-characters';
/** Of this run alone: what other suites leave in the same Elasticsearch is not taken for it. */
const SECRET = randomBytes(20).toString('hex').slice(0, 35);
const TOKEN = `100001:${SECRET}`;

describe('without security in Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  let name: string;
  let botApi: BotApi;
  let sandbox: SandboxProcess;
  let space: WatchedSpace;

  const start = async (encryptionKey: string | null) => {
    sandbox = await startSandboxProcess({
      elasticsearch: elasticsearch.node(),
      apiUrl: botApi.url,
      space: name,
      encryptionKey,
    });
    space = new WatchedSpace(sandbox.url, name, elasticsearch.client());
  };
  const users = () => botApi.messages().map(({ text }) => text.split('\n')[1]);
  const codes = async () => (await space.status()).problems.map(({ code }) => code);

  beforeAll(buildWhereNeeded, 300_000);
  beforeEach(async () => {
    name = `${elasticsearch.id}-${(serial += 1)}`;
    botApi = await startBotApi({ bots: [{ ...DEMO_BOT, token: TOKEN }] });
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${name}`);
  });
  afterEach(async () => {
    try {
      await space.remove();
    } finally {
      await sandbox.stop();
      await botApi.close();
    }
  });

  it('and without an encryption key everything works but what has to be kept secret', async () => {
    await start(null);
    expect((await space.save()).status).toBe(200);
    expect(await space.settings()).toMatchObject({ canEncrypt: false, channels: [] });
    expect(await codes()).toEqual(['no_encryption_key']);

    const refused = await space.save(TOKEN);
    const [problem, ...others] = (refused.body as ErrorBody).attributes?.problems ?? [];
    expect([refused.status, problem?.code, others]).toEqual([400, 'no_encryption_key', []]);
    expect(problem?.remedy).toContain('xpack.encryptedSavedObjects.encryptionKey');
    expect(JSON.stringify(refused.body)).not.toContain(SECRET);
    expect(await space.settings()).toMatchObject({ channels: [], settings: { channels: [] } });

    await space.turnOn();
    await space.attack('Guest');
    const [alert] = await eventually(
      'the alert',
      async () => (await space.alerts()).length > 0 && space.alerts(),
    );
    expect(alert).toMatchObject({ group: { value: 'Guest' }, held: 'no_channel', deliveries: [] });
    expect((await codes()).sort()).toEqual(['no_channel', 'no_encryption_key']);
    expect(botApi.calls()).toEqual([]);
    await expectNoSecretIn(elasticsearch.client(), name);
  });

  it("Kibana's own user reads, and five failures become a message", async () => {
    await start(ONE_KEY);
    expect((await space.save(TOKEN)).status).toBe(200);
    await space.turnOn();
    expect(await space.status()).toMatchObject({ state: 'running', authority: { kind: 'internal_user' } });
    await space.attack('Guest');
    await eventually('the message', async () => botApi.messages().length > 0);
    await space.runs(2);
    expect(botApi.messages().map(({ text }) => text.split('\n').slice(1, 3))).toEqual([
      ['User: Guest', 'Attempts: 5'],
    ]);
    await eventually('the answer to be stored', async () => (await deliveries())[0]?.status === 'delivered');
    expect(await codes()).toEqual([]);
    await expectNoSecretIn(elasticsearch.client(), name);
  });

  it('after another encryption key: it says so, the remedy repairs it, and no attack is lost', async () => {
    await start(ONE_KEY);
    await space.save(TOKEN);
    await space.turnOn();
    await space.attack('Guest');
    await eventually('the message about Guest', async () => users().length === 1);
    await sandbox.stop();

    await start(ANOTHER_KEY);
    await eventually('the problem', async () => (await codes()).includes('undecryptable'));
    const { state, problems } = await space.status();
    expect([state, problems[0]?.code, problems[0]?.severity]).toEqual(['failing', 'undecryptable', 'error']);
    expect(problems[0]?.remedy).toContain('enter the tokens and passwords again under Settings and save');
    expect((await space.settings()).channels).toMatchObject([{ secretsSaved: [] }]);
    await space.attack('Berta');
    expect(users()).toEqual(['User: Guest']);

    // One save: neither turning off and on nor anything else.
    expect((await space.save(TOKEN)).status).toBe(200);
    await eventually('the message about Berta', async () => users().length === 2);
    await space.runs(2);
    expect(users()).toEqual(['User: Guest', 'User: Berta']);
    expect((await space.alerts()).map(({ group, evidence }) => [group.value, evidence.count])).toEqual([
      ['Berta', 5],
      ['Guest', 5],
    ]);
    expect((await space.status()).state).toBe('running');
    expect(await codes()).toEqual([]);
    await expectNoSecretIn(elasticsearch.client(), name);
  });

  const deliveries = async () => (await space.alerts()).flatMap((alert) => alert.deliveries);
});

/** In no index, hidden ones included, as it is or in base64. */
async function expectNoSecretIn(client: Client, space: string): Promise<void> {
  await client.indices.refresh({ index: '*', expand_wildcards: 'all' });
  const indices = await client.indices.get({ index: '*', expand_wildcards: 'all' });
  let stored = '';
  for (const index of Object.keys(indices)) {
    const { hits } = await client.search({ index, size: 10_000 });
    stored += JSON.stringify(hits.hits);
  }
  expect(stored).toContain(`winlogbeat-${space}`);
  const forms = [SECRET, ...[SECRET, TOKEN].map((text) => Buffer.from(text).toString('base64').slice(0, -4))];
  expect(forms.filter((form) => stored.includes(form))).toEqual([]);
}
