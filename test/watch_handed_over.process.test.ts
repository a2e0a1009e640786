import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { TEST_TOKEN } from './background';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { WatchedSpace } from './watched_space';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(240_000);

/** A run that never reported back is taken up 60 s after it began, and with the next poll. */
const TAKEN_UP_WITHIN = 75;
const WATCH = { index: '.kibana_task_manager_sandbox', id: 'bruteForceAlerts:watch' };

interface Task {
  ownerId: string | null;
  status: string;
  startedAt: string | null;
}

describe('the watch, among two Kibanas', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  let name: string;
  let botApi: BotApi;
  let sandboxes: SandboxProcess[];

  const start = async () => {
    const place = { elasticsearch: elasticsearch.node(), apiUrl: botApi.url, space: name };
    const sandbox = await startSandboxProcess(place);
    sandboxes.push(sandbox);
    return { sandbox, space: new WatchedSpace(sandbox.url, name, elasticsearch.client()) };
  };
  const task = async () => (await elasticsearch.client().get<Task>(WATCH))._source;
  const heldBy = () => eventually('the watch to be held', async () => (await task())?.ownerId);
  const users = () => botApi.messages().map(({ text }) => text.split('\n')[1]);

  beforeAll(buildWhereNeeded, 300_000);
  beforeEach(async () => {
    name = `${elasticsearch.id}-${(serial += 1)}`;
    botApi = await startBotApi();
    sandboxes = [];
    await elasticsearch.client().delete(WATCH, { ignore: [404] });
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${name}`);
  });
  afterEach(async () => {
    for (const sandbox of sandboxes) await sandbox.stop();
    await botApi.close();
  });

  it.each<[string, 'stop' | 'kill', number]>([
    ['that stops lets go of it: the other one goes on at once', 'stop', 15],
    ['that is killed holds it for a minute at most: then the other one goes on', 'kill', TAKEN_UP_WITHIN],
  ])('one %s', async (_what, how, seconds) => {
    const first = await start();
    await first.space.save(TEST_TOKEN);
    await first.space.turnOn();
    const owner = await heldBy();
    const second = await start();
    await first.sandbox[how]();
    sandboxes.shift();
    await second.space.attack('Guest');
    await eventually('the message', async () => botApi.messages().length > 0, seconds);
    expect(await heldBy()).not.toBe(owner);
    await second.space.runs(2);
    expect(users()).toEqual(['User: Guest']);
    await second.space.remove();
  });

  it('a Kibana that does not hold it has the other one tick at once, however long the interval is', async () => {
    const first = await start();
    await first.space.save(TEST_TOKEN, { interval: '1h' });
    await first.space.turnOn();
    const second = await start();
    await first.space.attack('Guest');
    const { status, body } = await second.space.kibana.call('GET', '/api/detect/bruteforce');
    expect([status, (body as { notify: object }).notify]).toMatchObject([200, { state: 'ran' }]);
    await eventually('the message', async () => users().length === 1);
    await first.space.remove();
  });

  it('is one task for all spaces, which is handed over after most of a minute without missing a tick', async () => {
    const { sandbox, space } = await start();
    await space.save(TEST_TOKEN);
    await space.turnOn();
    const before = (await task())?.startedAt;
    const pauses: number[] = [];
    let last = (await space.status()).lastTick?.startedAt ?? NaN;
    await eventually(
      'the hand-over',
      async () => {
        const at = (await space.status()).lastTick?.startedAt ?? NaN;
        pauses.push(at - last);
        last = at;
        const { startedAt, status } = (await task()) ?? {};
        return status === 'running' && startedAt !== before;
      },
      70,
    );
    // A quiet tick is written down every five seconds; the next one begins within two intervals.
    expect(Math.max(...pauses)).toBeLessThan(9_000);
    expect(sandbox.url).toBe(space.kibana.url);
    await space.remove();
  });
});
