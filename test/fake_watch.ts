import { Watcher } from '../server/flow/watch';
import type { HandOver, Keys, TickOrder, WatchPorts } from '../server/flow/watch_ports';
import type { TickEnd, WatchedSpace } from '../server/flow/watched_space';
import { SECOND } from './builders';
import { VirtualTime } from './virtual_time';

interface Tick extends TickOrder {
  at: number;
}

/** A Kibana that watches, on a clock of its own that begins at 0. */
export class FakeWatch {
  readonly ticks: Tick[] = [];
  readonly cleaned: string[] = [];
  readonly checked: string[] = [];
  readonly logged: string[] = [];
  readonly wanted = new Set<string>();
  /** How long a tick takes, ms: nothing by default. */
  readonly takes = new Map<string, (order: TickOrder) => number>();
  readonly ends = new Map<string, TickEnd>();
  looks = 0;
  lookError: Error | undefined;
  /** What a look waits for. */
  look: () => Promise<void> = async () => undefined;
  cleanUpError: Error | undefined;
  check: () => Promise<void> = async () => undefined;
  readonly watcher: Watcher;
  readonly #spaces = new Map<string, WatchedSpace>();
  readonly #atOnce: string[][] = [];
  #running: string[] = [];
  readonly #time = new VirtualTime();
  #setBack = 0;

  constructor() {
    this.watcher = new Watcher(this.#ports());
  }

  set(space: string, overrides: Partial<WatchedSpace> = {}): void {
    const own = { space, interval: 2 * SECOND, version: 'v1', keyId: `key of ${space}` };
    this.#spaces.set(space, { ...own, ...overrides });
  }

  remove(space: string): void {
    this.#spaces.delete(space);
  }

  /** Has the watcher hold the task, as Task Manager does when it runs it. The result tells what it handed over. */
  hold(keys: Keys = {}) {
    const controller = new AbortController();
    const run: { handedOver?: HandOver; cancel(): void } = { cancel: () => controller.abort() };
    void this.watcher.hold(keys, controller.signal).then((handOver) => (run.handedOver = handOver));
    return run;
  }

  stop() {
    const stopped = { isDone: false };
    void this.watcher.stop().then(() => (stopped.isDone = true));
    return stopped;
  }

  /** Lets so many milliseconds go by, with everything that happens in them. */
  pass(ms: number): Promise<void> {
    return this.#time.pass(ms);
  }

  /** Sets the clock back; whoever sleeps does so for as long as before. */
  setBack(ms: number): void {
    this.#setBack += ms;
  }

  after(ms: number): Promise<void> {
    return this.#time.sleep(ms);
  }

  begunOf(space: string): number[] {
    return this.ticks.filter((tick) => tick.space === space).map(({ at }) => at);
  }

  mostAtOnce(): number {
    return Math.max(...this.#atOnce.map(({ length }) => length));
  }

  mostAtOnceOf(space: string): number {
    return Math.max(...this.#atOnce.map((names) => names.filter((name) => name === space).length));
  }

  #ports(): WatchPorts {
    return {
      spaces: async () => {
        this.looks += 1;
        const { lookError } = this;
        const spaces = [...this.#spaces.values()];
        await this.look();
        if (lookError) throw lookError;
        return spaces;
      },
      wanted: async (spaces) => spaces.filter((space) => this.wanted.delete(space)),
      tick: (order) => this.#tick(order),
      checkSource: (space) => {
        this.checked.push(space);
        return this.check();
      },
      cleanUp: async (space, keyId) => {
        this.cleaned.push(`${space} ${keyId}`);
        if (this.cleanUpError) throw this.cleanUpError;
      },
      clock: () => this.#time.now - this.#setBack,
      sleep: (ms, signal) => this.#time.sleep(ms, signal),
      log: (line) => this.logged.push(line),
    };
  }

  async #tick(order: TickOrder): Promise<TickEnd> {
    const { space, budget } = order;
    this.ticks.push({ ...order, at: this.#time.now });
    this.#running = [...this.#running, space];
    this.#atOnce.push(this.#running);
    try {
      const takes = this.takes.get(space)?.(order) ?? 0;
      if (takes > 0) await this.after(Math.min(takes, budget));
      return this.ends.get(space) ?? 'ok';
    } finally {
      this.#running = this.#running.filter((name) => name !== space);
    }
  }
}
