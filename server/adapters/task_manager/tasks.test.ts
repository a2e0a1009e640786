import type { Logger, TaskDefinition, TaskManagerStart } from '../../../kibana_contracts/server';
import { SILENT } from '../../../test/background';
import { createSchedule, registerTasks, type Work } from './tasks';

const TICK = 'bruteForceAlerts:tick';
const OUTBOX = 'bruteForceAlerts:outbox';
const PARAMS = { space: 'night', keyId: 'key-1' };
let done: string[];
let logged: string[];
const logger: Logger = {
  ...SILENT,
  warn: (line) => logged.push(line),
  debug: (line) => logged.push(line),
};
beforeEach(() => {
  done = [];
  logged = [];
});

describe('what Task Manager runs', () => {
  let signals: AbortSignal[];
  const register = (work: Partial<Work> = {}) => {
    const definitions: Record<string, TaskDefinition> = {};
    const all: Work = {
      tick: async (space, signal) => {
        signals.push(signal);
        done.push(`tick ${space}`);
        return '30s';
      },
      cleanUp: async (space, keyId) => void done.push(`cleanUp ${space} ${keyId}`),
      drainOutbox: async () => void done.push('drain'),
      ...work,
    };
    const keep = (given: Record<string, TaskDefinition>) => void Object.assign(definitions, given);
    registerTasks({ registerTaskDefinitions: keep }, async () => all, logger);
    return definitions;
  };
  const runner = (type: string, work?: Partial<Work>) => {
    const definition = register(work)[type];
    if (!definition) throw new Error(`${type} is not registered`);
    return definition.createTaskRunner({ taskInstance: { id: '1', params: PARAMS, state: {} } });
  };

  beforeEach(() => {
    signals = [];
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('has no key that 8.12 does not know: it would leave the type unregistered', () => {
    const definitions = register();
    expect(Object.keys(definitions)).toEqual([TICK, OUTBOX]);
    for (const definition of Object.values(definitions))
      expect(Object.keys(definition).sort()).toEqual(['createTaskRunner', 'timeout', 'title']);
  });

  it('answers the interval that is set by now, so that a change needs no restart', async () => {
    expect(await runner(TICK).run()).toEqual({ state: {}, schedule: { interval: '30s' } });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual(['tick night']);
  });

  it('with nothing left to do is cleaned up with its key, once its result is stored', async () => {
    expect(await runner(TICK, { tick: async () => null }).run()).toEqual({ state: {} });
    await jest.advanceTimersByTimeAsync(4_999);
    expect(done).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['cleanUp night key-1']);
  });

  it('logs a clean-up that fails, and nothing is rejected', async () => {
    const rejected = jest.fn();
    process.once('unhandledRejection', rejected);
    const cleanUp = () => Promise.reject(new Error('away'));
    await runner(TICK, { tick: async () => null, cleanUp }).run();
    await jest.advanceTimersByTimeAsync(5_000);
    jest.useRealTimers();
    await new Promise(setImmediate);
    process.off('unhandledRejection', rejected);
    expect(logged).toEqual(['The task of night stays for now: away']);
    expect(rejected).not.toHaveBeenCalled();
  });

  it('fails where the run throws: Task Manager says so in its log', async () => {
    const tick = () => Promise.reject(new Error('away'));
    await expect(runner(TICK, { tick }).run()).rejects.toThrow('away');
  });

  it('tells a run of detection when its time is up', async () => {
    const one = runner(TICK);
    await one.run();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await one.cancel?.();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('sends what is left', async () => {
    expect(await runner(OUTBOX).run()).toEqual({ state: {} });
    expect(done).toEqual(['drain']);
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
    ensureScheduled: ({ id, taskType, schedule, params }) =>
      ask(`ensure ${id} ${taskType} ${schedule.interval} ${JSON.stringify(params)}`),
    bulkUpdateSchedules: (ids, { interval }) => ask(`update ${ids.join()} ${interval}`),
    runSoon: (id) => ask(`runSoon ${id}`),
    removeIfExists: (id) => ask(`remove ${id}`),
  };
  const schedule = createSchedule(taskManager, logger);
  const ensured = `ensure ${TICK}:night ${TICK} 5s ${JSON.stringify(PARAMS)}`;
  const updated = `update ${TICK}:night 5s`;
  beforeEach(() => failing.clear());

  it.each<[string, () => Promise<void>, string[]]>([
    ['one outbox task for all spaces', () => schedule.scheduleOutbox(), [`ensure ${OUTBOX} ${OUTBOX} 5s {}`]],
    [
      'a task that exists gets its interval: 8.12 leaves it as it was',
      () => schedule.scheduleTick({ ...PARAMS, interval: '5s' }),
      [ensured, updated],
    ],
    [
      'for another key the task is made anew',
      () => schedule.rescheduleTick({ ...PARAMS, interval: '5s' }),
      [`remove ${TICK}:night`, ensured, updated],
    ],
    ['a run soon', () => schedule.runTickSoon('night'), [`runSoon ${TICK}:night`]],
    ['no task any more', () => schedule.removeTick('night'), [`remove ${TICK}:night`]],
  ])('%s', async (_name, act, asked) => {
    await act();
    expect(done).toEqual(asked);
  });

  it('takes no harm where the task runs already', async () => {
    failing.set('runSoon', new Error('is running'));
    await schedule.runTickSoon('night');
    expect(logged).toEqual(['Tick of night was not started early: is running']);
  });

  it.each(['ensure', 'update', 'remove'])('says it where %s fails', async (step) => {
    failing.set(step, new Error('away'));
    await expect(schedule.rescheduleTick({ ...PARAMS, interval: '5s' })).rejects.toThrow('away');
  });
});
