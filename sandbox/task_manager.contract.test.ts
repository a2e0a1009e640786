import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TaskDefinition, TaskInstance } from '../kibana_contracts/server';
import { useElasticsearch } from './test_support/elasticsearch';
import { startFaultyProxy } from '../test/faulty_proxy';
import { runFixture, type Running } from './test_support/fixture';
import { makePluginZip, removePluginZip } from './test_support/plugin_zip';

jest.setTimeout(120_000);
const elasticsearch = useElasticsearch();
const INDEX = '.kibana_task_manager_sandbox';

type Run = (instance: TaskInstance) => Promise<{ state: Record<string, unknown> }>;
interface Fixture extends Running {
  type: string;
  id: string;
  schedule(interval?: string): Promise<unknown>;
}

/** A sandbox with one task type, whose name no other test knows. */
async function withTask(
  run: Run,
  check: (fixture: Fixture) => Promise<void>,
  more: Partial<TaskDefinition> & object = {},
  node = elasticsearch.node(),
): Promise<void> {
  const type = `fixture:${randomUUID()}`;
  const id = `${type}:1`;
  const definition = {
    title: 'T',
    timeout: '1m',
    createTaskRunner: ({ taskInstance }: { taskInstance: TaskInstance }) => ({
      run: () => run(taskInstance),
    }),
    ...more,
  };
  const running = await runFixture(
    { node },
    {
      setup: (_core, { taskManager }) => taskManager.registerTaskDefinitions({ [type]: definition }),
    },
  );
  const task = { id, taskType: type, params: { p: 1 }, state: { runs: 0 } };
  const schedule = (interval = '1s') =>
    running.plugins.taskManager.ensureScheduled({ ...task, schedule: { interval } });
  await check({ ...running, type, id, schedule }).finally(async () => {
    await running.core.elasticsearch.client.asInternalUser.delete({ index: INDEX, id }, { ignore: [404] });
    await running.stop();
  });
}

/** Resolves as often as something happened. */
function counter() {
  let count = 0;
  const waiting: Array<{ until: number; done: () => void }> = [];
  return {
    hit: () => {
      count++;
      for (const { until, done } of waiting) if (count >= until) done();
    },
    reach: (until: number) =>
      count >= until ? Promise.resolve() : new Promise<void>((done) => waiting.push({ until, done })),
  };
}
const never = new Promise<never>(() => undefined);
const stored = async ({ core, id }: Fixture) =>
  (
    await core.elasticsearch.client.asInternalUser.get<Record<string, unknown>>({
      index: INDEX,
      id,
    })
  )._source;

describe('tasks', () => {
  test('run again and again, each with the state that the last one returned', async () => {
    const runs = counter();
    const seen: TaskInstance[] = [];
    const run: Run = async (instance) => {
      seen.push(instance);
      runs.hit();
      return { state: { runs: seen.length } };
    };
    await withTask(run, async ({ schedule, id }) => {
      await schedule();
      await runs.reach(3);
      expect(seen.map(({ state }) => state)).toEqual([{ runs: 0 }, { runs: 1 }, { runs: 2 }]);
      expect(seen[0]).toMatchObject({ id, params: { p: 1 }, startedAt: expect.any(Date) as Date });
    });
  });

  test('that throw keep their state and come again', async () => {
    const runs = counter();
    const states: unknown[] = [];
    const run: Run = async ({ state }) => {
      states.push(state);
      runs.hit();
      throw new Error('not today');
    };
    await withTask(run, async ({ schedule, log }) => {
      await schedule();
      await runs.reach(2);
      expect(states).toEqual([{ runs: 0 }, { runs: 0 }]);
      expect(log.join('\n')).toContain('not today');
    });
  });

  test('that pass their timeout are cancelled, their result is thrown away, and they come again', async () => {
    const [runs, cancelled] = [counter(), counter()];
    let finish: (result: { state: Record<string, unknown> }) => void = () => undefined;
    const states: unknown[] = [];
    const createTaskRunner: TaskDefinition['createTaskRunner'] = ({ taskInstance }) => ({
      run: () => {
        states.push(taskInstance.state);
        runs.hit();
        return new Promise((resolve) => (finish = resolve));
      },
      cancel: async () => cancelled.hit(),
    });
    await withTask(
      () => never,
      async ({ schedule }) => {
        await schedule();
        await cancelled.reach(1);
        finish({ state: { late: true } });
        await runs.reach(2);
        expect(states).toEqual([{ runs: 0 }, { runs: 0 }]);
      },
      { createTaskRunner, timeout: '1s' },
    );
  });

  test('that say when to run next run then, whatever their interval is', async () => {
    const runs = counter();
    const run = async () => {
      runs.hit();
      return { state: {}, runAt: new Date() };
    };
    await withTask(run, async ({ schedule }) => {
      await schedule('1h');
      await runs.reach(3);
    });
  });

  test('that are cancelled in time since Elasticsearch is away store what they return when it is back', async () => {
    const proxy = await startFaultyProxy(elasticsearch.node());
    const [runs, cancelled] = [counter(), counter()];
    let finish: (result: { state: Record<string, unknown> }) => void = () => undefined;
    const states: unknown[] = [];
    const createTaskRunner: TaskDefinition['createTaskRunner'] = ({ taskInstance }) => ({
      run: () => {
        states.push(taskInstance.state);
        runs.hit();
        return new Promise((resolve) => (finish = resolve));
      },
      cancel: async () => cancelled.hit(),
    });
    const check = async ({ schedule }: Fixture) => {
      await schedule();
      await runs.reach(1);
      proxy.harm({ kind: 'reset' });
      await cancelled.reach(1);
      proxy.heal();
      finish({ state: { runs: 1 } });
      await runs.reach(2);
      expect(states).toEqual([{ runs: 0 }, { runs: 1 }]);
    };
    try {
      await withTask(() => never, check, { createTaskRunner, timeout: '1m' }, proxy.url);
    } finally {
      await proxy.close();
    }
  });

  test('that run refuse to be run soon, and run once at a time', async () => {
    const runs = counter();
    await withTask(
      () => (runs.hit(), never),
      async (fixture) => {
        const { schedule, plugins: { taskManager }, id } = fixture; // prettier-ignore
        await schedule('1h');
        await runs.reach(1);
        await expect(taskManager.runSoon(id)).rejects.toThrow(
          `Failed to run task "${id}" as it is currently running`,
        );
        expect(await stored(fixture)).toMatchObject({ interval: '1h', status: 'running' });
      },
    );
  });

  test('that wait are run soon on request, and keep the interval that they were made with', async () => {
    const runs = counter();
    await withTask(
      async () => (runs.hit(), { state: {} }),
      async (fixture) => {
        const { schedule, plugins: { taskManager }, id } = fixture; // prettier-ignore
        await schedule('1h');
        await schedule('2h');
        await runs.reach(1);
        // The run is reported a moment after it ended.
        while ((await stored(fixture))?.status !== 'idle');
        expect(await stored(fixture)).toMatchObject({ interval: '1h' });
        await taskManager.runSoon(id);
        await runs.reach(2);
      },
    );
  });

  test.each<[string, object, string]>([
    ['cost', { cost: 1 }, '[cost]: definition for this key is missing'],
    ['priority', { priority: 50 }, '[priority]: definition for this key is missing'],
    ['a timeout that is none', { timeout: '10' }, 'Invalid interval "10"'],
    ['no attempt at all', { maxAttempts: 0 }, '[maxAttempts]: Value must be equal to or greater than [1].'],
  ])('with %s stay unregistered with a line in the log, and cannot be scheduled', (_name, more, message) =>
    withTask(
      () => never,
      async ({ schedule, log, type }) => {
        expect(log.join('\n')).toContain(`Could not sanitize task definitions: ${message}`);
        await expect(schedule()).rejects.toThrow(`Unsupported task type "${type}". Supported types are`);
      },
      more,
    ),
  );

  test('refuse a type twice, an interval that is none, and an id that is not there', () =>
    withTask(
      async () => ({ state: {} }),
      async ({ schedule, plugins, type }) => {
        await expect(schedule('500ms')).rejects.toThrow(
          'Invalid interval "500ms". Intervals must be of the form {number}m. Example: 5m.',
        );
        await expect(plugins.taskManager.runSoon(`${type}:none`)).rejects.toMatchObject({
          output: { statusCode: 404 },
        });
        const twice = runFixture(
          { node: elasticsearch.node() },
          {
            setup(_core, { taskManager }) {
              const definition = { title: 'T', createTaskRunner: () => ({ run: () => never }) };
              taskManager.registerTaskDefinitions({ twice: definition });
              taskManager.registerTaskDefinitions({ twice: definition });
            },
          },
        );
        await expect(twice).rejects.toThrow('Task twice is already defined!');
      },
    ));
});

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
