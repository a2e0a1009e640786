/** Somebody ended the evaluation. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
  /** `code` is what a shell expects after the signal. */
  constructor(
    signal: string,
    readonly code: number,
  ) {
    super(`Ended by ${signal}.`);
  }
}

/**
 * From now on a signal aborts the returned AbortSignal and does not end the process, so that an index in an
 * Elasticsearch that stays is removed first. The abort's reason is an InterruptedError.
 */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => controller.abort(new InterruptedError(signal, code)));
  }
  return controller.signal;
}
