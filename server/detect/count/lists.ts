import type { LogonEvent, LogonFacts } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Column, EventList, TextColumn } from '../log/event_list';
import { MINUTE, startOfMinute } from '../log/minute';

/** Index of the first event that happened at `at` (epoch ms) or later; the length of the list where none did. */
export function indexAt(events: EventList, at: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events.timeAt(middle) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many happened from `from` to `to`, epoch milliseconds, both ends included. */
export const countBetween = (events: EventList, from: number, to: number): number =>
  Math.max(0, indexAt(events, to + 1) - indexAt(events, from));

export const isEmpty = ({ length }: EventList) => length === 0;
/** When the oldest event happened, epoch milliseconds; Infinity where there is none. */
export const firstTime = (events: EventList) => (isEmpty(events) ? Infinity : events.timeAt(0));

/** The events of a list that happened in one minute: their indices from `start` on and before `end`. */
export interface MinuteOf {
  /** Its start, epoch milliseconds. */
  minute: number;
  start: number;
  end: number;
}

/** The minutes of a list in which something happened, oldest first, from index `from` on and before index `to`. */
export function* minutesOf(events: EventList, from = 0, to = events.length): Generator<MinuteOf> {
  for (let start = from; start < to;) {
    const minute = startOfMinute(events.timeAt(start));
    const end = Math.min(to, indexAt(events, minute + MINUTE));
    yield { minute, start, end };
    start = end;
  }
}

/** Whether these are all events that a list has of the minute. */
export const isWhole = (events: EventList, { minute, start, end }: MinuteOf): boolean =>
  indexAt(events, minute) === start && indexAt(events, minute + MINUTE) === end;

/** Events that are looked at between two calls of `giveWay`. */
export const PIECE = 256;

/** Calls `visit` for the indices from `start` on and before `end`, and gives the event loop back in between. */
export async function eachOf(
  { start, end }: Pick<MinuteOf, 'start' | 'end'>,
  giveWay: GiveWay,
  visit: (index: number) => void,
): Promise<void> {
  for (let from = start; from < end; from += PIECE) {
    const wait = giveWay();
    if (wait) await wait;
    const to = Math.min(end, from + PIECE);
    for (let index = from; index < to; index += 1) visit(index);
  }
}

/**
 * Gives what events of a list say in a column, as `valueOf` tells it. Works it out once for all that say the same.
 */
export function valuesOf<Value>(
  events: EventList,
  column: Column,
  valueOf: (said: LogonFacts) => Value,
): (index: number) => Value {
  const known = new Map<number, { value: Value }>();
  return (index) => {
    const number = events.numberAt(index, column);
    const there = known.get(number);
    if (there) return there.value;
    const value = valueOf(events.factsAt(index));
    known.set(number, { value });
    return value;
  };
}

/** Some events of a list, by their indices. */
abstract class Part implements EventList {
  abstract readonly length: number;

  constructor(protected readonly all: EventList) {}

  /** Throws a RangeError outside the list. */
  protected abstract indexOf(index: number): number;

  timeAt(index: number): number {
    return this.all.timeAt(this.indexOf(index));
  }

  numberAt(index: number, column: Column): number {
    return this.all.numberAt(this.indexOf(index), column);
  }

  textAt(index: number, column: TextColumn): string | null {
    return this.all.textAt(this.indexOf(index), column);
  }

  factsAt(index: number): LogonFacts {
    return this.all.factsAt(this.indexOf(index));
  }

  at(index: number): LogonEvent {
    return this.all.at(this.indexOf(index));
  }

  *[Symbol.iterator](): Iterator<LogonEvent> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }

  protected checked<T>(found: T | undefined, index: number): T {
    if (found === undefined) throw new RangeError(`No event ${index} in a list of ${this.length}`);
    return found;
  }
}

/** Those at the given indices, which ascend. */
export class SomeOf extends Part {
  constructor(
    all: EventList,
    private readonly indices: ArrayLike<number>,
  ) {
    super(all);
  }

  get length(): number {
    return this.indices.length;
  }

  protected indexOf(index: number): number {
    return this.checked(this.indices[index], index);
  }
}

/** The events of a list that happened up to `to`, epoch milliseconds. */
export const upTo = (events: EventList, to: number): EventList =>
  isEmpty(events) || events.timeAt(events.length - 1) <= to
    ? events
    : new FirstOf(events, indexAt(events, to + 1));

class FirstOf extends Part {
  constructor(
    all: EventList,
    readonly length: number,
  ) {
    super(all);
  }

  protected indexOf(index: number): number {
    return this.checked(index < this.length ? index : undefined, index);
  }
}
