import { telegramChannel, withToken } from './channels';
import { API, type AlertsResponse, type SettingsView } from '../common/api/api';
import type { OutboxEntry } from '../common/deliveries/outbox';
import { DEFAULT_SETTINGS } from '../common/settings/settings';
import type { StatusResponse } from '../common/status/status';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT, DEMO_CHATS } from '../sandbox/bot_api/chats';
import { alertsIndex, stateIndex } from '../server/adapters/storage/own_indices';
import { SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { startFaultyProxy, type FaultyProxy, type SeenRequest } from './faulty_proxy';
import { KibanaClient } from './kibana_client';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { createWinlogbeatIndex, failedLogonDocument } from './winlogbeat';

jest.setTimeout(240_000);

/** A killed Kibana holds a message for 60 s, and its tasks for as long; then another one must go on. */
const GOES_ON_WITHIN = 110;
const SECRET = DEMO_BOT.token.split(':')[1] ?? '';
const GROUP_CHAT = String(DEMO_CHATS.find(({ state }) => state === 'member')?.id);

describe('Kibana is killed', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  let space: string;
  let botApi: BotApi;
  let proxy: FaultyProxy;
  let sandbox: SandboxProcess;
  let kibana: KibanaClient;

  const start = async () => {
    sandbox = await startSandboxProcess({ elasticsearch: proxy.url, apiUrl: botApi.url, space });
    kibana = new KibanaClient(sandbox.url, null, space);
  };
  const kill = async () => {
    await sandbox.kill();
    proxy.heal();
  };
  const index = () => `winlogbeat-${space}`;
  const status = () => kibana.expect<StatusResponse>('GET', API.status);
  const alerts = async () => (await kibana.expect<AlertsResponse>('GET', API.alerts)).alerts;
  const sendings = () => botApi.calls().filter(({ method }) => method === 'sendMessage');

  const turnOn = async () => {
    const { version } = await kibana.expect<SettingsView>('GET', API.settings);
    const settings = {
      ...DEFAULT_SETTINGS,
      indexPatterns: [index()],
      interval: '1s',
      channels: [telegramChannel(GROUP_CHAT)],
    };
    const saved = await kibana.expect<SettingsView>('PUT', API.settings, {
      settings,
      version,
      secrets: withToken(DEMO_BOT.token),
    });
    await kibana.expect('POST', API.turnOn, { version: saved.version });
    await eventually('the first run', async () => (await status()).lastTick?.outcome === 'ok');
  };
  const attack = async (account: string) => {
    const now = Date.now();
    const documents = [4, 3, 2, 1, 0].map((ago) => failedLogonDocument({ account, at: now - ago }));
    const operations = documents.flatMap((document) => [{ index: { _index: index() } }, document]);
    expect((await elasticsearch.client().bulk({ operations, refresh: true })).errors).toBe(false);
  };
  const runs = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const before = (await status()).lastTick?.startedAt;
      await eventually(
        'another run',
        async () => (await status()).lastTick?.startedAt !== before,
        GOES_ON_WITHIN,
      );
    }
  };
  /** As Elasticsearch has them, Kibana or not. */
  const storedDeliveries = async () => {
    const { hits } = await elasticsearch.client().search<{ entry: OutboxEntry<unknown> }>({
      index: stateIndex(space),
      query: { term: { kind: 'delivery' } },
    });
    return hits.hits.flatMap(({ _source }) => _source?.entry ?? []);
  };
  const storedAlerts = async () => (await elasticsearch.client().count({ index: alertsIndex(space) })).count;

  const expectToldOnce = async (account: string, attempts: number) => {
    await eventually(
      `the message about ${account}`,
      async () => botApi.messages().length > 0,
      GOES_ON_WITHIN,
    );
    await runs(2);
    expect(botApi.messages().map(({ text }) => text.split('\n').slice(1, 3))).toEqual([
      [`User: ${account}`, 'Attempts: 5'],
    ]);
    expect(await storedAlerts()).toBe(1);
    expect(await alerts()).toMatchObject([
      {
        group: { value: account },
        ordinal: 1,
        evidence: { count: 5 },
        deliveries: [{ status: 'delivered', reason: 'first', attempts }],
      },
    ]);
  };

  beforeAll(buildWhereNeeded, 300_000);
  beforeEach(async () => {
    space = `${elasticsearch.id}-${(serial += 1)}`;
    botApi = await startBotApi();
    proxy = await startFaultyProxy(elasticsearch.node());
    await createWinlogbeatIndex(elasticsearch.client(), index());
    await start();
    await turnOn();
  });
  afterEach(async () => {
    try {
      const { version } = await kibana.expect<SettingsView>('GET', API.settings);
      await kibana.expect('POST', API.turnOff, { version });
      await new KibanaClient(sandbox.url, null).call('DELETE', `/api/spaces/space/${space}`);
    } finally {
      await sandbox.kill();
      await proxy.close();
      await botApi.close();
    }
  });

  it('while a message is being sent: it arrives when the claim has expired, and the alert stays one', async () => {
    botApi.script.next({ kind: 'hang', method: 'sendMessage' });
    await attack('Guest');
    const sending = await eventually('the delivery to be sent', async () => {
      const [delivery] = await storedDeliveries();
      return delivery?.status === 'sending' && sendings().length === 1 && delivery;
    });
    await kill();
    expect(botApi.messages()).toEqual([]);
    expect(await storedDeliveries()).toMatchObject([{ status: 'sending', attempts: 1 }]);
    await start();
    await expectToldOnce('Guest', 2);
    expect(Date.parse(botApi.messages()[0]?.at ?? '')).toBeGreaterThanOrEqual(
      sending.claimedUntil ?? Infinity,
    );
    await expectNoSecretStored();
  });

  it('after the alert was stored and before any message was planned: it is told all the same, once', async () => {
    const plansMessage = ({ path, body }: SeenRequest) =>
      path.startsWith('/_bulk') && body.includes('"kind":"delivery"');
    proxy.harm({ kind: 'hang' }, plansMessage);
    await attack('Guest');
    await eventually('the message to be planned', async () => proxy.seen.some(plansMessage));
    expect(await storedAlerts()).toBe(1);
    await kill();
    expect(await storedDeliveries()).toEqual([]);
    await start();
    await expectToldOnce('Guest', 1);
  });

  it('while Telegram said to wait: nothing is sent before that time, and then each message once', async () => {
    const seconds = 30;
    botApi.script.next({ kind: 'retry_after', seconds, method: 'sendMessage' });
    await attack('Guest');
    const { notBefore } = await eventually('the refusal to be stored', async () => {
      const [delivery] = await storedDeliveries();
      return delivery?.status === 'pending' && delivery.lastErrorCode !== null && delivery;
    });
    await kill();
    await start();
    expect(Date.now()).toBeLessThan(notBefore);
    await attack('Anna');
    await eventually('both messages', async () => botApi.messages().length >= 2, GOES_ON_WITHIN);
    await runs(2);
    const names = botApi.messages().map(({ text }) => text.split('\n')[1]);
    expect(names.sort()).toEqual(['User: Anna', 'User: Guest']);
    const [refused, ...others] = sendings();
    expect(others.map((call) => call.status)).toEqual([200, 200]);
    const waited = others.map(({ at }) => Date.parse(at) - Date.parse(refused?.at ?? ''));
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(seconds * SECOND);
    expect(await storedAlerts()).toBe(2);
  });

  /** Everything that the plugin and the stand-in for Kibana wrote, of this space and of others. */
  async function expectNoSecretStored(): Promise<void> {
    const client = elasticsearch.client();
    const everything = { index: '.kibana*', expand_wildcards: 'all' as const };
    await client.indices.refresh(everything);
    const { hits } = await client.search({ ...everything, size: 10_000 });
    const documents = JSON.stringify(hits.hits);
    expect(documents).toContain(space);
    expect(documents).not.toContain(SECRET);
  }
});
