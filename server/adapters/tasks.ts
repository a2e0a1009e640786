import type { Logger, TaskManagerSetup, TaskManagerStart } from '../../kibana_contracts/server';
import type { Schedule } from '../routes/schedule_port';

const TICK_TYPE = 'bruteForceAlerts:tick';
const OUTBOX_TYPE = 'bruteForceAlerts:outbox';
const OUTBOX_ID = 'bruteForceAlerts:outbox';
const OUTBOX_INTERVAL = '5s';
const tickId = (space: string) => `${TICK_TYPE}:${space}`;

/** What Task Manager runs. Both may run twice: their effects are guarded by compare-and-set. */
export interface Work {
  /** Whether the task has anything left to do. */
  tick(space: string, signal: AbortSignal): Promise<'goes_on' | 'gone'>;
  drainOutbox(signal: AbortSignal): Promise<void>;
}

/** A run that Task Manager cancels, since its time is up, is told so. */
function cancellable(run: (signal: AbortSignal) => Promise<void>) {
  const controller = new AbortController();
  return {
    run: async () => {
      await run(controller.signal);
      return { state: {} };
    },
    cancel: async () => controller.abort(),
  };
}

/** Definitions go in at setup, before the work is known: `work` is asked when a task runs. */
export function registerTasks(
  taskManager: TaskManagerSetup,
  work: () => Promise<Work>,
  remove: (space: string) => Promise<void>,
): void {
  taskManager.registerTaskDefinitions({
    [TICK_TYPE]: {
      title: 'Brute force alerts: detection in one space',
      timeout: '60s',
      createTaskRunner: ({ taskInstance }) =>
        cancellable(async (signal) => {
          const space = String(taskInstance.params.space);
          const left = await (await work()).tick(space, signal);
          // 8.12 ignores `shouldDeleteTask`, so the task is removed from outside, after this run has ended.
          if (left === 'gone') setImmediate(() => void remove(space));
        }),
    },
    [OUTBOX_TYPE]: {
      title: 'Brute force alerts: messages of all spaces',
      timeout: '60s',
      createTaskRunner: () => cancellable(async (signal) => (await work()).drainOutbox(signal)),
    },
  });
}

export function createSchedule(taskManager: TaskManagerStart, logger: Logger): Schedule {
  return {
    async scheduleOutbox() {
      await taskManager.ensureScheduled({
        id: OUTBOX_ID,
        taskType: OUTBOX_TYPE,
        schedule: { interval: OUTBOX_INTERVAL },
        params: {},
        state: {},
      });
    },
    async scheduleTick(space, interval) {
      const id = tickId(space);
      await taskManager.ensureScheduled({
        id,
        taskType: TICK_TYPE,
        schedule: { interval },
        params: { space },
        state: {},
      });
      // 8.12 leaves the interval of a task that exists as it was.
      await taskManager.bulkUpdateSchedules([id], { interval });
    },
    async runTickSoon(space) {
      try {
        await taskManager.runSoon(tickId(space));
      } catch (error) {
        logger.debug(
          `Tick of ${space} was not started early: ${error instanceof Error ? error.message : 'unknown error'}`,
        );
      }
    },
    async removeTick(space) {
      await taskManager.removeIfExists(tickId(space));
    },
  };
}
