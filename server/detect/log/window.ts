import type { LogonEvent } from '../../../common/alerts/events';
import type { GroupBy, Rule } from '../../../common/rules/rules';
import type { Read } from '../events/event_source_port';
import { startOfMinute } from '../count/lists';
import type { Naming } from '../count/naming';
import { eventListOf, type EventList } from './event_list';

const MINUTE = 60_000;
/** Above this many different texts those that no event has any more are forgotten. */
const TEXTS_MAX = 200_000;

/** All events of one group, as they are now: what is added later is in the same lists. */
export interface GroupEvents {
  readonly failures: EventList;
  readonly successes: EventList;
  readonly lockouts: EventList;
}

type Lists = Record<keyof GroupEvents, LogonEvent[]> & { unsorted: boolean; view?: GroupEvents };
const LISTS = { failure: 'failures', success: 'successes', lockout: 'lockouts' } as const;
const NO_EVENTS: LogonEvent[] = [];
const NONE = eventListOf(NO_EVENTS);
const NO_GROUP: GroupEvents = { failures: NONE, successes: NONE, lockouts: NONE };

/**
 * The events of the last minutes in memory, each once, by every way of grouping that the rules use; some 450 bytes an
 * event. Knows which groups changed since `commit` was last called.
 */
export class EventWindow {
  readonly #naming: Naming;
  readonly #groups: Map<GroupBy, Map<string, Lists>>;
  readonly #changed: Map<GroupBy, Set<string>>;
  readonly #byMinute = new Map<number, Array<Read | LogonEvent>>();
  readonly #ids = new Set<string>();
  readonly #texts = new Map<string, string>();

  constructor(rules: readonly Rule[], naming: Naming) {
    const kinds = [...new Set(rules.map(({ groupBy }) => groupBy))];
    this.#naming = naming;
    this.#groups = new Map(kinds.map((kind) => [kind, new Map()]));
    this.#changed = new Map(kinds.map((kind) => [kind, new Set()]));
  }

  /** How many documents are in it. */
  get size(): number {
    return this.#ids.size;
  }

  has({ id }: Read): boolean {
    return this.#ids.has(id);
  }

  /** Gives how many of them it did not have. */
  add(events: LogonEvent[]): number {
    let added = 0;
    let last: LogonEvent | undefined;
    for (const event of events) {
      if (!this.#remember(event)) continue;
      added += 1;
      this.#share(event, last);
      last = event;
      for (const [kind, groups] of this.#groups) this.#addTo(groups, kind, event);
    }
    return added;
  }

  /** Documents that say nothing: only to know that they were read. */
  addUnreadable(documents: Read[]): void {
    for (const document of documents) this.#remember(document);
  }

  /** The same object for the same group for as long as the group has events. */
  group(kind: GroupBy, key: string): GroupEvents {
    const group = this.#groups.get(kind)?.get(key);
    if (!group) return NO_GROUP;
    if (group.unsorted) for (const list of Object.values(LISTS)) group[list].sort((a, b) => a.at - b.at);
    group.unsorted = false;
    group.view ??= viewOf(group);
    return group.view;
  }

  /** The keys of the groups that got something since `commit` was last called. */
  changed(kind: GroupBy): ReadonlySet<string> {
    return this.#changed.get(kind) ?? new Set();
  }

  /** What was found in the changed groups is stored. */
  commit(): void {
    for (const keys of this.#changed.values()) keys.clear();
  }

  /**
   * How many documents happened from `from` on and before `to`, both at the start of a minute. Without successes, of which
   * only some are read.
   */
  count(from: number, to: number): number {
    let count = 0;
    for (const [minute, documents] of this.#byMinute)
      if (minute >= from && minute < to) for (const one of documents) if (!isSuccess(one)) count += 1;
    return count;
  }

  /** Forgets whole minutes that lie before `at`. */
  dropBefore(at: number): void {
    const old = [...this.#byMinute.keys()].filter((minute) => minute + MINUTE <= at);
    if (old.length > 0) this.#drop(old);
  }

  /** Forgets the oldest minutes until no more than `size` documents, or one minute, are left; the time it begins with then. */
  shrinkTo(size: number): number | null {
    const minutes = [...this.#byMinute.keys()].sort((a, b) => a - b);
    let [left, dropped] = [this.size, 0];
    while (left > size && dropped < minutes.length - 1) {
      left -= this.#byMinute.get(minutes[dropped] ?? 0)?.length ?? 0;
      dropped += 1;
    }
    if (dropped === 0) return null;
    this.#drop(minutes.slice(0, dropped));
    return minutes[dropped] ?? null;
  }

  #remember(document: Read): boolean {
    const known = this.#ids.size;
    if (this.#ids.add(document.id).size === known) return false;
    const minute = startOfMinute(document.at);
    const others = this.#byMinute.get(minute);
    if (others) others.push(document);
    else this.#byMinute.set(minute, [document]);
    return true;
  }

  #addTo(groups: Map<string, Lists>, kind: GroupBy, event: LogonEvent): void {
    const key = this.#keyOf(kind, event);
    if (key === undefined) return;
    const group = groups.get(key);
    if (group) this.#append(group, event);
    else groups.set(key, newGroup(event));
    this.#changed.get(kind)?.add(key);
  }

  /** Most groups are small, so a list takes no room before there is something in it. */
  #append(group: Lists, event: LogonEvent): void {
    const name = LISTS[event.kind];
    const list = group[name];
    if (list.length === 0) group[name] = [event];
    else list.push(event);
    if ((list[list.length - 2]?.at ?? -Infinity) > event.at) group.unsorted = true;
  }

  /** A success or a lockout says something of an account, and nothing of the address or the host beside it. */
  #keyOf(kind: GroupBy, event: LogonEvent): string | undefined {
    return kind === 'account' || event.kind === 'failure' ? this.#naming[kind](event) : undefined;
  }

  #drop(minutes: number[]): void {
    const old = minutes.flatMap((minute) => this.#byMinute.get(minute) ?? []);
    for (const { id } of old) this.#ids.delete(id);
    for (const minute of minutes) this.#byMinute.delete(minute);
    const gone = new Set(minutes);
    const events = old.filter((document): document is LogonEvent => 'kind' in document);
    for (const [kind, groups] of this.#groups) {
      const keys = new Set(events.map((event) => this.#keyOf(kind, event)));
      for (const key of keys) if (key !== undefined) this.#thin(groups, kind, key, gone);
    }
    if (this.#texts.size > TEXTS_MAX) this.#texts.clear();
  }

  #thin(groups: Map<string, Lists>, kind: GroupBy, key: string, gone: Set<number>): void {
    const group = groups.get(key);
    if (!group) return;
    const isLeft = ({ at }: LogonEvent) => !gone.has(startOfMinute(at));
    for (const list of Object.values(LISTS)) group[list] = group[list].filter(isLeft);
    const left = Object.values(LISTS).reduce((count, list) => count + group[list].length, 0);
    if (left > 0) return;
    groups.delete(key);
    this.#changed.get(kind)?.delete(key);
  }

  /**
   * One text in memory for all events that say the same: each answer of Elasticsearch brings its own copies. Most say what
   * the one before them said.
   */
  #share(event: Texts, last: Texts | undefined): void {
    for (const name of SHARED) {
      const text = event[name];
      if (text === null) continue;
      const before = last?.[name];
      event[name] = text === before ? before : this.#shared(text);
    }
  }

  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}

const newGroup = (event: LogonEvent): Lists => ({
  failures: NO_EVENTS,
  successes: NO_EVENTS,
  lockouts: NO_EVENTS,
  [LISTS[event.kind]]: [event],
  unsorted: false,
});

/** The lists of a group are replaced as it grows and shrinks: each question looks at those of now. */
const viewOf = (lists: Lists): GroupEvents => ({
  get failures() {
    return eventListOf(lists.failures);
  },
  get successes() {
    return eventListOf(lists.successes);
  },
  get lockouts() {
    return eventListOf(lists.lockouts);
  },
});

const SHARED = [
  'code',
  'account',
  'domain',
  'source',
  'host',
  'workstation',
  'logonType',
  'status',
  'subStatus',
] as const;
/** The texts of an event, as any of them may be read and written. */
type Texts = Record<(typeof SHARED)[number], string | null>;

const isSuccess = (document: Read | LogonEvent) => 'kind' in document && document.kind === 'success';

/** A window that holds these events and nothing else. */
export function windowOf(events: LogonEvent[], rules: readonly Rule[], naming: Naming): EventWindow {
  const window = new EventWindow(rules, naming);
  window.add(events);
  return window;
}
