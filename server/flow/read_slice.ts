import type { KnownAlert } from '../../common/alerts/detections';
import { LOOK_BACK } from '../../common/bounds';
import type { GiveWay } from '../../common/give_way';
import { durationMs } from '../../common/time';
import type { Problem } from '../../common/status/problems';
import type { Comparing, Rule } from '../../common/rules/rules';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { readBusiest } from './busiest';
import type { Extent } from '../detect/join/attacks';
import type { EventSource } from '../detect/events/event_source_port';
import { clockProblems } from '../detect/log/clock_problem';
import type { LogView, RecentEvents } from '../detect/log/recent_events';
import { coverOpenCounts, quietTime, type Scan } from '../detect/join/scan';
import { successesRefusedProblem, successesUnread } from '../detect/join/scan_problems';
import type { AlertStore, StoredAlert } from '../record/alert_store_port';

/** Of the time for reading: successes get the rest. */
const SHARE_OF_FAILURES = 0.6;

/** What reading takes of a run. */
export interface SliceRun {
  /** Those that are switched on. */
  rules: Rule[];
  comparing: Comparing;
  /** Epoch milliseconds. */
  now: number;
  deadline: number;
  signal?: AbortSignal;
}

export interface SlicePorts {
  events: EventSource;
  /** What this Kibana keeps of the space's events, for these rules. */
  recentFor(run: Pick<SliceRun, 'rules' | 'comparing'>): RecentEvents;
  /** Only to stamp the end of a run and to look at the deadline: `now` is read once. */
  clock(): number;
  giveWay: GiveWay;
}

/** The longest timespan, milliseconds. */
export const longest = (rules: Rule[]): number => Math.max(0, ...rules.map(({ timespan }) => timespan));

export function toKnown({ alert, settled }: StoredAlert): KnownAlert {
  const { rule, group, firedAt, evidence } = alert;
  const timespan = durationMs(rule.timespan);
  return {
    id: alert.id,
    ruleId: rule.id,
    groupKey: group.key,
    lookBehind: rule.kind === 'temporal_ordered' ? timespan : 0,
    firedAt: Date.parse(firedAt),
    evidence,
    settled,
  };
}

/**
 * The slice that covers what alerts have counted and not settled, and all alerts that an event in it may join. An alert
 * that no event can join any more, since its rule was switched off or its account excluded, does not hold it open.
 */
export async function knownAlerts(
  alerts: AlertStore,
  { rules, now }: SliceRun,
  wanted: Scan,
): Promise<{ covering: Scan; recent: StoredAlert[] }> {
  const quiet = quietTime(longest(rules));
  const read = (from: number) => alerts.recent(from - quiet, now - LOOK_BACK);
  // An alert that counts what is not settled begins the slice earlier by at most this, and they are read but once.
  const margin = wanted.from - 2 * longest(rules);
  const recent = await read(margin);
  const joinable = recent.filter(({ alert }) => Date.parse(alert.evidence.last) >= wanted.from - quiet);
  const covering = coverOpenCounts(wanted, joinable.map(toKnown), longest(rules));
  return { covering, recent: covering.from < margin ? await read(covering.from) : recent };
}

export interface Slice extends LogView {
  /** How many events were not known before. */
  added: number;
  extent: Extent;
  /** Whether successes of some accounts could not be read in time. */
  isUnread: boolean;
  problems: Problem[];
}

/**
 * Brings what is known of the slice up to date: failures and lockouts, and the successes of the accounts for which they
 * matter. Successes that could not be read are a problem of their own and hold up nothing else. Where there is
 * much to read in whole, the first run takes the newest of the busiest groups and leaves all else to the next.
 */
export async function readSlice(
  { events, recentFor, clock, giveWay }: SlicePorts,
  run: SliceRun,
  scan: Scan,
): Promise<Slice> {
  const { now, deadline, signal } = run;
  const recent = recentFor(run);
  const failuresBy = now + (deadline - now) * SHARE_OF_FAILURES;
  const caught = await recent.catchUp(events, scan, { deadline: failuresBy, clock, signal, giveWay });
  const clocks = clockProblems(caught.ahead);
  const span = { from: caught.from, to: scan.to };
  if (caught.waiting !== null) {
    const busiest = await readBusiest(events, run, span);
    const problems = [...busiest.problems, ...clocks];
    return { ...caught, ...busiest, problems, extent: 'busiest', isUnread: false, commit: () => undefined };
  }
  const successes = recent.readSuccesses(events, span, { deadline, clock, signal, giveWay });
  const { unread, problems } = await successes.then(unreadOf).catch(refused);
  const extent = caught.readTo >= scan.to ? 'all' : 'part';
  return { ...caught, added: recent.added, extent, isUnread: unread > 0, problems: [...problems, ...clocks] };
}

interface Unread {
  /** Accounts whose successes the next run reads. */
  unread: number;
  problems: Problem[];
}

const unreadOf = (unread: number): Unread => ({
  unread,
  problems: unread > 0 ? [successesUnread(unread)] : [],
});

/** No run will read them, so this one is not a part of anything. */
function refused(error: unknown): Unread {
  if (!(error instanceof SuccessesRefusedError)) throw error;
  return { unread: 0, problems: [successesRefusedProblem()] };
}
