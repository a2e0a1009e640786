import { randomUUID } from 'node:crypto';
import type { TaskDefinition, TaskInstance } from '../kibana_contracts/server';
import { useElasticsearch } from './test_support/elasticsearch';
import { startFaultyProxy } from '../test/faulty_proxy';
import { runFixture, type Running } from './test_support/fixture';

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
