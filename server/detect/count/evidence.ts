import type { LogonEvent } from '../../../common/alerts/events';
import {
  ACCOUNTS_MAX,
  EVIDENCE_LIST_MAX,
  SAMPLES_MAX,
  SUCCESSES_MAX,
  TIMELINE_MAX,
  type Evidence,
  type Success,
  type Tally,
} from '../../../common/alerts/evidence';
import type { GroupBy } from '../../../common/rules/rules';
import { placeOf } from '../log/by_time';
import type { Naming } from './naming';
import type { LockedRun } from './runs';
import { startOfMinute } from '../log/window';
import { logonTypeInWords, reasonCode, reasonInWords, statusInWords } from '../events/windows_codes';

const MINUTE = 60_000;
const iso = (at: number) => new Date(at).toISOString();
const mostFrequentFirst = (a: Tally, b: Tally) => b.count - a.count;

interface Counted extends Tally {
  /** When the first event said so, epoch milliseconds. */
  first: number;
}

/** How often each value occurs, in the order in which they come; events without one leave no entry. */
class Counter {
  readonly #counts = new Map<string, Counted>();

  add(value: string | null | undefined, { at }: LogonEvent): void {
    if (value === null || value === undefined) return;
    const counted = this.#counts.get(value);
    if (counted) counted.count += 1;
    else this.#counts.set(value, { value, count: 1, first: at });
  }

  tally = (): Tally[] =>
    [...this.#counts.values()].map(({ value, count }) => ({ value, count })).sort(mostFrequentFirst);

  spellings = (): Evidence['spellings'] =>
    [...this.#counts.values()].map((counted) => ({ ...counted, first: iso(counted.first) })).sort(bySpelling);

  /** Events say the same few things over and over: each is put into words once. */
  inWords(wordsFor: (told: string) => string | null): Tally[] {
    const told = [...this.#counts.values()].flatMap(({ value, count }) => {
      const words = wordsFor(value);
      return words === null ? [] : [{ value: words, count }];
    });
    return addTallies([], told);
  }
}

/** The most frequent spelling first, ties by first seen. */
const bySpelling = (a: Evidence['spellings'][number], b: Evidence['spellings'][number]) =>
  b.count - a.count || a.first.localeCompare(b.first);

/** Looks at each event once, for all lists: there may be so many that bringing them into the processor is what it takes. */
function countValues(failures: LogonEvent[], groupBy: GroupBy, naming: Naming) {
  const [spellings, accounts, sources, hosts] = [new Counter(), new Counter(), new Counter(), new Counter()];
  const [workstations, logonTypes] = [new Counter(), new Counter()];
  const [reasons, statuses, subStatuses] = [new Counter(), new Counter(), new Counter()];
  for (const event of failures) {
    spellings.add(event[groupBy], event);
    accounts.add(naming.account(event), event);
    sources.add(event.source, event);
    hosts.add(event.host, event);
    workstations.add(event.workstation, event);
    logonTypes.add(event.logonType, event);
    reasons.add(reasonCode(event.status, event.subStatus), event);
    statuses.add(event.status, event);
    subStatuses.add(event.subStatus, event);
  }
  return {
    spellings: spellings.spellings(),
    accounts: accounts.tally(),
    sources: sources.tally(),
    hosts: hosts.tally(),
    workstations: workstations.tally(),
    logonTypes: logonTypes.inWords(logonTypeInWords),
    reasons: reasons.inWords(reasonInWords),
    statuses: statuses.inWords(statusInWords),
    subStatuses: subStatuses.inWords(statusInWords),
  };
}

/** `events` by time, so each minute is a piece of them. */
function timelineOf(events: LogonEvent[]): Evidence['timeline'] {
  const timeline: Evidence['timeline'] = [];
  let start = 0;
  for (let first = events[0]; first; first = events[start]) {
    const minute = startOfMinute(first.at);
    const end = placeOf(events, minute + MINUTE);
    timeline.push({ at: iso(minute), count: end - start });
    start = end;
  }
  return timeline;
}

/** The evidence of no events: what folding starts from. */
export const NO_EVIDENCE: Evidence = {
  count: 0,
  first: '',
  last: '',
  spellings: [],
  accounts: [],
  sources: [],
  hosts: [],
  workstations: [],
  logonTypes: [],
  reasons: [],
  statuses: [],
  subStatuses: [],
  timeline: [],
  successes: [],
  successCount: 0,
  lockouts: 0,
  samples: [],
  truncated: false,
};

/** The evidence of a run, whose lists are by time. Lists are kept whole; `bounded` shortens them. */
export function evidenceOf(run: LockedRun, groupBy: GroupBy, naming: Naming): Evidence {
  const { failures, successes, lockouts } = run;
  if (failures.length + successes.length + lockouts.length === 0) return NO_EVIDENCE;
  return {
    count: failures.length,
    ...spanOf(failures, successes),
    ...countValues(failures, groupBy, naming),
    timeline: timelineOf(failures),
    successes: successes.map(({ at, source, host }) => ({ at: iso(at), source, host })),
    successCount: successes.length,
    lockouts: lockouts.length,
    samples: endsOf(failures).map(({ id }) => id),
    truncated: false,
  };
}

/** Both lists by time. A lockout comes after an attack and does not make it longer. */
function spanOf(failures: LogonEvent[], successes: LogonEvent[]): { first: string; last: string } {
  const ends = [failures[0], failures.at(-1), successes[0], successes.at(-1)];
  const times = ends.flatMap((event) => event?.at ?? []);
  if (times.length === 0) return { first: '', last: '' };
  return { first: iso(Math.min(...times)), last: iso(Math.max(...times)) };
}

/** The oldest and the newest of a list that is too long to keep. */
function endsOf<T>(list: T[]): T[] {
  if (list.length <= SAMPLES_MAX) return list;
  return [...list.slice(0, SAMPLES_MAX / 2), ...list.slice(-SAMPLES_MAX / 2)];
}

function addTallies(a: Tally[], b: Tally[]): Tally[] {
  const counts = new Map(a.map(({ value, count }) => [value, count]));
  for (const { value, count } of b) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts].map(([value, count]) => ({ value, count })).sort(mostFrequentFirst);
}

function addSpellings(a: Evidence['spellings'], b: Evidence['spellings']): Evidence['spellings'] {
  const first = new Map<string, string>();
  for (const entry of [...a, ...b]) {
    const known = first.get(entry.value);
    if (known === undefined || entry.first < known) first.set(entry.value, entry.first);
  }
  return addTallies(a, b)
    .map((entry) => ({ ...entry, first: first.get(entry.value) ?? '' }))
    .sort(bySpelling);
}

function addTimelines(a: Evidence['timeline'], b: Evidence['timeline']): Evidence['timeline'] {
  const counts = new Map(a.map(({ at, count }) => [at, count]));
  for (const { at, count } of b) counts.set(at, (counts.get(at) ?? 0) + count);
  return [...counts].map(([at, count]) => ({ at, count })).sort((x, y) => x.at.localeCompare(y.at));
}

const addSuccesses = (a: Success[], b: Success[]) =>
  [...a, ...b].sort((x, y) => x.at.localeCompare(y.at)).slice(0, SUCCESSES_MAX);

/** An empty time is none. */
const earlier = (a: string, b: string) => (b === '' || (a !== '' && a < b) ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** The evidence of two sets of events that share none. */
export function addEvidence(a: Evidence, b: Evidence): Evidence {
  if (isNone(a)) return b;
  if (isNone(b)) return a;
  return {
    count: a.count + b.count,
    first: earlier(a.first, b.first),
    last: later(a.last, b.last),
    spellings: addSpellings(a.spellings, b.spellings),
    accounts: addTallies(a.accounts, b.accounts),
    sources: addTallies(a.sources, b.sources),
    hosts: addTallies(a.hosts, b.hosts),
    workstations: addTallies(a.workstations, b.workstations),
    logonTypes: addTallies(a.logonTypes, b.logonTypes),
    reasons: addTallies(a.reasons, b.reasons),
    statuses: addTallies(a.statuses, b.statuses),
    subStatuses: addTallies(a.subStatuses, b.subStatuses),
    timeline: addTimelines(a.timeline, b.timeline),
    successes: addSuccesses(a.successes, b.successes),
    successCount: a.successCount + b.successCount,
    lockouts: a.lockouts + b.lockouts,
    samples: endsOf([...a.samples, ...b.samples]),
    truncated: a.truncated || b.truncated,
  };
}

export const isNone = ({ count, successCount, lockouts }: Evidence) => count + successCount + lockouts === 0;

/** The most entries of each list. */
const LIMITS = {
  spellings: EVIDENCE_LIST_MAX,
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

/** Shortens the lists to what an alert may carry and says so. Counts and times stay exact. */
export function bounded(evidence: Evidence): Evidence {
  const isCut =
    LISTS.some((list) => evidence[list].length > LIMITS[list]) || evidence.timeline.length > TIMELINE_MAX;
  const kept = { ...evidence, successes: evidence.successes.slice(0, SUCCESSES_MAX) };
  if (!isCut) return kept;
  return {
    ...kept,
    spellings: evidence.spellings.slice(0, LIMITS.spellings),
    accounts: evidence.accounts.slice(0, LIMITS.accounts),
    sources: evidence.sources.slice(0, LIMITS.sources),
    hosts: evidence.hosts.slice(0, LIMITS.hosts),
    workstations: evidence.workstations.slice(0, LIMITS.workstations),
    logonTypes: evidence.logonTypes.slice(0, LIMITS.logonTypes),
    reasons: evidence.reasons.slice(0, LIMITS.reasons),
    statuses: evidence.statuses.slice(0, LIMITS.statuses),
    subStatuses: evidence.subStatuses.slice(0, LIMITS.subStatuses),
    timeline: evidence.timeline.slice(-TIMELINE_MAX),
    truncated: true,
  };
}
