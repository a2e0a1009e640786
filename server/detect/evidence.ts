import type { FailedLogon } from '../../common/events';
import { EVIDENCE_LIST_MAX, TIMELINE_MAX, type Evidence, type Tally } from '../../common/evidence';
import { logonTypeInWords, reasonInWords } from './windows_codes';

const MINUTE = 60_000;
const iso = (at: number) => new Date(at).toISOString();
const mostFrequentFirst = (a: Tally, b: Tally) => b.count - a.count;

/** How often each value occurs; events without one leave no entry. */
function tally(events: FailedLogon[], valueOf: (event: FailedLogon) => string | null): Tally[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    const value = valueOf(event);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort(mostFrequentFirst);
}

function spellingsOf(events: FailedLogon[]): Evidence['spellings'] {
  const first = new Map<string, number>();
  for (const event of events) {
    if (event.account !== null && !first.has(event.account)) first.set(event.account, event.at);
  }
  return tally(events, (event) => event.account)
    .map((entry) => ({ ...entry, first: iso(first.get(entry.value) ?? 0) }))
    .sort(bySpelling);
}

/** The most frequent spelling first, ties by first seen. */
const bySpelling = (a: Evidence['spellings'][number], b: Evidence['spellings'][number]) =>
  b.count - a.count || a.first.localeCompare(b.first);

const startOfMinute = (at: number) => at - (((at % MINUTE) + MINUTE) % MINUTE);

function timelineOf(events: FailedLogon[]): Evidence['timeline'] {
  return tally(events, (event) => iso(startOfMinute(event.at)))
    .map(({ value, count }) => ({ at: value, count }))
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** The evidence of no events: what folding starts from. */
export const NO_EVIDENCE: Evidence = {
  count: 0,
  first: '',
  last: '',
  spellings: [],
  sources: [],
  hosts: [],
  workstations: [],
  logonTypes: [],
  reasons: [],
  timeline: [],
  truncated: false,
};

/** The evidence of `events`, which are sorted by time. Lists are kept whole; `bounded` shortens them. */
export function evidenceOf(events: FailedLogon[]): Evidence {
  const first = events[0];
  const last = events[events.length - 1];
  if (!first || !last) return NO_EVIDENCE;
  return {
    count: events.length,
    first: iso(first.at),
    last: iso(last.at),
    spellings: spellingsOf(events),
    sources: tally(events, (event) => event.source),
    hosts: tally(events, (event) => event.host),
    workstations: tally(events, (event) => event.workstation),
    logonTypes: tally(events, (event) => logonTypeInWords(event.logonType)),
    reasons: tally(events, (event) => reasonInWords(event.status, event.subStatus)),
    timeline: timelineOf(events),
    truncated: false,
  };
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

/** The evidence of two sets of events that share none. */
export function addEvidence(a: Evidence, b: Evidence): Evidence {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  return {
    count: a.count + b.count,
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
    spellings: addSpellings(a.spellings, b.spellings),
    sources: addTallies(a.sources, b.sources),
    hosts: addTallies(a.hosts, b.hosts),
    workstations: addTallies(a.workstations, b.workstations),
    logonTypes: addTallies(a.logonTypes, b.logonTypes),
    reasons: addTallies(a.reasons, b.reasons),
    timeline: addTimelines(a.timeline, b.timeline),
    truncated: a.truncated || b.truncated,
  };
}

const LISTS = ['spellings', 'sources', 'hosts', 'workstations', 'logonTypes', 'reasons'] as const;

/** Shortens the lists to what an alert may carry and says so. Counts and times stay exact. */
export function bounded(evidence: Evidence): Evidence {
  const cut =
    LISTS.some((list) => evidence[list].length > EVIDENCE_LIST_MAX) ||
    evidence.timeline.length > TIMELINE_MAX;
  if (!cut) return evidence;
  return {
    ...evidence,
    spellings: evidence.spellings.slice(0, EVIDENCE_LIST_MAX),
    sources: evidence.sources.slice(0, EVIDENCE_LIST_MAX),
    hosts: evidence.hosts.slice(0, EVIDENCE_LIST_MAX),
    workstations: evidence.workstations.slice(0, EVIDENCE_LIST_MAX),
    logonTypes: evidence.logonTypes.slice(0, EVIDENCE_LIST_MAX),
    reasons: evidence.reasons.slice(0, EVIDENCE_LIST_MAX),
    timeline: evidence.timeline.slice(-TIMELINE_MAX),
    truncated: true,
  };
}
