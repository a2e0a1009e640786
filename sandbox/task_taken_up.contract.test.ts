import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { useElasticsearch } from './test_support/elasticsearch';
import { makePluginZip, removePluginZip } from './test_support/plugin_zip';

jest.setTimeout(120_000);
const elasticsearch = useElasticsearch();

describe('the sandbox as a process of its own', () => {
  const index = `sandbox-test-${randomUUID()}`;
  /** Notes each run with its process, and never ends its first one. */
  const server = `exports.plugin = () => {
    let es;
    const note = async (state) => {
      await es.index({ index: '${index}', document: { pid: process.pid, state }, refresh: true });
      return state.calm ? { state } : new Promise(() => {});
    };
    const task = { id: '${index}', taskType: '${index}', schedule: { interval: '1s' }, params: {}, state: {} };
    return {
      setup: (core, { taskManager }) => taskManager.registerTaskDefinitions({ '${index}': {
        title: 'T', timeout: '2s', createTaskRunner: ({ taskInstance }) => ({ run: () => note(taskInstance.state) }),
      } }),
      start: (core, { taskManager }) => { es = core.elasticsearch.client.asInternalUser; taskManager.ensureScheduled(task); },
    };
  };`;

  async function startProcess(zip: string): Promise<{ child: ChildProcess; url: string }> {
    const root = join(__dirname, '..');
    const given = ['--zip', zip, '--es', elasticsearch.node(), '--port', '0'];
    const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...given], {
      cwd: root,
      // What a killed one leaves behind goes with the archive.
      env: { ...process.env, TMPDIR: dirname(zip) },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, ...(JSON.parse(line) as { url: string }) };
  }
  const runsOf = async ({ pid }: ChildProcess) => {
    const answer = await fetch(
      `${elasticsearch.node()}/${index}/_count?q=pid:${pid}&ignore_unavailable=true`,
    );
    return ((await answer.json()) as { count?: number }).count ?? 0;
  };
  const ended = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const exit = once(child, 'exit');
    child.kill(signal);
    return (await exit) as [number | null, string | null];
  };

  test('killed in the middle of a run, another one takes the run up; told to stop, it ends with 0', async () => {
    const zip = await makePluginZip({ server });
    const first = await startProcess(zip);
    while ((await runsOf(first.child)) === 0);
    await ended(first.child, 'SIGKILL');
    const second = await startProcess(zip);
    expect((await fetch(`${second.url}/api/status`)).status).toBe(200);
    while ((await runsOf(second.child)) === 0);
    expect(await ended(second.child, 'SIGTERM')).toEqual([0, null]);
    await removePluginZip(zip);
    await fetch(`${elasticsearch.node()}/${index}`, { method: 'DELETE' });
    await fetch(`${elasticsearch.node()}/.kibana_task_manager_sandbox/_doc/${index}`, { method: 'DELETE' });
  });
});
