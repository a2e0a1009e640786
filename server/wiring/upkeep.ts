import type { Logger } from '../../kibana_contracts/server';
import type { Work } from '../adapters/task_manager/tasks';
import { every } from './every';

/** How often missing tasks are looked for, ms. */
const ENSURE_EVERY = 60_000;
/** How often it is looked for trouble that people are to be told of, ms. */
const LOOK_FOR_TROUBLE_EVERY = 60_000;
/** How often it is looked for what people did and no message says yet, ms. */
const TELL_DEEDS_EVERY = 60_000;
/** How often the remains of deleted spaces, and what is older than spaces keep it, are looked for, ms. */
const SWEEP_EVERY = 3_600_000;

/** What is done now and then, however often it is asked for. */
export interface Upkeep {
  /** Makes tasks anew that are gone. */
  ensureTasks(): Promise<void>;
  /** Removes what nobody needs any more. */
  sweep(): Promise<void>;
  /** Tells of trouble, and every day how detection does. */
  tellOfDetection(): Promise<void>;
  /** Looks for what people did and no message says yet. */
  tellDeeds(): Promise<void>;
  /** Epoch milliseconds. */
  clock(): number;
  logger: Pick<Logger, 'warn'>;
}

/** Gives a function that starts what is due, and waits for none of it. What fails is logged, and comes again. */
export function upkeepOf({
  ensureTasks,
  sweep,
  tellOfDetection,
  tellDeeds,
  clock,
  logger,
}: Upkeep): () => void {
  const ensure = every(ENSURE_EVERY, clock, ensureTasks);
  const sweepHourly = every(SWEEP_EVERY, clock, sweep);
  const look = every(LOOK_FOR_TROUBLE_EVERY, clock, tellOfDetection);
  const tell = every(TELL_DEEDS_EVERY, clock, tellDeeds);
  return () => {
    Promise.all([ensure(), sweepHourly()]).catch((error: Error) =>
      logger.warn(`Lost tasks are looked for again in a minute: ${error.message}`),
    );
    look().catch((error: Error) =>
      logger.warn(`It is looked for trouble again in a minute: ${error.message}`),
    );
    tell().catch((error: Error) =>
      logger.warn(`What people did with alerts is looked for again in a minute: ${error.message}`),
    );
  };
}

/**
 * The work of the tasks, at the beginning of which each run starts the upkeep. Not behind it: a Telegram that hangs over
 * a backlog must not keep a lost task from being made anew. Each of the two tasks brings the other one back, and looks
 * for trouble: where ticks fail, or the watch is stuck, the task of messages still runs.
 */
export const withUpkeep = (upkeep: () => void, { watch, lookAtOutbox }: Work): Work => ({
  watch(keys, cancelled) {
    upkeep();
    return watch(keys, cancelled);
  },
  lookAtOutbox() {
    upkeep();
    return lookAtOutbox();
  },
});
