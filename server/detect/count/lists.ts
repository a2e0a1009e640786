import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { EventList } from '../log/event_list';
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

/** Calls `visit` for the events from index `start` on and before `end`, and gives the event loop back in between. */
export async function eachOf(
  events: EventList,
  { start, end }: Pick<MinuteOf, 'start' | 'end'>,
  giveWay: GiveWay,
  visit: (event: LogonEvent, index: number) => void,
): Promise<void> {
  for (let index = start; index < end; index += 1) {
    const wait = (index - start) % PIECE === 0 ? giveWay() : undefined;
    if (wait) await wait;
    visit(events.at(index), index);
  }
}

/** Some events of a list, by their indices, which ascend. */
export class SomeOf implements EventList {
  constructor(
    private readonly all: EventList,
    private readonly indices: readonly number[],
  ) {}

  get length(): number {
    return this.indices.length;
  }

  timeAt(index: number): number {
    return this.all.timeAt(this.#indexOf(index));
  }

  at(index: number): LogonEvent {
    return this.all.at(this.#indexOf(index));
  }

  *[Symbol.iterator](): Iterator<LogonEvent> {
    for (const index of this.indices) yield this.all.at(index);
  }

  #indexOf(index: number): number {
    const found = this.indices[index];
    if (found === undefined) throw new RangeError(`No event ${index} in a list of ${this.length}`);
    return found;
  }
}

/** The events of a list that happened up to `to`, epoch milliseconds. */
export const upTo = (events: EventList, to: number): EventList =>
  isEmpty(events) || events.timeAt(events.length - 1) <= to ? events : new UpTo(events, to);

class UpTo implements EventList {
  readonly length: number;

  constructor(
    private readonly all: EventList,
    to: number,
  ) {
    this.length = indexAt(all, to + 1);
  }

  timeAt(index: number): number {
    return this.all.timeAt(this.#checked(index));
  }

  at(index: number): LogonEvent {
    return this.all.at(this.#checked(index));
  }

  *[Symbol.iterator](): Iterator<LogonEvent> {
    for (let index = 0; index < this.length; index += 1) yield this.all.at(index);
  }

  #checked(index: number): number {
    if (index >= this.length) throw new RangeError(`No event ${index} in a list of ${this.length}`);
    return index;
  }
}
