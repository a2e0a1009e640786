import type { EventList, GroupEvents } from '../log/event_list';
import { startOfMinute } from '../log/minute';
import { isEmpty, type MinuteOf } from './lists';
import type { MinuteCounts } from './column_counts';

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

/** What is remembered of the minutes of one selection of a group's failures. */
export interface Remembered {
  counts: PerMinute<MinuteCounts>;
  /** Different values, as many as matter to the rule. */
  values: PerMinute<ReadonlySet<string>>;
}

class GroupMemory {
  readonly #counts = new Map<string, PerMinute<MinuteCounts>>();
  readonly #values = new Map<string, PerMinute<ReadonlySet<string>>>();

  /** `which`: names the selection. */
  of(ruleId: string, which: string, failures: EventList): Remembered {
    if (isEmpty(failures)) return { counts: new PerMinute(), values: new PerMinute() };
    return { counts: kept(this.#counts, which), values: kept(this.#values, `${ruleId} ${which}`) };
  }

  /** Forgets the minutes that the group has no failures of any more, and the selections of which nothing is remembered. */
  forgetOld({ failures }: GroupEvents): void {
    const oldest = isEmpty(failures) ? Infinity : startOfMinute(failures.timeAt(0));
    for (const all of [this.#counts, this.#values])
      for (const [name, remembered] of all) {
        remembered.forgetBefore(oldest);
        if (remembered.size === 0) all.delete(name);
      }
  }
}

function kept<Value>(all: Map<string, PerMinute<Value>>, name: string): PerMinute<Value> {
  const known = all.get(name) ?? new PerMinute<Value>();
  all.set(name, known);
  return known;
}

const MEMORIES = new WeakMap<GroupEvents, GroupMemory>();

/**
 * The memory of a group, made when it is first asked for and freed together with the group. The group alone
 * is the key: it belongs to one log, and all events of a log have one naming.
 */
export function memoryOf(group: GroupEvents): GroupMemory {
  const memory = MEMORIES.get(group) ?? new GroupMemory();
  MEMORIES.set(group, memory);
  return memory;
}
