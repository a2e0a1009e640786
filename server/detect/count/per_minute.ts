import type { MinuteOf } from './lists';

/** Fewer events than this in a minute are quicker counted again than remembered. */
export const MANY = 100;

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
  keep({ minute, start, end }: MinuteOf, value: Value): Value {
    if (end - start >= MANY) this.#known.set(minute, { count: end - start, value });
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
