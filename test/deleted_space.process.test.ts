import type { Client } from '@elastic/elasticsearch';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { alertsIndex, stateIndex } from '../server/adapters/storage/own_indices';
import { TEST_TOKEN } from './background';
import { useTestElasticsearch } from './elasticsearch';
import { eventually } from './eventually';
import { KibanaClient } from './kibana_client';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from './sandbox_process';
import { WatchedSpace } from './watched_space';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(240_000);

describe('a space that is deleted', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  let botApi: BotApi;
  let sandbox: SandboxProcess;
  let space: WatchedSpace;

  const start = async (name: string) => {
    sandbox = await startSandboxProcess({
      elasticsearch: elasticsearch.node(),
      apiUrl: botApi.url,
      space: name,
    });
    space = new WatchedSpace(sandbox.url, name, elasticsearch.client());
  };
  const deleteSpace = async () => {
    const answer = await new KibanaClient(sandbox.url, null).call(
      'DELETE',
      `/api/spaces/space/${space.space}`,
    );
    expect(answer.status).toBe(204);
  };
  const anotherSpace = async () => {
    const id = `${space.space}-other`;
    await new KibanaClient(sandbox.url, null).expect('POST', '/api/spaces/space', { id, name: id });
    const other = new WatchedSpace(sandbox.url, id, space.client);
    await createWinlogbeatIndex(other.client, other.index);
    return other;
  };

  beforeAll(buildWhereNeeded, 300_000);
  beforeEach(async () => {
    const name = `${elasticsearch.id}-${(serial += 1)}`;
    botApi = await startBotApi();
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${name}`);
    await start(name);
    await space.save(TEST_TOKEN);
    await space.turnOn();
  });
  afterEach(async () => {
    await sandbox.stop();
    await botApi.close();
  });

  it('while detection is on leaves no index, nothing is watched, and what waited is sent to nobody', async () => {
    botApi.script.next({ kind: 'retry_after', seconds: 5, method: 'sendMessage' });
    await space.attack('Guest');
    await eventually('a message that waits', async () => (await space.status()).channels[0]?.waiting === 1);
    await deleteSpace();
    await eventually('the indices to go', async () => (await indicesOf(space)).length === 0);
    await eventually(
      'the watch to let go of it',
      async () => !(await watchedSpaces(space)).includes(space.space),
      70,
    );

    const other = await anotherSpace();
    await other.save(TEST_TOKEN);
    await other.turnOn();
    await other.attack('Berta');
    // By the same bot to the same chat, and so after the pause that Telegram asked for.
    await eventually('a message of another space', async () => botApi.messages().length > 0);
    await other.runs(2);
    const users = botApi.messages().map(({ text }) => text.split('\n')[1]);
    expect([await indicesOf(space), users]).toEqual([[], ['User: Berta']]);
    await other.remove();
  });

  it('while detection is off leaves no index after the next start', async () => {
    await space.turnOff();
    expect((await indicesOf(space)).length).toBe(2);
    const gone = space;
    await deleteSpace();
    await sandbox.stop();
    await start(`${elasticsearch.id}-${(serial += 1)}`);
    await eventually('the indices to go', async () => (await indicesOf(gone)).length === 0);
  });
});

async function indicesOf({ client, space }: { client: Client; space: string }): Promise<string[]> {
  const own = [alertsIndex(space), stateIndex(space)];
  const there = await Promise.all(own.map((index) => client.indices.exists({ index })));
  return own.filter((_index, n) => there[n]);
}

/** Whose keys the last run of the watch left to the next. */
async function watchedSpaces({ client }: { client: Client }): Promise<string[]> {
  const watch = { index: '.kibana_task_manager_sandbox', id: 'bruteForceAlerts:watch' };
  const { _source } = await client.get<{ state: string }>(watch);
  const { keys = {} } = JSON.parse(_source?.state ?? '{}') as { keys?: object };
  return Object.keys(keys);
}
