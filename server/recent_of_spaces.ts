import type { FieldOverrides } from '../common/fields';
import type { Comparing, Rule } from '../common/rules';
import { createNaming } from './detect/naming';
import { RecentEvents } from './detect/recent_events';

/** A space that had no run for so long, ms, runs elsewhere or is off: its events are not kept. */
const IDLE = 30 * 60_000;

/** What decides which events are read, how they are grouped, and with whose rights. */
export interface Kept {
  patterns: string[];
  fields: FieldOverrides;
  kerberosAndNtlm: boolean;
  rules: Rule[];
  comparing: Comparing;
  keyId: string | null;
}

interface Entry {
  recent: RecentEvents;
  /** The `Kept` that it was made for, as text. */
  of: string;
  /** Epoch milliseconds. */
  usedAt: number;
}

/** The events that this Kibana keeps of each space in which detection is on. */
export class RecentEventsOfSpaces {
  readonly #spaces = new Map<string, Entry>();

  /** Those of a space; none yet where anything changed that decides what is read. `now`: epoch milliseconds. */
  of(space: string, kept: Kept, now: number): RecentEvents {
    for (const [name, { usedAt }] of this.#spaces) if (now - usedAt > IDLE) this.#spaces.delete(name);
    const of = JSON.stringify(kept);
    const known = this.#spaces.get(space);
    const recent =
      known?.of === of ? known.recent : new RecentEvents(kept.rules, createNaming(kept.comparing));
    this.#spaces.set(space, { recent, of, usedAt: now });
    return recent;
  }

  forget(space: string): void {
    this.#spaces.delete(space);
  }
}
