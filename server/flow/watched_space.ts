import { isDue } from '../../common/time';

/** A space in which detection is on, as it is set. */
export interface WatchedSpace {
  space: string;
  /** Milliseconds. */
  interval: number;
  /** Changes whenever somebody saves the settings, turns detection on or off, or renews the key. */
  version: string;
  keyId: string | null;
}

/** How much time a tick gets: never more, and none begins with less, ms. */
export const TICK = { most: 45_000, least: 8_000 } as const;
/** A tick that takes longer than this is slow, ms. */
const SLOW = 3_000;
/** How many ticks run at once: those that have been quick so far, those that are slow, all of them. */
const AT_ONCE = { quick: 3, slow: 2, all: 8 };
/** A tick that conflicted with one of another Kibana is run again after this, ms. */
const CROSSED = 250;
/** The pace is worked out from this many of the last beginnings of ticks. */
const BEGINNINGS = { least: 3, most: 11 };

/**
 * How a tick ended. partial: the next goes on at once. gone: nothing is left to do. conflict: another Kibana crossed it.
 * unreadable: this Kibana cannot decrypt the secrets of the space.
 */
export type TickEnd = 'ok' | 'partial' | 'failed' | 'gone' | 'conflict' | 'unreadable';

/** A space while it is watched: when its next tick is due, and how its ticks go. Times are epoch milliseconds. */
export class Watched {
  space: WatchedSpace;
  dueAt: number;
  /** Somebody waits for a tick: it is due now or, where one runs, when that has ended. */
  isWanted = false;
  isRunning = false;
  /** Whether no tick has begun here yet with the settings as they are now. */
  isNew = true;
  /** This Kibana could not decrypt its secrets at the last tick. */
  isUnreadable = false;
  /** When to ask next whether the source is to be checked. */
  checkAt: number;
  #beganAt: number;
  #took = 0;
  /** The last one read a part: the next makes do with the time that it gets. */
  #readPart = false;
  #beginnings: number[] = [];

  /** Its first tick is due at once. */
  constructor(space: WatchedSpace, now: number) {
    this.space = space;
    this.dueAt = now;
    this.checkAt = now;
    this.#beganAt = now;
  }

  /** How far apart the last ticks began, ms; null where there were too few. */
  get pace(): number | null {
    const [first, last] = [this.#beginnings[0], this.#beginnings[this.#beginnings.length - 1]];
    if (first === undefined || last === undefined || this.#beginnings.length < BEGINNINGS.least) return null;
    return Math.round((last - first) / (this.#beginnings.length - 1));
  }

  /** Takes changed settings: the space is ticked, and its source checked, at once. */
  change(space: WatchedSpace, now: number): void {
    this.space = space;
    this.isWanted = true;
    this.isNew = true;
    this.checkAt = now;
    this.#beginnings = [];
  }

  begin(now: number): void {
    this.isRunning = true;
    this.isWanted = false;
    this.isNew = false;
    this.dueAt = now + this.space.interval;
    this.#beganAt = now;
    this.#beginnings = [...this.#beginnings, now].slice(-BEGINNINGS.most);
  }

  end(how: TickEnd, now: number): void {
    this.isRunning = false;
    this.#took = now - this.#beganAt;
    this.#readPart = how === 'partial';
    this.isUnreadable = how === 'unreadable';
    if (how === 'partial') this.dueAt = now;
    if (how === 'conflict') this.dueAt = Math.min(this.dueAt, now + CROSSED);
  }

  isDue(now: number): boolean {
    return !this.isRunning && this.#isToBegin(now);
  }

  #isToBegin(now: number): boolean {
    return this.isWanted || isDue(this.dueAt, now, this.space.interval);
  }

  isSlow(now: number): boolean {
    return this.#took > SLOW || (this.isRunning && now - this.#beganAt > SLOW);
  }

  /**
   * Whether its next tick could end in time: one that took long needs as long again, and some more. One that read a part
   * goes on from there, whatever time it gets.
   */
  fits(now: number, endBy: number): boolean {
    const asLong = Math.min(TICK.most, Math.max(TICK.least, this.#took * 1.5));
    const needs = this.#readPart ? TICK.least : asLong;
    return (this.#isToBegin(now) ? now : this.dueAt) + needs <= endBy;
  }
}

/** Whose tick is to begin now: the one that has been due the longest, where there is a place for it. */
export function startable(all: Watched[], now: number, endBy: number): Watched | undefined {
  const running = all.filter(({ isRunning }) => isRunning);
  const slow = running.filter((one) => one.isSlow(now)).length;
  if (running.length >= AT_ONCE.all) return undefined;
  const hasPlace = (one: Watched) =>
    one.isSlow(now) ? slow < AT_ONCE.slow : running.length - slow < AT_ONCE.quick;
  return all
    .filter((one) => one.isDue(now) && one.fits(now, endBy) && hasPlace(one))
    .sort((a, b) => a.dueAt - b.dueAt)[0];
}

/** Whether this Kibana can decrypt the secrets of none of these spaces. False where there are none. */
export function canReadNone(all: Map<string, Watched>): boolean {
  return all.size > 0 && [...all.values()].every(({ isUnreadable }) => isUnreadable);
}
