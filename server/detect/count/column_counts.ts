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

interface Count {
  count: number;
  first: number;
}

/** How often each number occurs in one column of a list of events. */
export class ColumnCounts {
  readonly #counts = new Map<number, Count>();

  constructor(
    private readonly events: EventList,
    readonly column: Column,
  ) {}

  get size(): number {
    return this.#counts.size;
  }

  /** Each number with its count, and the index of its first event. */
  entries(): Iterable<[number, Count]> {
    return this.#counts;
  }

  /** Each number's count, and the index of its first event. */
  values(): Iterable<Count> {
    return this.#counts.values();
  }

  /** Counts the events from index `start` on and before `end`: in order of time, after all that were counted before. */
  addEvents(start: number, end: number): void {
    for (let index = start; index < end; index += 1)
      this.add(this.events.numberAt(index, this.column), 1, index);
  }

  /** Adds a number that occurs `count` times, with the event at index `first` before all others. */
  add(number: number, count: number, first: number): void {
    const known = this.#counts.get(number);
    if (known) known.count += count;
    else this.#counts.set(number, { count, first });
  }
}

/**
 * Counts the events of some minutes, by column. A minute of which the list has all events, very many that say few
 * different things, is counted once and remembered for the next tick.
 */
export async function countColumns(
  events: EventList,
  columns: readonly Column[],
  {
    minutes,
    remembered,
    giveWay,
  }: { minutes: MinuteOf[]; remembered: PerMinute<MinuteCounts>; giveWay: GiveWay },
): Promise<ColumnCounts[]> {
  const empty = () => columns.map((column) => new ColumnCounts(events, column));
  const all = empty();
  for (const part of minutes) {
    const { start, end } = part;
    const isKept = isMany(part) && isWhole(events, part);
    const known = isKept ? remembered.at(part) : undefined;
    const own = isKept && !known ? empty() : all;
    for (let from = start; !known && from < end; from += PIECE) {
      const wait = giveWay();
      if (wait) await wait;
      for (const one of own) one.addEvents(from, Math.min(end, from + PIECE));
    }
    if (known) await addPacked(all, known, { start, giveWay });
    if (own === all) continue;
    if (isWorth(own, end - start)) remembered.keep(part, packed(own, start));
    for (const [n, one] of own.entries()) {
      const wait = giveWay();
      if (wait) await wait;
      for (const [number, { count, first }] of one.entries()) all[n]?.add(number, count, first);
    }
  }
  return all;
}

/** What was counted of events that begin with index `start`. */
function packed(counts: readonly ColumnCounts[], start: number): MinuteCounts {
  const numbers = counts.flatMap((one) => [
    one.size,
    ...[...one.entries()].flatMap(([number, { count, first }]) => [number, count, first - start]),
  ]);
  return Float64Array.from(numbers);
}

/** Adds what was counted of events that begin with index `start`. */
async function addPacked(
  counts: readonly ColumnCounts[],
  counted: MinuteCounts,
  { start, giveWay }: { start: number; giveWay: GiveWay },
): Promise<void> {
  let place = 0;
  for (const one of counts) {
    const wait = giveWay();
    if (wait) await wait;
    const end = place + 1 + NUMBERS_EACH * (counted[place] ?? 0);
    for (place += 1; place < end; place += NUMBERS_EACH)
      one.add(counted[place] ?? 0, counted[place + 1] ?? 0, start + (counted[place + 2] ?? 0));
  }
}

/** Whether remembering takes little memory beside the events, and saves much time. */
const isWorth = (counts: ColumnCounts[], events: number) =>
  2 * counts.reduce((sum, { size }) => sum + size, 0) <= events;
