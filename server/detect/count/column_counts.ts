import type { EventList, Column } from '../log/event_list';
import { isWhole, PIECE, type MinuteOf } from './lists';
import { isMany, type PerMinute } from './per_minute';
import type { GiveWay } from '../../../common/give_way';

/**
 * What is counted of a minute: of each column how many different numbers it has, and then of each of them the number, how
 * often it occurs, and its first event, counted from the first of the minute on. All in one list: very many are remembered,
 * and most are short.
 */
export type MinuteCounts = Float64Array;
const NUMBERS_EACH = 3;

/** What is remembered of a minute whose events say so many different things that its counts would be no shorter. */
const NOT_WORTH: MinuteCounts = new Float64Array(0);

/**
 * How often each number occurs in one column of a list of events. Each has a place, in the order in which they were added:
 * an object for each would be much garbage where a group has very many.
 */
export class ColumnCounts {
  readonly #places = new Map<number, number>();
  readonly #numbers: number[] = [];
  readonly #counts: number[] = [];
  readonly #firsts: number[] = [];

  constructor(
    private readonly events: EventList,
    readonly column: Column,
  ) {}

  /** How many different numbers there are: their places begin with 0. */
  get size(): number {
    return this.#numbers.length;
  }

  numberAt = (place: number): number => this.#numbers[place] ?? 0;

  countAt = (place: number): number => this.#counts[place] ?? 0;

  /** The index of the first event with the number. */
  firstAt = (place: number): number => this.#firsts[place] ?? 0;

  /** Counts the events from index `start` on and before `end`: in order of time, after all that were counted before. */
  addEvents(start: number, end: number): void {
    for (let index = start; index < end; index += 1)
      this.add(this.events.numberAt(index, this.column), 1, index);
  }

  /** Adds a number that occurs `count` times, with the event at index `first` before all others. */
  add(number: number, count: number, first: number): void {
    const place = this.#places.get(number);
    if (place !== undefined) {
      this.#counts[place] = this.countAt(place) + count;
      return;
    }
    this.#places.set(number, this.#numbers.length);
    this.#numbers.push(number);
    this.#counts.push(count);
    this.#firsts.push(first);
  }
}

interface Counting {
  minutes: MinuteOf[];
  remembered: PerMinute<MinuteCounts>;
  giveWay: GiveWay;
}

/**
 * Counts the events of some minutes, by column. A minute of which the list has all events, very many that say few
 * different things, is counted once and remembered for the next tick.
 */
export async function countColumns(
  events: EventList,
  columns: readonly Column[],
  { minutes, remembered, giveWay }: Counting,
): Promise<ColumnCounts[]> {
  const empty = () => columns.map((column) => new ColumnCounts(events, column));
  const all = empty();
  for (const part of minutes) {
    const isKept = isMany(part) && isWhole(events, part);
    let known = isKept ? remembered.at(part) : NOT_WORTH;
    if (!known) {
      const own = empty();
      await addEvents(own, part, giveWay);
      known = remembered.keep(part, isWorth(own, part) ? packed(own, part.start) : NOT_WORTH);
    }
    if (known === NOT_WORTH) await addEvents(all, part, giveWay);
    else await addPacked(all, known, part.start, giveWay);
  }
  return all;
}

async function addEvents(
  counts: readonly ColumnCounts[],
  { start, end }: MinuteOf,
  giveWay: GiveWay,
): Promise<void> {
  for (let from = start; from < end; from += PIECE) {
    const wait = giveWay();
    if (wait) await wait;
    for (const one of counts) one.addEvents(from, Math.min(end, from + PIECE));
  }
}

/** What was counted of events that begin with index `start`. */
function packed(counts: readonly ColumnCounts[], start: number): MinuteCounts {
  const all = new Float64Array(counts.reduce((length, { size }) => length + 1 + NUMBERS_EACH * size, 0));
  let end = 0;
  const put = (number: number) => (all[end++] = number);
  for (const one of counts) {
    put(one.size);
    for (let place = 0; place < one.size; place += 1) {
      put(one.numberAt(place));
      put(one.countAt(place));
      put(one.firstAt(place) - start);
    }
  }
  return all;
}

/** Adds what was counted of events that begin with index `start`. */
async function addPacked(
  counts: readonly ColumnCounts[],
  counted: MinuteCounts,
  start: number,
  giveWay: GiveWay,
): Promise<void> {
  let at = 0;
  for (const one of counts) {
    const end = at + 1 + NUMBERS_EACH * (counted[at] ?? 0);
    for (at += 1; at < end; at += NUMBERS_EACH) {
      const wait = at % PIECE === 0 ? giveWay() : undefined;
      if (wait) await wait;
      one.add(counted[at] ?? 0, counted[at + 1] ?? 0, start + (counted[at + 2] ?? 0));
    }
  }
}

/** Whether remembering takes little memory beside the events, and saves much time. */
const isWorth = (counts: ColumnCounts[], { start, end }: MinuteOf) =>
  2 * counts.reduce((sum, { size }) => sum + size, 0) <= end - start;
