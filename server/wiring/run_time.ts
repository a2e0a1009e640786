/**
 * How long after its start a tick stops reading, has its requests aborted, and ends at the latest, ms. The
 * next tick goes on.
 */
export interface RunTime {
  reading: number;
  working: number;
  all: number;
}

/** The times of a tick that has all the time that it may have. */
export const RUN_TIME: RunTime = { reading: 25_000, working: 40_000, all: 45_000 };

/**
 * The times of a tick that has `budget` milliseconds: in the same proportions, but with at least two seconds
 * to store how it ended.
 */
export function runTimeWithin(budget: number): RunTime {
  const all = Math.min(budget, RUN_TIME.all);
  const share = all / RUN_TIME.all;
  const writing = Math.max(2_000, (RUN_TIME.all - RUN_TIME.working) * share);
  return { reading: Math.round(RUN_TIME.reading * share), working: Math.round(all - writing), all };
}

/**
 * The reason with which the requests of a tick are aborted when its time is up. It is reported instead of the
 * client's error, which depends on what the client was doing.
 */
export class TimeUpError extends Error {
  override name = 'TimeoutError';
}

/** The time of a tick was up before it could even store that it failed. */
export class RunGivenUpError extends Error {
  override name = 'RunGivenUpError';
}

/**
 * Runs a tick and bounds its time. After `time.working`, `signal` is aborted: that ends its requests, so that time is left to store that it failed. After `time.all` it throws
 * RunGivenUpError and aborts `over`, so that what is left of the tick writes nothing beside the next one.
 */
export async function withinTime<T>(
  run: (signal: AbortSignal, over: AbortSignal) => Promise<T>,
  time: RunTime = RUN_TIME,
): Promise<T> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new TimeUpError('the time of the run is up'));
  const timers: NodeJS.Timeout[] = [setTimeout(giveUp, time.working)];
  const over = new AbortController();
  const givenUp = new Promise<never>((_resolve, reject) => {
    over.signal.addEventListener('abort', () => reject(over.signal.reason as Error));
  });
  const end = () =>
    over.abort(new RunGivenUpError(`the run was given up after ${Math.round(time.all / 1000)} s`));
  timers.push(setTimeout(end, time.all));
  try {
    return await Promise.race([run(controller.signal, over.signal), givenUp]);
  } finally {
    timers.forEach(clearTimeout);
  }
}
