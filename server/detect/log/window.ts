import type { LogonEvent } from '../../../common/alerts/events';
import type { GroupBy, Rule } from '../../../common/rules/rules';
import { NEVER_GIVES_WAY, type GiveWay } from '../../../common/give_way';
import type { Read } from '../events/event_source_port';
import type { Naming } from '../count/naming';
import type { GroupEvents } from './event_list';
import { MINUTE } from './minute';
import { Documents } from './store/documents';
import { Groups } from './store/groups';

export type { GroupEvents } from './event_list';

/** Of a way of grouping that no rule uses. */
const NO_GROUPS = new Groups(new Documents());

/**
 * The events of the last minutes in memory, each once, by every way of grouping that the rules use; some 70 bytes an
 * event of a large group, some 300 where each has a name of its own. Knows which groups changed since `commit` was last
 * called.
 */
export class EventWindow {
  readonly #naming: Naming;
  readonly #documents = new Documents();
  readonly #groups: Map<GroupBy, Groups>;
  readonly #changed: Map<GroupBy, Set<string>>;
  /** The least threshold of the rules, by way of grouping. */
  readonly #least: Map<GroupBy, number>;
  /** Names of accounts that events gave to a machine's own account. */
  readonly #ofMachines = new Set<string>();

  constructor(rules: readonly Rule[], naming: Naming) {
    const kinds = [...new Set(rules.map(({ groupBy }) => groupBy))];
    this.#naming = naming;
    this.#groups = new Map(kinds.map((kind) => [kind, new Groups(this.#documents)]));
    this.#changed = new Map(kinds.map((kind) => [kind, new Set()]));
    this.#least = new Map(kinds.map((kind) => [kind, leastOf(rules, kind)]));
  }

  /** How many documents are in it. */
  get size(): number {
    return this.#documents.size;
  }

  has({ id }: Read): boolean {
    return this.#documents.has(id);
  }

  /** Adds events, each id once. Gives how many of them were new. */
  add(events: readonly LogonEvent[]): number {
    let added = 0;
    for (const event of events) {
      const row = this.#documents.add(event);
      if (row === undefined) continue;
      added += 1;
      for (const [kind, groups] of this.#groups) this.#addTo(groups, kind, event, row);
    }
    return added;
  }

  /** Documents that say nothing: only to know that they were read. */
  addUnreadable(documents: readonly Read[]): void {
    for (const { id, at } of documents) this.#documents.add({ id, at });
  }

  /** The same object for as long as the group has many events; of a small group one of its own for each question. */
  group(kind: GroupBy, key: string): GroupEvents {
    return (this.#groups.get(kind) ?? NO_GROUPS).get(key);
  }

  /** How many events a group has, of all kinds. To be asked before `group`, where most groups are too small to matter. */
  sizeOf(kind: GroupBy, key: string): number {
    return this.#groups.get(kind)?.sizeOf(key) ?? 0;
  }

  /** Whether a group may hold the events of several accounts that are told apart. */
  isMixed(kind: GroupBy, key: string): boolean {
    return kind === 'account' && (this.#naming.keepDomainsApart || this.#ofMachines.has(key));
  }

  /** How the failures of an account write its name, each spelling once. */
  spellings(account: string): string[] {
    return this.#groups.get('account')?.spellings(account) ?? [];
  }

  /**
   * The keys of the groups that got something since `commit` was last called, and have as many events as some rule asks
   * for: very many never have.
   */
  changed(kind: GroupBy): ReadonlySet<string> {
    return this.#changed.get(kind) ?? new Set();
  }

  /** The keys that changed, and more of them, each once. Copies neither: there may be a hundred thousand. */
  *changedOr(kind: GroupBy, more: Iterable<string>): Generator<string> {
    const changed = this.changed(kind);
    yield* changed;
    for (const key of more) if (!changed.has(key)) yield key;
  }

  /** Forgets which groups changed, since what was found in them is stored. */
  commit(): void {
    for (const keys of this.#changed.values()) keys.clear();
  }

  /**
   * How many documents happened from `from` on and before `to`, both at the start of a minute. Without successes, of which
   * only some are read.
   */
  count(from: number, to: number): number {
    const minutes = this.#documents.minutes().filter((minute) => minute >= from && minute < to);
    return minutes.reduce((count, minute) => count + this.#documents.countedIn(minute), 0);
  }

  /** Forgets whole minutes that lie before `at`. */
  async dropBefore(at: number, giveWay: GiveWay = NEVER_GIVES_WAY): Promise<void> {
    const old = this.#documents.minutes().filter((minute) => minute + MINUTE <= at);
    if (old.length > 0) await this.#drop(old, giveWay);
  }

  /**
   * Forgets the oldest minutes until no more than `size` documents, or one minute, are left. Gives the time
   * with which the window begins then, epoch ms; null where nothing was forgotten.
   */
  async shrinkTo(size: number, giveWay: GiveWay = NEVER_GIVES_WAY): Promise<number | null> {
    const minutes = this.#documents.minutes();
    let [left, dropped] = [this.size, 0];
    while (left > size && dropped < minutes.length - 1) {
      left -= this.#documents.sizeOf(minutes[dropped] ?? 0);
      dropped += 1;
    }
    if (dropped === 0) return null;
    await this.#drop(minutes.slice(0, dropped), giveWay);
    return minutes[dropped] ?? null;
  }

  #addTo(groups: Groups, kind: GroupBy, event: LogonEvent, row: number): void {
    // A success or a lockout says something of an account, and nothing of the address or the host beside it.
    const isMember = kind === 'account' || event.kind === 'failure';
    const key = isMember ? this.#naming[kind](event) : undefined;
    if (key === undefined) return;
    if (kind === 'account' && this.#naming.exactAccount(event) !== key) this.#ofMachines.add(key);
    const size = groups.add(key, row);
    if (size >= (this.#least.get(kind) ?? 0)) this.#changed.get(kind)?.add(key);
  }

  /**
   * `minutes`: the oldest ones. The groups forget them first, since rows of dropped documents are given to
   * new ones.
   */
  async #drop(minutes: number[], giveWay: GiveWay): Promise<void> {
    const before = (minutes[minutes.length - 1] ?? 0) + MINUTE;
    for (const [kind, groups] of this.#groups)
      for (const gone of groups.dropBefore(before)) {
        for (const key of gone) {
          this.#changed.get(kind)?.delete(key);
          if (kind === 'account') this.#ofMachines.delete(key);
        }
        await giveWay();
      }
    for (const minute of minutes) for (const _step of this.#documents.drop(minute)) await giveWay();
  }
}

const leastOf = (rules: readonly Rule[], kind: GroupBy): number =>
  rules.reduce(
    (least, { groupBy, threshold }) => (groupBy === kind ? Math.min(least, threshold) : least),
    Infinity,
  );

/** A window that holds these events and nothing else. */
export function windowOf(events: readonly LogonEvent[], rules: readonly Rule[], naming: Naming): EventWindow {
  const window = new EventWindow(rules, naming);
  window.add(events);
  return window;
}
