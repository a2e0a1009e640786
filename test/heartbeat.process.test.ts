import { API } from '../common/api/api';
import { DEFAULT_TELL } from '../common/channels/tell';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../sandbox/bot_api/chats';
import { CHANNEL_ID, telegramChannel } from './channels';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { portOf, Receivers } from './receivers';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { WatchedSpace } from './watched_space';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(600_000);

const MINUTE = 60_000;
const SOC = '-2001';

/** The time of day in UTC, `HH:MM`, of a moment. */
const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16);

/** Waits four minutes of the real clock, so it is part of `make test-all`, which sets `WAITS=minutes`. */
const suite = process.env.WAITS === 'minutes' ? describe : describe.skip;

suite('the heartbeat of two running Kibanas', () => {
  const elasticsearch = useTestElasticsearch();
  const receivers = new Receivers();
  const sandboxes: SandboxProcess[] = [];
  let botApi: BotApi;
  let url: string;

  beforeAll(buildWhereNeeded, 300_000);
  beforeAll(async () => {
    botApi = await startBotApi();
    receivers.reset();
  });
  afterAll(async () => {
    for (const sandbox of sandboxes) await sandbox.stop();
    await receivers.close();
    await botApi.close();
  });

  it('calls its URL once a minute while detection works, and says once a day that all is quiet', async () => {
    const authority = await receivers.authorityFile();
    const port = portOf(await receivers.start());
    url = `https://127.0.0.1:${port}/ping/a-secret-part-of-the-address`;
    const start = async () => {
      const sandbox = await startSandboxProcess({
        elasticsearch: elasticsearch.node(),
        apiUrl: botApi.url,
        space: elasticsearch.id,
        webhook: { allowedHosts: ['127.0.0.1'], certificateAuthorities: [authority] },
      });
      sandboxes.push(sandbox);
      return new WatchedSpace(sandbox.url, elasticsearch.id, elasticsearch.client());
    };
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${elasticsearch.id}`);
    const [space] = [await start(), await start()];
    expect((await space.save()).status).toBe(200);

    const { settings, version } = await space.settings();
    // Two minutes ahead: the schedule has to be known before its time comes.
    const allQuiet = { at: timeOf(Date.now() + 2 * MINUTE), timeZone: 'UTC' };
    const body = {
      settings: {
        ...settings,
        channels: [{ ...telegramChannel(SOC), tell: { ...DEFAULT_TELL, allQuiet } }],
        heartbeat: { method: 'get', minutes: 1 },
      },
      version,
      secrets: { [CHANNEL_ID]: { botToken: DEMO_BOT.token } },
      heartbeatUrl: url,
    };
    expect((await space.kibana.call('PUT', API.settings, body)).status).toBe(200);
    expect(receivers.seen).toEqual([]);
    await space.turnOn();

    await eventually('the first call', async () => receivers.seen.length > 0, 60);
    const first = Date.now();
    await eventually('the second call', async () => receivers.seen.length > 1, 120);
    // One more after a minute, and none of the other Kibana.
    expect(receivers.seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(Date.now() - first).toBeGreaterThan(55_000);
    const status = await space.status();
    expect(status.heartbeat).toMatchObject({ host: `127.0.0.1:${port}`, lastCall: { ok: true } });
    expect(JSON.stringify([status, await space.settings()])).not.toContain('a-secret-part');

    const quiet = () => botApi.messages().filter(({ text }) => text.startsWith('✅ All quiet'));
    await eventually('the daily message', async () => quiet().length > 0, 240);
    // A quiet run is stored every five seconds: more than a minute, in which both look again.
    await space.runs(15);
    expect(quiet()).toHaveLength(1);

    await space.remove();
  });
});
