import { reasonOf } from '../../common/text/reason_of';
import { isDue } from '../../common/time';
import type { HandOver, Keys, WatchPorts } from './watch_ports';
import { canReadNone, startable, TICK, Watched, type TickEnd, type WatchedSpace } from './watched_space';

/**
 * How long this Kibana holds the task, and until when everything that it began has ended, ms from its start.
 * Task Manager gives it 60 s; another Kibana takes over 60 s after the start where this one is killed.
 */
export const HOLD = { lasts: 50_000, endsWithin: 58_000 } as const;
/**
 * How long this Kibana goes on with ticks after it handed the task over, ms, unless another Kibana begins.
 * Task Manager of 8.12 looks for work every 3 s, and nothing may go unseen in between.
 */
const LINGER = 5_000;
/** The shortest and the longest pause between two looks at which spaces are on and how they are set, ms. */
const LOOK_EVERY = { least: 1_000, most: 2_000 };
/** Ticks wait for a look this long, ms: what somebody saved a moment ago is to hold for them. */
const LOOK_WITHIN = 1_000;
/** Another Kibana's wish for a tick is asked for where the next tick would be later than this, ms. */
const SOON = 5_000;
/** How often it is asked whether the source of a space is to be checked, ms, and how many checks run at once. */
const CHECKS = { every: 60_000, atOnce: 2 };
/** A due tick that found no free place is looked at again after this, ms. */
const RETRY = 250;
/** How long a stop waits for ticks that run, ms. What has not ended by then is as good as killed. */
const STOP_WITHIN = 3_000;

interface Hold {
  until: number;
  /**
   * Task Manager cancelled it. It ends at the next look that succeeds: without Elasticsearch nobody could take
   * over.
   */
  isCancelled: boolean;
  end(handOver: HandOver): void;
}

/**
 * Watches all spaces from one Kibana, for as long as it holds the one task of the deployment: Task Manager says who
 * watches, and the interval that is set says how often. Ticks of a space never overlap; a slow space takes no place
 * from quick ones.
 */
export class Watcher {
  readonly #ports: WatchPorts;
  readonly #watched = new Map<string, Watched>();
  /** The ticks that run, by space. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #keys = new Map<string, string | null>();
  #hold: Hold | undefined;
  /** Nothing begins that could not end by then, epoch ms. */
  #endBy = -Infinity;
  #lookAt = -Infinity;
  #isLooking = false;
  #checks = 0;
  #looping = false;
  #isStopped = false;
  #alarm = new AbortController();

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** Watches until the hold is over. `keys`: those of the last hold. Gives what the next one needs. */
  hold(keys: Keys, cancelled: AbortSignal): Promise<HandOver> {
    if (this.#isStopped) return Promise.resolve({ keys, isIdle: false });
    this.#handOver();
    for (const [space, keyId] of Object.entries(keys))
      if (!this.#keys.has(space)) this.#keys.set(space, keyId);
    const now = this.#ports.clock();
    this.#endBy = now + HOLD.endsWithin;
    this.#lookAt = now;
    return new Promise((end) => {
      const hold = { until: now + HOLD.lasts, isCancelled: cancelled.aborted, end };
      this.#hold = hold;
      cancelled.addEventListener('abort', () => {
        hold.isCancelled = true;
        this.#lookAt = this.#ports.clock();
        this.#wake();
      });
      this.#wake();
      void this.#loop();
    });
  }

  /** Has the space ticked at once, as it is set now. False where this Kibana does not hold the task. */
  nudge(space: string): boolean {
    if (!this.#hold || this.#isStopped) return false;
    const watched = this.#watched.get(space);
    if (watched) watched.isWanted = true;
    this.#lookAt = this.#ports.clock();
    this.#wake();
    return true;
  }

  /** Lets go of the task, so that another Kibana goes on at once; waits a moment for ticks that run. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    this.#handOver();
    await this.#waitFor(Promise.all(this.#running.values()), STOP_WITHIN);
  }

  /** Until it has ended, and no longer than that. */
  async #waitFor(work: Promise<unknown>, ms: number): Promise<void> {
    const sleep = new AbortController();
    const ended = work.then(() => sleep.abort());
    await Promise.race([ended, this.#ports.sleep(ms, sleep.signal)]);
  }

  async #loop(): Promise<void> {
    if (this.#looping) return;
    this.#looping = true;
    while (this.#mayGoOn()) {
      while (this.#isDue(this.#lookAt, LOOK_EVERY.most) && !this.#isLooking)
        await this.#waitFor(this.#look(), LOOK_WITHIN);
      if (this.#hold && this.#isDue(this.#hold.until, HOLD.lasts)) this.#handOver();
      if (this.#isStopped) break;
      this.#startDue();
      await this.#pause();
    }
    this.#looping = false;
    this.#watched.clear();
  }

  #mayGoOn(): boolean {
    const isOver = () => this.#isDue(this.#endBy - TICK.least + 1, HOLD.endsWithin);
    return !this.#isStopped && (this.#hold !== undefined || !isOver());
  }

  #isDue(at: number, longest: number): boolean {
    return isDue(at, this.#ports.clock(), longest);
  }

  /** `looksOn`: ticks go on for a moment, until another Kibana begins. */
  #handOver({ isIdle = false, looksOn = true } = {}): void {
    const hold = this.#hold;
    if (!hold) return;
    this.#hold = undefined;
    this.#endBy = looksOn ? this.#ports.clock() + LINGER + TICK.least : -Infinity;
    hold.end({ keys: Object.fromEntries(this.#keys), isIdle });
  }

  /**
   * Which spaces are on, and what changed. Where nobody can say, or not soon, the watch goes on with what is known. One
   * look at a time; where somebody asked for one meanwhile, the next follows at once.
   */
  async #look(): Promise<void> {
    this.#isLooking = true;
    this.#lookAt = this.#ports.clock() + LOOK_EVERY.most;
    try {
      const spaces = await this.#ports.spaces();
      if (this.#looping) await this.#takeIn(spaces);
    } catch (error) {
      this.#ports.log(`It could not be looked which spaces are on: ${reasonOf(error)}`);
    }
    this.#isLooking = false;
    this.#wake();
  }

  async #takeIn(spaces: WatchedSpace[]): Promise<void> {
    this.#take(spaces);
    await this.#askWanted();
    const shortest = Math.min(...spaces.map(({ interval }) => interval), LOOK_EVERY.most);
    const next = this.#ports.clock() + Math.max(shortest, LOOK_EVERY.least);
    this.#lookAt = Math.min(this.#lookAt, next);
    if (this.#keys.size === 0) this.#handOver({ isIdle: true, looksOn: false });
    else if (this.#hold?.isCancelled) this.#handOver();
  }

  #take(spaces: WatchedSpace[]): void {
    const now = this.#ports.clock();
    const names = new Set(spaces.map(({ space }) => space));
    for (const one of spaces) {
      const known = this.#watched.get(one.space);
      if (!known) this.#watched.set(one.space, new Watched(one, now));
      else if (known.space.version !== one.version) known.change(one, now);
      this.#keys.set(one.space, one.keyId);
    }
    for (const [name, keyId] of this.#keys) {
      if (names.has(name)) continue;
      this.#watched.delete(name);
      this.#keys.delete(name);
      this.#beside(this.#ports.cleanUp(name, keyId), `What space ${name} left stays for now`, () =>
        this.#keys.set(name, keyId),
      );
    }
  }

  async #askWanted(): Promise<void> {
    const rare = [...this.#watched.values()].filter(({ space }) => space.interval > SOON);
    if (rare.length === 0) return;
    for (const name of await this.#ports.wanted(rare.map(({ space }) => space.space))) {
      const watched = this.#watched.get(name);
      if (watched) watched.isWanted = true;
    }
  }

  #startDue(): void {
    const now = this.#ports.clock();
    for (;;) {
      const next = startable(this.#free(), now, this.#endBy);
      if (!next) break;
      this.#tick(next, now);
    }
    for (const watched of this.#watched.values()) {
      if (this.#checks >= CHECKS.atOnce) return;
      if (!isDue(watched.checkAt, now, CHECKS.every) || !this.#hold) continue;
      watched.checkAt = now + CHECKS.every;
      this.#checks += 1;
      const { space } = watched.space;
      const check = this.#ports.checkSource(space).finally(() => (this.#checks -= 1));
      this.#beside(check, `The source of space ${space} was not checked`);
    }
  }

  #tick(watched: Watched, now: number): void {
    const { isNew: isFirst, isWanted } = watched;
    watched.begin(now);
    const { space } = watched.space;
    const budget = Math.min(TICK.most, this.#endBy - now);
    const order = { space, budget, pace: watched.pace, isFirst, isWanted };
    const run = this.#ports
      .tick(order)
      .catch((error: unknown): TickEnd => {
        this.#ports.log(`Space ${space} could not be ticked: ${reasonOf(error)}`);
        return 'failed';
      })
      .then((end) => {
        watched.end(end, this.#ports.clock());
        // Another Kibana began: it is not for two to look.
        if (end === 'conflict' && !this.#hold) this.#endBy = -Infinity;
        // Another Kibana, with another encryption key, may be able to read: it gets the task at once.
        if (canReadNone(this.#watched)) this.#handOver({ looksOn: false });
        this.#wake();
      });
    this.#running.set(space, run);
    void run.then(() => this.#running.delete(space));
  }

  /**
   * The spaces that may be ticked or are. Left out is one with a tick still running that began before the
   * space was turned off and on again, or under the last hold.
   */
  #free(): Watched[] {
    return [...this.#watched.values()].filter((one) => one.isRunning || !this.#running.has(one.space.space));
  }

  #beside(work: Promise<unknown>, failure: string, undo: () => void = () => undefined): void {
    work.catch((error: unknown) => {
      undo();
      this.#ports.log(`${failure}: ${reasonOf(error)}`);
    });
  }

  /** Never for longer than between two looks: the clock may be set back meanwhile. */
  async #pause(): Promise<void> {
    const now = this.#ports.clock();
    const waiting = [...this.#watched.values()].filter((one) => !one.isRunning && one.fits(now, this.#endBy));
    const due = waiting.map((one) => (one.isDue(now) ? now + RETRY : one.dueAt));
    const lookAt = this.#isLooking ? Infinity : this.#lookAt;
    const until = Math.min(lookAt, this.#hold?.until ?? this.#endBy - TICK.least + 1, ...due);
    const ms = Math.min(Math.max(1, until - now), LOOK_EVERY.most);
    await this.#ports.sleep(ms, this.#alarm.signal);
    if (this.#alarm.signal.aborted) this.#alarm = new AbortController();
  }

  #wake(): void {
    this.#alarm.abort();
  }
}
