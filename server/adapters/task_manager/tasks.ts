import { reasonOf } from '../../../common/text/reason_of';
import type { Logger, TaskManagerSetup, TaskManagerStart } from '../../../kibana_contracts/server';

const WATCH = 'bruteForceAlerts:watch';
const OUTBOX = 'bruteForceAlerts:outbox';
/** The watch says itself when it is to run next; after a run that failed it is after this. */
const WATCH_INTERVAL = '5s';
const OUTBOX_INTERVAL = '5s';
/** How long the watch pauses where detection is on nowhere, ms. Turning detection on calls it at once. */
const IDLE = 60_000;

/** What Task Manager runs. Both may run twice: their effects are guarded by compare-and-set. */
export interface Work {
  /**
   * Holds the task for most of a minute. `keys`: by watched space, the id of its API key, as the last run
   * gave them; gives them as they are now.
   */
  watch(
    keys: Record<string, string | null>,
    cancelled: AbortSignal,
  ): Promise<{ keys: Record<string, string | null>; isIdle: boolean }>;
  /** Sends what was left, in the background. */
  lookAtOutbox(): Promise<void>;
}

/** Definitions go in at setup, before the work is known: `work` is asked when a task runs. */
export function registerTasks(
  taskManager: TaskManagerSetup,
  work: () => Promise<Work>,
  clock: () => number,
): void {
  taskManager.registerTaskDefinitions({
    [WATCH]: {
      title: 'Brute force alerts: detection in all spaces',
      timeout: '60s',
      createTaskRunner: ({ taskInstance }) => {
        const controller = new AbortController();
        return {
          async run() {
            const { keys, isIdle } = await (
              await work()
            ).watch(keysOf(taskInstance.state), controller.signal);
            // From now, and not from when this run began: else Kibana would report the task as late by a minute.
            return { state: { keys }, runAt: new Date(clock() + (isIdle ? IDLE : 0)) };
          },
          cancel: async () => controller.abort(),
        };
      },
    },
    [OUTBOX]: {
      title: 'Brute force alerts: messages of all spaces',
      timeout: '60s',
      // Not cancelled: a look is short, and a message that is on its way is seen to its end.
      createTaskRunner: () => ({
        run: async () => {
          await (await work()).lookAtOutbox();
          return { state: {} };
        },
      }),
    },
  });
}

/** What the last run left; a deleted space's key is known nowhere else. */
const keysOf = ({ keys }: Record<string, unknown>): Record<string, string | null> =>
  typeof keys === 'object' && keys !== null ? { ...(keys as Record<string, string | null>) } : {};

export interface Tasks {
  /** Makes the tasks that are missing. Those that are there stay as they are. */
  ensure(): Promise<void>;
  /** Has the watch run at the next poll of any Kibana, unless one holds it. Never throws. */
  watchSoon(): Promise<void>;
}

export function createTasks(taskManager: TaskManagerStart, logger: Logger): Tasks {
  const make = (taskType: string, interval: string) =>
    taskManager.ensureScheduled({ id: taskType, taskType, schedule: { interval }, params: {}, state: {} });
  return {
    async ensure() {
      await make(WATCH, WATCH_INTERVAL);
      await make(OUTBOX, OUTBOX_INTERVAL);
    },
    async watchSoon() {
      try {
        await taskManager.runSoon(WATCH);
      } catch (error) {
        logger.debug(`The watch was not called: ${reasonOf(error)}`);
      }
    },
  };
}
