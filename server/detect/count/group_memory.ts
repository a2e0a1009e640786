import type { EventList, GroupEvents } from '../log/event_list';
import { startOfMinute } from '../log/minute';
import type { MinuteCounts } from './column_counts';
import { isEmpty } from './lists';
import { PerMinute } from './per_minute';

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
