import type { Logger, TaskManagerSetup, TaskManagerStart } from '../../../kibana_contracts/server';
import type { Schedule } from '../../routes/schedule_port';

const TICK_TYPE = 'bruteForceAlerts:tick';
const OUTBOX_TYPE = 'bruteForceAlerts:outbox';
const OUTBOX_ID = 'bruteForceAlerts:outbox';
const OUTBOX_INTERVAL = '5s';
const tickId = (space: string) => `${TICK_TYPE}:${space}`;

/** What Task Manager runs. Both may run twice: their effects are guarded by compare-and-set. */
export interface Work {
  /** The interval from now on; null where the task has nothing left to do. */
  tick(space: string, signal: AbortSignal): Promise<string | null>;
  /** Ends the task of a space in which detection is off, and what it left behind. Looks again before it does. */
  cleanUp(space: string, keyId: string | null): Promise<void>;
  drainOutbox(): Promise<void>;
}

/** A run stores its result after it ended: the task is removed when that is done. */
const REMOVE_AFTER = 5_000;

interface TickParams {
  space: string;
  /** Of the API key that the run reads with: where the settings are gone, nobody else knows of it. */
  keyId: string | null;
}

/** A run that Task Manager cancels, since its time is up, is told so. */
function cancellable(run: (signal: AbortSignal) => Promise<{ schedule?: { interval: string } }>) {
  const controller = new AbortController();
  return {
    run: async () => ({ state: {}, ...(await run(controller.signal)) }),
    cancel: async () => controller.abort(),
  };
}

/** Definitions go in at setup, before the work is known: `work` is asked when a task runs. */
export function registerTasks(
  taskManager: TaskManagerSetup,
  work: () => Promise<Work>,
  logger: Logger,
): void {
  taskManager.registerTaskDefinitions({
    [TICK_TYPE]: {
      title: 'Brute force alerts: detection in one space',
      timeout: '60s',
      createTaskRunner: ({ taskInstance }) =>
        cancellable(async (signal) => {
          const { space, keyId } = taskInstance.params as unknown as TickParams;
          const works = await work();
          const interval = await works.tick(space, signal);
          if (interval === null) {
            // 8.12 ignores `shouldDeleteTask`, so the task is removed from outside.
            setTimeout(() => void cleanUp(works, { space, keyId }, logger), REMOVE_AFTER).unref();
            return {};
          }
          // Changing the schedule from outside misses a task that is just running.
          return { schedule: { interval } };
        }),
    },
    [OUTBOX_TYPE]: {
      title: 'Brute force alerts: messages of all spaces',
      timeout: '60s',
      // Not cancelled: a message that is on its way is seen to its end, and drains share what they do.
      createTaskRunner: () => ({
        run: async () => {
          await (await work()).drainOutbox();
          return { state: {} };
        },
      }),
    },
  });
}

async function cleanUp(work: Work, { space, keyId }: TickParams, logger: Logger): Promise<void> {
  try {
    await work.cleanUp(space, keyId);
  } catch (error) {
    logger.warn(
      `The task of ${space} stays for now: ${error instanceof Error ? error.message : 'unknown error'}`,
    );
  }
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
    async scheduleTick({ space, interval, keyId }) {
      const params: TickParams = { space, keyId };
      await taskManager.ensureScheduled({
        id: tickId(space),
        taskType: TICK_TYPE,
        schedule: { interval },
        params: { ...params },
        state: {},
      });
      // 8.12 leaves the interval of a task that exists as it was.
      await taskManager.bulkUpdateSchedules([tickId(space)], { interval });
    },
    async rescheduleTick(tick) {
      await taskManager.removeIfExists(tickId(tick.space));
      await this.scheduleTick(tick);
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
