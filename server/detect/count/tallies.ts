import { ACCOUNTS_MAX, EVIDENCE_LIST_MAX, type Evidence, type Tally } from '../../../common/alerts/evidence';
import type { GiveWay } from '../../../common/give_way';
import type { GroupBy } from '../../../common/rules/rules';
import { reasonCode } from '../../../common/alerts/windows_codes';
import type { Column, EventList } from '../log/event_list';
import { firstOf } from './first_of';
import type { Naming } from './naming';

/** The most entries of each list. */
const LIMITS = {
  accounts: ACCOUNTS_MAX,
  sources: EVIDENCE_LIST_MAX,
  hosts: EVIDENCE_LIST_MAX,
  workstations: EVIDENCE_LIST_MAX,
  logonTypes: EVIDENCE_LIST_MAX,
  reasons: EVIDENCE_LIST_MAX,
  statuses: EVIDENCE_LIST_MAX,
  subStatuses: EVIDENCE_LIST_MAX,
} as const;
type Listed = keyof typeof LIMITS;
const LISTS = Object.keys(LIMITS) as Listed[];

/** The part of the evidence that says how often each value was seen. */
export type Tallied = Pick<Evidence, Listed | 'spellings' | 'truncated' | 'different'>;

/** The columns in which all values of the lists stand. */
export const COLUMNS: readonly Column[] = ['name', 'source', 'workstation', 'facts'];

/** The column that tells how a group is written. */
const TOLD_BY: Readonly<Record<GroupBy, Column>> = {
  account: 'name',
  source: 'source',
  host: 'facts',
  workstation: 'workstation',
};

/** How often each value occurs. */
class Counter {
  readonly tallies = new Map<string, Tally>();

  add(value: string | null | undefined, times: number): void {
    if (value === null || value === undefined) return;
    const known = this.tallies.get(value);
    if (known) known.count += times;
    else this.tallies.set(value, { value, count: times });
  }
}

/** The most frequent first, ties by value: the order does not depend on the pieces in which they were counted. */
const byCount = (a: Tally, b: Tally) => b.count - a.count || (a.value < b.value ? -1 : 1);

/** A spelling, how often it was seen, and when first, epoch milliseconds. */
type Seen = Evidence['spellings'][number];

/** How often each value was seen. */
export class Tallies {
  readonly #lists = Object.fromEntries(LISTS.map((list) => [list, new Counter()])) as Record<Listed, Counter>;
  readonly #spellings = new Map<string, Seen>();
  #truncated = false;
  #different: Evidence['different'];

  constructor(
    private readonly groupBy: GroupBy,
    private readonly naming: Naming,
  ) {}

  /** Adds what `count` of the events say in one column, the first of which is that at the index `first`. */
  add(column: Column, events: EventList, { count, first }: { count: number; first: number }): void {
    const lists = this.#lists;
    const seen = { count, first: events.timeAt(first) };
    const tellsGroup = TOLD_BY[this.groupBy] === column;
    if (column === 'source' || column === 'workstation') {
      const text = events.textAt(first, column);
      if (tellsGroup) this.#addSpelling(text, seen);
      return lists[`${column}s`].add(text, count);
    }
    const said = events.factsAt(first);
    if (tellsGroup) this.#addSpelling(said[this.groupBy], seen);
    if (column === 'name') return lists.accounts.add(this.naming.exactAccount(said), count);
    lists.hosts.add(said.host, count);
    lists.logonTypes.add(said.logonType, count);
    lists.reasons.add(reasonCode(said.status, said.subStatus), count);
    lists.statuses.add(said.status, count);
    lists.subStatuses.add(said.subStatus, count);
  }

  addTallied(tallied: Tallied): void {
    for (const list of LISTS)
      for (const { value, count } of tallied[list]) this.#lists[list].add(value, count);
    for (const { value, ...seen } of tallied.spellings) this.#addSpelling(value, seen);
    this.#truncated ||= tallied.truncated;
    this.#different = tallied.different;
  }

  /** The lists as long as an alert may carry them; `truncated` says whether any was longer. */
  async bounded(giveWay: GiveWay): Promise<Tallied> {
    const isCut =
      this.#spellings.size > EVIDENCE_LIST_MAX ||
      LISTS.some((list) => this.#lists[list].tallies.size > LIMITS[list]);
    const lists: Array<[Listed, Tally[]]> = [];
    for (const list of LISTS)
      lists.push([list, await firstOf(this.#lists[list].tallies.values(), LIMITS[list], byCount, giveWay)]);
    return {
      ...(Object.fromEntries(lists) as Pick<Evidence, Listed>),
      spellings: await firstOf(this.#spellings.values(), EVIDENCE_LIST_MAX, bySpelling, giveWay),
      truncated: this.#truncated || isCut,
      ...(this.#truncated || isCut ? { different: this.#atLeast() } : {}),
    };
  }

  /** How many accounts and sources there are, at least as many as were known to be. */
  #atLeast(): Evidence['different'] {
    const { accounts, sources } = this.#lists;
    const known = this.#different ?? { accounts: 0, sources: 0 };
    return {
      accounts: Math.max(known.accounts, accounts.tallies.size),
      sources: Math.max(known.sources, sources.tallies.size),
    };
  }

  #addSpelling(value: string | null, { count, first }: Omit<Seen, 'value'>): void {
    if (value === null) return;
    const known = this.#spellings.get(value);
    if (!known) this.#spellings.set(value, { value, count, first });
    else {
      known.count += count;
      known.first = Math.min(known.first, first);
    }
  }
}

/** The most frequent spelling first, ties by first seen, then by value. */
const bySpelling = (a: Seen, b: Seen) =>
  b.count - a.count || a.first - b.first || (a.value < b.value ? -1 : 1);
