import type { Logger } from '../../../kibana_contracts/server';

export interface OutboxWorker {
  /** Starts a drain in the background. Where one runs, one more follows it. Never throws. */
  poke(): void;
  /** The same, awaited: for the task that sends what was left. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Sends apart from detection, so that a Telegram that hangs delays no tick. One drain at a time a Kibana. */
export function createOutboxWorker(
  drainOnce: (signal: AbortSignal) => Promise<void>,
  logger: Logger,
): OutboxWorker {
  const controller = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  /** A poke during a drain that fails is followed all the same; then throws what the last drain threw. */
  const loop = async () => {
    let failure: { error: unknown } | undefined;
    do {
      again = false;
      failure = await drainOnce(controller.signal).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
    } while (again && !controller.signal.aborted);
    if (failure) throw failure.error;
  };
  const start = (): Promise<void> => {
    if (controller.signal.aborted) return Promise.resolve();
    again = true;
    running ??= loop().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    poke() {
      start().catch((error: Error) =>
        logger.warn(`Messages could not be sent, the next run tries again: ${error.message}`),
      );
    },
    drain: start,
    async stop() {
      controller.abort();
      await running?.catch(() => undefined);
    },
  };
}
