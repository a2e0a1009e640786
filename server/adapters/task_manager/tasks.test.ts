import type { Logger, TaskDefinition, TaskManagerStart } from '../../../kibana_contracts/server';
import { SILENT } from '../../../test/background';
import { MINUTE, NOW } from '../../../test/builders';
import { createTasks, registerTasks, type Work } from './tasks';

const WATCH = 'bruteForceAlerts:watch';
const OUTBOX = 'bruteForceAlerts:outbox';
let done: string[];
let logged: string[];
const logger: Logger = { ...SILENT, debug: (line) => logged.push(line) };
beforeEach(() => {
  done = [];
  logged = [];
});

describe('what Task Manager runs', () => {
  let signals: AbortSignal[];
  const register = (work: Partial<Work> = {}) => {
    const definitions: Record<string, TaskDefinition> = {};
    const all: Work = {
      watch: async (keys, signal) => {
        signals.push(signal);
        done.push(`watch ${JSON.stringify(keys)}`);
        return { keys: { night: 'key-2' }, isIdle: false };
      },
      lookAtOutbox: async () => void done.push('look'),
      ...work,
    };
    const keep = (given: Record<string, TaskDefinition>) => void Object.assign(definitions, given);
    registerTasks(
      { registerTaskDefinitions: keep },
      async () => all,
      () => NOW,
    );
    return definitions;
  };
  const runner = (type: string, { work, state = {} }: { work?: Partial<Work>; state?: object } = {}) => {
    const definition = register(work)[type];
    if (!definition) throw new Error(`${type} is not registered`);
    return definition.createTaskRunner({ taskInstance: { id: '1', params: {}, state: { ...state } } });
  };

  beforeEach(() => {
    signals = [];
  });

  it('has no key that 8.12 does not know: it would leave the type unregistered', () => {
    const definitions = register();
    expect(Object.keys(definitions)).toEqual([WATCH, OUTBOX]);
    for (const definition of Object.values(definitions))
      expect(Object.keys(definition).sort()).toEqual(['createTaskRunner', 'timeout', 'title']);
  });

  it('watches on at once, by whichever Kibana polls next, and is not told late by the minute that it took', async () => {
    expect(await runner(WATCH).run()).toEqual({ state: { keys: { night: 'key-2' } }, runAt: new Date(NOW) });
  });

  it('looks a minute later again where detection is on nowhere', async () => {
    const watch = async () => ({ keys: {}, isIdle: true });
    const run = await runner(WATCH, { work: { watch } }).run();
    expect(run).toEqual({ state: { keys: {} }, runAt: new Date(NOW + MINUTE) });
  });

  it.each<[string, object, string]>([
    [
      'the keys that the run before left',
      { keys: { night: 'key-1', lab: null } },
      '{"night":"key-1","lab":null}',
    ],
    ['none at the first time', {}, '{}'],
    ['none where somebody wrote nonsense', { keys: 'nonsense' }, '{}'],
  ])('is given %s', async (_what, state, keys) => {
    await runner(WATCH, { state }).run();
    expect(done).toEqual([`watch ${keys}`]);
  });

  it('fails where the run throws: Task Manager says so in its log', async () => {
    const watch = () => Promise.reject(new Error('away'));
    await expect(runner(WATCH, { work: { watch } }).run()).rejects.toThrow('away');
  });

  it('is told when it is cancelled', async () => {
    const one = runner(WATCH);
    await one.run();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await one.cancel?.();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('sends what is left', async () => {
    expect(await runner(OUTBOX).run()).toEqual({ state: {} });
    expect(done).toEqual(['look']);
  });
});

describe('what Task Manager is asked', () => {
  const failing = new Map<string, Error>();
  const ask = async (line: string) => {
    done.push(line);
    const error = failing.get(line.split(' ')[0] ?? '');
    if (error) throw error;
  };
  const taskManager: TaskManagerStart = {
    ensureScheduled: ({ id, taskType, schedule, params, state }) =>
      ask(`ensure ${id} ${taskType} ${schedule.interval} ${JSON.stringify([params, state])}`),
    runSoon: (id) => ask(`runSoon ${id}`),
  };
  const tasks = createTasks(taskManager, logger);
  beforeEach(() => failing.clear());

  it('has one task of each kind, however many spaces there are', async () => {
    await tasks.ensure();
    expect(done).toEqual([`ensure ${WATCH} ${WATCH} 5s [{},{}]`, `ensure ${OUTBOX} ${OUTBOX} 5s [{},{}]`]);
  });

  it('says it where a task could not be made', async () => {
    failing.set('ensure', new Error('away'));
    await expect(tasks.ensure()).rejects.toThrow('away');
  });

  it('has the watch taken up soon', async () => {
    await tasks.watchSoon();
    expect(done).toEqual([`runSoon ${WATCH}`]);
  });

  it('takes no harm where somebody watches already: Task Manager refuses', async () => {
    failing.set('runSoon', new Error('is running'));
    await tasks.watchSoon();
    expect(logged).toEqual(['The watch was not called: is running']);
  });
});
