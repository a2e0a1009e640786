import type { EventList, Column } from '../log/event_list';
import { isWhole, PIECE, type MinuteOf } from './lists';
import { isMany, type PerMinute } from './per_minute';
import type { GiveWay } from '../../../common/give_way';

/** How often each number occurs in a column, and with which event first. Lists of one length, made to be remembered. */
interface Packed {
  numbers: Float64Array;
  counts: Uint32Array;
  /** Counted from the first event of the minute on. */
  firsts: Uint32Array;
}

/** What is counted of a minute, a column each. */
export type MinuteCounts = readonly Packed[];

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

  /** Each number's count, and the index of its first event. */
  values(): Iterable<Count> {
    return this.#counts.values();
  }

  /** Counts the events from index `start` on and before `end`: in order of time, after all that were counted before. */
  addEvents(start: number, end: number): void {
    for (let index = start; index < end; index += 1)
      this.#add(this.events.numberAt(index, this.column), 1, index);
  }

  /** Adds what was counted of events that begin with index `start`. */
  addPacked({ numbers, counts, firsts }: Packed, start: number): void {
    for (let n = 0; n < numbers.length; n += 1)
      this.#add(numbers[n] ?? 0, counts[n] ?? 0, start + (firsts[n] ?? 0));
  }

  /** What was counted, of events that begin with index `start`. */
  packed(start: number): Packed {
    return {
      numbers: Float64Array.from(this.#counts.keys()),
      counts: Uint32Array.from(this.#counts.values(), ({ count }) => count),
      firsts: Uint32Array.from(this.#counts.values(), ({ first }) => first - start),
    };
  }

  #add(number: number, count: number, first: number): void {
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
    const counted = known ?? (own === all ? [] : own.map((one) => one.packed(start)));
    if (own !== all && isWorth(own, end - start)) remembered.keep(part, counted);
    for (const [n, one] of counted.entries()) {
      const wait = giveWay();
      if (wait) await wait;
      all[n]?.addPacked(one, start);
    }
  }
  return all;
}

/** Whether remembering takes little memory beside the events, and saves much time. */
const isWorth = (counts: ColumnCounts[], events: number) =>
  2 * counts.reduce((sum, { size }) => sum + size, 0) <= events;
