import type { MinuteOf } from './lists';

/** Fewer events than this in a minute are quicker counted again than remembered. */
const MANY = 100;

/** Whether the events of a minute are so many that what is counted of them is remembered. */
export const isMany = ({ start, end }: MinuteOf): boolean => end - start >= MANY;

/**
 * Remembers a value for each minute of a list that has at least `MANY` events. The value holds as long as the
 * minute has the same number of events: events are only added to a minute, or forgotten together with it.
 */
export class PerMinute<Value> {
  readonly #known = new Map<number, { count: number; value: Value }>();

  /** `part`: all events that the list has of the minute. Undefined where nothing is remembered that holds. */
  at({ minute, start, end }: MinuteOf): Value | undefined {
    const known = this.#known.get(minute);
    return known?.count === end - start ? known.value : undefined;
  }

  /** Remembers the value where the minute has many events. Gives the value back in any case. */
  keep(part: MinuteOf, value: Value): Value {
    if (isMany(part)) this.#known.set(part.minute, { count: part.end - part.start, value });
    return value;
  }

  /** How many minutes are remembered. */
  get size(): number {
    return this.#known.size;
  }

  /** `at`: epoch milliseconds. */
  forgetBefore(at: number): void {
    for (const minute of this.#known.keys()) if (minute < at) this.#known.delete(minute);
  }
}
