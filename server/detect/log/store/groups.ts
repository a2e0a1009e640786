import type { LogonKind } from '../../../../common/alerts/events';
import type { GroupEvents } from '../event_list';
import type { Documents } from './documents';
import { RowList } from './row_list';

/** Groups with more events than this are kept as lists that grow; others as their rows alone. */
const SMALL = 16;
/** Groups that are looked at between two steps of dropping. */
const GROUPS_A_STEP = 1_000;

/** Most groups are of a single failure, and an attacker can make up as many as there are failures. */
type Kept = number | readonly number[] | LargeGroup;

/** How many events a group has. */
const sizeOf = (group: Kept): number => (typeof group === 'number' ? 1 : group.length);

/** The groups of one way of grouping, by key. A small one takes some 50 to 150 bytes beside its key. */
export class Groups {
  readonly #documents: Documents;
  readonly #groups = new Map<string, Kept>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** Gives how many events the group has now. */
  add(key: string, row: number): number {
    const group = this.#groups.get(key);
    if (group instanceof LargeGroup) return group.add(row);
    const more =
      group === undefined ? row : this.#withOneMore(typeof group === 'number' ? [group] : group, row);
    this.#groups.set(key, more);
    return sizeOf(more);
  }

  /** How the failures of a group write its account, each spelling once. */
  spellings(key: string): string[] {
    return this.get(key).failures.spellings();
  }

  /** How many events a group has, of all kinds; quicker to tell than by its lists. */
  sizeOf(key: string): number {
    return sizeOf(this.#groups.get(key) ?? []);
  }

  /**
   * The group of a key, which is empty where nothing is known of it. A large group stays one object while it has events, a
   * small one is made anew.
   */
  get(key: string): LargeGroup {
    const group = this.#groups.get(key) ?? [];
    if (group instanceof LargeGroup) return group;
    return new LargeGroup(this.#documents, typeof group === 'number' ? [group] : group);
  }

  /** Forgets what happened before `at`, some groups a step. Gives the keys of groups that have nothing left. */
  *dropBefore(at: number): Generator<string[]> {
    let [gone, looked]: [string[], number] = [[], 0];
    for (const [key, group] of this.#groups) {
      const left = this.#without(group, at);
      if (left === undefined) {
        this.#groups.delete(key);
        gone.push(key);
      } else if (left !== group) this.#groups.set(key, left);
      looked += 1;
      if (looked % GROUPS_A_STEP > 0) continue;
      yield gone;
      gone = [];
    }
    yield gone;
  }

  #withOneMore(rows: readonly number[], row: number): Kept {
    const at = this.#documents.timeAt(row);
    let place = rows.length;
    while (place > 0 && this.#documents.timeAt(rows[place - 1] ?? 0) > at) place -= 1;
    // Made by hand: a list that grows by `push` takes room for some twenty rows at once.
    const more = new Array<number>(rows.length + 1);
    for (let n = 0; n < more.length; n += 1)
      more[n] = n === place ? row : (rows[n < place ? n : n - 1] ?? row);
    return more.length > SMALL ? new LargeGroup(this.#documents, more) : more;
  }

  #without(group: Kept, at: number): Kept | undefined {
    const isLeft = (row: number) => this.#documents.timeAt(row) >= at;
    if (group instanceof LargeGroup) return group.dropBefore(at) > 0 ? group : undefined;
    if (typeof group === 'number') return isLeft(group) ? group : undefined;
    if (isLeft(group[0] ?? 0)) return group;
    const left = group.filter(isLeft);
    return left.length > 0 ? left : undefined;
  }
}

/** A group with many events: its rows, by what their events are. */
class LargeGroup implements GroupEvents {
  readonly #documents: Documents;
  readonly failures: RowList;
  readonly successes: RowList;
  readonly lockouts: RowList;

  /** `rows`: by time. */
  constructor(documents: Documents, rows: readonly number[]) {
    this.#documents = documents;
    const of = (kind: LogonKind) =>
      new RowList(
        documents,
        rows.filter((row) => documents.kindAt(row) === kind),
      );
    [this.failures, this.successes, this.lockouts] = [of('failure'), of('success'), of('lockout')];
  }

  /** Gives how many events the group has now. */
  add(row: number): number {
    const kind = this.#documents.kindAt(row);
    const list = kind === 'success' ? this.successes : kind === 'lockout' ? this.lockouts : this.failures;
    list.append(row, this.#documents.timeAt(row));
    return this.length;
  }

  /** How many events it has. */
  get length(): number {
    return this.failures.length + this.successes.length + this.lockouts.length;
  }

  /** Gives how many are left. */
  dropBefore(at: number): number {
    for (const list of [this.failures, this.successes, this.lockouts]) list.dropBefore(at);
    return this.length;
  }
}
