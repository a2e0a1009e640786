import type { LogonEvent } from '../../common/events';
import {
  ACCOUNTS_MAX,
  EVIDENCE_LIST_MAX,
  SAMPLES_MAX,
  SUCCESSES_MAX,
  TIMELINE_MAX,
  type Evidence,
  type Success,
  type Tally,
} from '../../common/evidence';
import type { GroupBy } from '../../common/rules';
import { WRITTEN, type Naming } from './naming';
import type { LockedRun } from './runs';
import { logonTypeInWords, reasonInWords } from './windows_codes';
import { startOfMinute } from './window';

const iso = (at: number) => new Date(at).toISOString();
const mostFrequentFirst = (a: Tally, b: Tally) => b.count - a.count;

type ValueOf = (event: LogonEvent) => string | null | undefined;

/** How often each value occurs; events without one leave no entry. */
function tally(events: LogonEvent[], valueOf: ValueOf): Tally[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    const value = valueOf(event) ?? null;
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort(mostFrequentFirst);
}

function spellingsOf(events: LogonEvent[], written: ValueOf): Evidence['spellings'] {
  const first = new Map<string, number>();
  for (const event of events) {
    const value = written(event) ?? null;
    if (value !== null && !first.has(value)) first.set(value, event.at);
  }
  return tally(events, written)
    .map((entry) => ({ ...entry, first: iso(first.get(entry.value) ?? 0) }))
    .sort(bySpelling);
}

/** The most frequent spelling first, ties by first seen. */
const bySpelling = (a: Evidence['spellings'][number], b: Evidence['spellings'][number]) =>
  b.count - a.count || a.first.localeCompare(b.first);

function timelineOf(events: LogonEvent[]): Evidence['timeline'] {
  const minutes = new Map<number, number>();
  for (const { at } of events) minutes.set(startOfMinute(at), (minutes.get(startOfMinute(at)) ?? 0) + 1);
  return [...minutes].sort(([a], [b]) => a - b).map(([at, count]) => ({ at: iso(at), count }));
}

/** Events say the same few things over and over: each is put into words once. */
function tallyInWords(
  events: LogonEvent[],
  toldBy: (event: LogonEvent) => string,
  inWords: (event: LogonEvent) => string | null,
): Tally[] {
  const words = new Map<string, string | null>();
  return tally(events, (event) => {
    const told = toldBy(event);
    if (!words.has(told)) words.set(told, inWords(event));
    return words.get(told);
  });
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
    ...spanOf([...failures, ...successes]),
    spellings: spellingsOf(failures, WRITTEN[groupBy]),
    accounts: tally(failures, naming.account),
    sources: tally(failures, (event) => event.source),
    hosts: tally(failures, (event) => event.host),
    workstations: tally(failures, (event) => event.workstation),
    logonTypes: tallyInWords(
      failures,
      ({ logonType }) => logonType ?? '',
      ({ logonType }) => logonTypeInWords(logonType),
    ),
    reasons: tallyInWords(
      failures,
      ({ status, subStatus }) => `${status} ${subStatus}`,
      ({ status, subStatus }) => reasonInWords(status, subStatus),
    ),
    timeline: timelineOf(failures),
    successes: successes.map(({ at, source, host }) => ({ at: iso(at), source, host })),
    successCount: successes.length,
    lockouts: lockouts.length,
    samples: endsOf(failures.map(({ id }) => id)),
    truncated: false,
  };
}

/** A lockout comes after an attack and does not make it longer. */
function spanOf(events: LogonEvent[]): { first: string; last: string } {
  let [first, last] = [Infinity, -Infinity];
  for (const { at } of events) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return events.length === 0 ? { first: '', last: '' } : { first: iso(first), last: iso(last) };
}

/** The oldest and the newest of a list that is too long to keep. */
function endsOf(ids: string[]): string[] {
  if (ids.length <= SAMPLES_MAX) return ids;
  return [...ids.slice(0, SAMPLES_MAX / 2), ...ids.slice(-SAMPLES_MAX / 2)];
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
    timeline: addTimelines(a.timeline, b.timeline),
    successes: addSuccesses(a.successes, b.successes),
    successCount: a.successCount + b.successCount,
    lockouts: a.lockouts + b.lockouts,
    samples: endsOf([...a.samples, ...b.samples]),
    truncated: a.truncated || b.truncated,
  };
}

const isNone = ({ count, successCount, lockouts }: Evidence) => count + successCount + lockouts === 0;

/** The most entries of each list. */
const LIMITS = {
  spellings: EVIDENCE_LIST_MAX,
  accounts: ACCOUNTS_MAX,
  sources: EVIDENCE_LIST_MAX,
  hosts: EVIDENCE_LIST_MAX,
  workstations: EVIDENCE_LIST_MAX,
  logonTypes: EVIDENCE_LIST_MAX,
  reasons: EVIDENCE_LIST_MAX,
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
    timeline: evidence.timeline.slice(-TIMELINE_MAX),
    truncated: true,
  };
}
