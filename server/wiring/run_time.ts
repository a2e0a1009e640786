/** How long after its start a run stops reading, gives up what it is doing, and ends, ms. The next one goes on. */
export interface RunTime {
  reading: number;
  working: number;
  all: number;
}

/** Where it has all the time that a run may have. */
export const RUN_TIME: RunTime = { reading: 25_000, working: 40_000, all: 45_000 };

/** The same of a run that has less: in parts as large, but that writing down how it ended gets two seconds at least. */
export function runTimeWithin(budget: number): RunTime {
  const all = Math.min(budget, RUN_TIME.all);
  const share = all / RUN_TIME.all;
  const writing = Math.max(2_000, (RUN_TIME.all - RUN_TIME.working) * share);
  return { reading: Math.round(RUN_TIME.reading * share), working: Math.round(all - writing), all };
}

/** What a run gave up waiting for, where its time was up: what the client says of it depends on where that met it. */
export class TimeUpError extends Error {
  override name = 'TimeoutError';
}

/** A run that could not even write down in time that its time was up. */
export class RunGivenUpError extends Error {
  override name = 'RunGivenUpError';
}

/**
 * Lets a run take no longer than it may. Its signal ends what it asks of Elasticsearch, so that time is left to write
 * down that it failed; it ends too where `cancelled` says so. Throws where that was not enough: then `over`
 * ends what is left of it, so that it writes nothing beside the next run.
 */
export async function withinTime<T>(
  run: (signal: AbortSignal, over: AbortSignal) => Promise<T>,
  time: RunTime = RUN_TIME,
  cancelled?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new TimeUpError('the time of the run is up'));
  if (cancelled?.aborted) giveUp();
  cancelled?.addEventListener('abort', giveUp);
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
    cancelled?.removeEventListener('abort', giveUp);
  }
}
