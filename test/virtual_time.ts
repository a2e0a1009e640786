interface Sleeper {
  at: number;
  wake(): void;
}

/** A clock that stands still but where a test lets time pass. Whoever sleeps goes on at his time, in order. */
export class VirtualTime {
  #sleepers: Sleeper[] = [];

  constructor(public now = 0) {}

  /** Resolves after so many milliseconds, or where the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.now + ms, wake: () => done() };
      const done = () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      signal?.addEventListener('abort', done);
      this.#sleepers.push(sleeper);
    });
  }

  /** Lets so many milliseconds go by, with everything that happens in them. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    await settled();
    for (;;) {
      const next = this.#sleepers.sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.now = Math.max(this.now, next.at);
      next.wake();
      await settled();
    }
    this.now = until;
  }
}

/** Resolves when all promises that wait for nothing else have settled. */
const settled = () => new Promise(setImmediate);
