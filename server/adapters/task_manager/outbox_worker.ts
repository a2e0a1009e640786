import type { Logger } from '../../../kibana_contracts/server';

/** The outbox of this Kibana. */
interface Sending {
  /** Sets every channel to work that has something to send. Waits for none of them. */
  look(): Promise<void>;
  /** Resolves when what is on its way has been seen to its end; sets nothing to work any more. */
  stop(): Promise<void>;
}

export interface OutboxWorker {
  /** Starts a look in the background. Where one runs, one more follows it. Never throws. */
  poke(): void;
  /** The same, awaited: for the task that sends what was left. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Sends apart from detection, so that a Telegram that hangs delays no tick. One look at a time a Kibana. */
export function createOutboxWorker(sending: Sending, logger: Logger): OutboxWorker {
  let isStopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  /** A poke during a look that fails is followed all the same; then throws what the last look threw. */
  const loop = async () => {
    let failure: { error: unknown } | undefined;
    do {
      again = false;
      failure = await sending.look().then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
    } while (again && !isStopped);
    if (failure) throw failure.error;
  };
  const start = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
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
    look: start,
    async stop() {
      isStopped = true;
      await Promise.all([running?.catch(() => undefined), sending.stop()]);
    },
  };
}
