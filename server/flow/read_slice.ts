import { LOOK_BACK } from '../../common/bounds';
import type { GiveWay } from '../../common/give_way';
import type { Problem } from '../../common/status/problems';
import type { Rule } from '../../common/rules/rules';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { readBusiest } from './busiest';
import type { EventSource } from '../detect/events/event_source_port';
import { clockProblems } from '../detect/log/clock_problem';
import type { LogView, RecentEvents } from '../detect/log/recent_events';
import { sessionGap } from '../detect/count/sessions';
import { coverUnsealed, type Scan } from '../detect/join/scan';
import { successesRefusedProblem, successesUnread } from '../detect/join/scan_problems';
import type { AlertStore, StoredAlert } from '../record/alert_store_port';
import type { SliceRun } from './slice_run';

/** Of the time for reading: successes get the rest. */
const SHARE_OF_FAILURES = 0.6;

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

export interface KnownAlerts {
  /** Covers what the alerts count and that is not sealed. */
  covering: Scan;
  /** All alerts that an event in that slice may join. */
  recent: StoredAlert[];
  /** The same alerts, as they are by now. */
  readAgain(): Promise<StoredAlert[]>;
}

/**
 * The slice to look at, and the alerts that matter for it. An alert that no event can join any more, since its rule was
 * switched off or its account excluded, does not hold the slice open.
 */
export async function knownAlerts(
  alerts: AlertStore,
  { rules, now }: SliceRun,
  wanted: Scan,
): Promise<KnownAlerts> {
  const gap = sessionGap(longest(rules));
  const read = (from: number) => alerts.recent(from - gap, now - LOOK_BACK);
  // An alert that counts what is not sealed begins the slice earlier by at most this, and they are read but once.
  const margin = wanted.from - 2 * longest(rules);
  const recent = await read(margin);
  const joinable = recent.filter(({ alert }) => alert.evidence.last >= wanted.from - gap);
  const covering = coverUnsealed(wanted, joinable, longest(rules));
  const isWider = covering.from < margin;
  return {
    covering,
    recent: isWider ? await read(covering.from) : recent,
    readAgain: () => read(isWider ? covering.from : margin),
  };
}

export interface Slice extends LogView {
  /** How many events were not known before. */
  added: number;
  /** Epoch milliseconds up to which everything was read that a rule needs; -Infinity where nobody can tell. */
  asOf(rule: Pick<Rule, 'kind'>): number;
  /** Whether that is the whole slice. */
  isWhole(rule: Pick<Rule, 'kind'>): boolean;
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
  const log = await recent.catchUp(events, scan, { deadline: failuresBy, clock, signal, giveWay });
  const clocks = clockProblems(log.ahead);
  const span = { from: log.from, to: scan.to };
  if (log.waiting !== null) {
    const busiest = await readBusiest(events, run, span);
    const early = { asOf: () => -Infinity, isWhole: () => false, commit: () => undefined };
    return { ...log, ...busiest, ...early, problems: [...busiest.problems, ...clocks] };
  }
  const successes = recent.readSuccesses(events, span, { deadline, clock, signal, giveWay });
  const { unread, problems } = await successes.then(unreadOf).catch(refused);
  const asOf = ({ kind }: Pick<Rule, 'kind'>) =>
    unread > 0 && kind === 'temporal_ordered' ? -Infinity : log.readTo;
  const isWhole = (rule: Pick<Rule, 'kind'>) => asOf(rule) >= scan.to;
  return { ...log, added: recent.added, asOf, isWhole, problems: [...problems, ...clocks] };
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
