import type { GiveWay } from '../../common/give_way';
import type { Problem } from '../../common/status/problems';
import type { Rule } from '../../common/rules/rules';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { waitsAtMost } from '../judge/decision';
import { readBusiest } from './busiest';
import type { EventSource } from '../detect/events/event_source_port';
import { clockProblems } from '../detect/log/clock_problem';
import type { LogView, RecentEvents } from '../detect/log/recent_events';
import { sessionGap } from '../detect/count/sessions';
import { coverUnsealed, type Scan } from '../detect/join/scan';
import { successesRefusedProblem, successesUnread } from '../detect/join/scan_problems';
import type { AlertStore, StoredAlert } from '../record/alert_store_port';
import type { SliceRun } from './slice_run';

/** Share of the reading time that failures get; successes get the rest. */
const SHARE_OF_FAILURES = 0.6;

export interface SlicePorts {
  events: EventSource;
  /** What this Kibana keeps of the space's events, for these rules. */
  recentFor(run: Pick<SliceRun, 'rules' | 'comparing'>): RecentEvents;
  /** For the end of a tick and for deadlines only: `now` is read once. */
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
  { alerts, giveWay }: { alerts: AlertStore; giveWay: GiveWay },
  { rules, now, cooldown }: SliceRun & { cooldown: number },
  wanted: Scan,
): Promise<KnownAlerts> {
  const gap = sessionGap(longest(rules));
  const read = (from: number) => alerts.recent(from - gap, now - waitsAtMost(cooldown));
  // Unsealed alerts rarely widen the scan by more than this, so the alerts are mostly read only once.
  const margin = wanted.from - 2 * longest(rules);
  const recent = await read(margin);
  await giveWay();
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
  /** Whether `asOf(rule)` reaches the end of the slice. */
  isWhole(rule: Pick<Rule, 'kind'>): boolean;
  problems: Problem[];
}

/**
 * Reads the slice: failures and lockouts, then the successes of suspects. Where some successes could not be
 * read, a problem says so, and only the rules that need them wait. Where very much is to be read at first,
 * this tick takes the newest events of the busiest groups and leaves all else to the next. Throws where
 * failures could not be read.
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
    const busiest = await readBusiest(events, run, span, giveWay);
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
  /** Accounts whose successes the next tick reads. */
  unread: number;
  problems: Problem[];
}

const unreadOf = (unread: number): Unread => ({
  unread,
  problems: unread > 0 ? [successesUnread(unread)] : [],
});

/** Elasticsearch refuses the query for successes for good. No tick will read them, so no rule waits for them. */
function refused(error: unknown): Unread {
  if (!(error instanceof SuccessesRefusedError)) throw error;
  return { unread: 0, problems: [successesRefusedProblem()] };
}
