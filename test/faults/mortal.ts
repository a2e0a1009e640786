/** When a process is killed: before a call, or after the far side took it and before its answer was used. */
export type KillPoint = { call: number; when: 'before' | 'after' };

/** The call that a process was killed at, e.g. `outbox.record`. */
export class KilledError extends Error {
  override name = 'KilledError';
}

/**
 * A process that may be killed at one of its calls to the outside. From then on nothing that it does has an effect: its
 * calls never end.
 */
export class Process {
  /** The names of the calls so far, in order. */
  readonly calls: string[] = [];
  /** The call that it was killed at; null while it lives. */
  killedAt: string | null = null;
  #die: (error: Error) => void = () => undefined;
  readonly #death: Promise<never>;

  /** `end`: ends the process for good, where it is a real one. */
  constructor(
    private readonly killAt: KillPoint | null = null,
    private readonly end: () => void = () => undefined,
  ) {
    this.#death = new Promise((_resolve, reject) => (this.#die = reject));
    this.#death.catch(() => undefined);
  }

  /** Does `work` until it ends, or until the process is killed; then throws KilledError. */
  live<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#death]);
  }

  /** The same port, at whose calls the process may be killed. All of its members are functions that give promises. */
  over<T extends object>(name: string, port: T): T {
    return new Proxy(port, {
      get: (target, member) => {
        const value: unknown = Reflect.get(target, member);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) =>
          this.#call(
            `${name}.${String(member)}`,
            () => Reflect.apply(value, target, args) as Promise<unknown>,
          );
      },
    });
  }

  async #call(name: string, effect: () => Promise<unknown>): Promise<unknown> {
    if (this.killedAt !== null) return NEVER;
    this.calls.push(name);
    const isTheOne = this.calls.length === this.killAt?.call;
    if (isTheOne && this.killAt?.when === 'before') return this.#kill(`before ${name}`);
    const answer = await effect();
    return isTheOne || this.killedAt !== null ? this.#kill(`after ${name}`) : answer;
  }

  #kill(at: string): Promise<never> {
    this.killedAt ??= at;
    this.end();
    this.#die(new KilledError(at));
    return NEVER;
  }
}

const NEVER = new Promise<never>(() => undefined);
