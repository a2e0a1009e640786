import type { KnownAlert } from '../common/detections';
import { LOOK_BACK } from '../common/bounds';
import { durationMs } from '../common/duration';
import type { Problem } from '../common/problems';
import type { Rule } from '../common/rules';
import { suspects } from './detect/all_rules';
import type { EventSource, Reading } from './detect/event_source_port';
import type { Naming } from './detect/naming';
import { coverOpenCounts, quietTime, type Scan } from './detect/scan';
import { successesUnread } from './detect/scan_problems';
import type { AlertStore, StoredAlert } from './record/alert_store_port';

/** Of the time for reading: successes get the rest. */
const SHARE_OF_FAILURES = 0.6;

/** What reading takes of a run. */
export interface SliceRun {
  rules: Rule[];
  /** Epoch milliseconds. */
  now: number;
  deadline: number;
  signal?: AbortSignal;
}

/** The longest timespan, milliseconds. */
export const longest = (rules: Rule[]): number => Math.max(0, ...rules.map(({ timespan }) => timespan));

export const toKnown = ({ alert, settled }: StoredAlert): KnownAlert => ({
  id: alert.id,
  ruleId: alert.rule.id,
  groupKey: alert.group.key,
  lookBehind: alert.rule.kind === 'temporal_ordered' ? durationMs(alert.rule.timespan) : 0,
  evidence: alert.evidence,
  settled,
});

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
  const recent = await read(wanted.from);
  const joinable = recent.filter(({ alert }) => Date.parse(alert.evidence.last) >= wanted.from - quiet);
  const covering = coverOpenCounts(wanted, joinable.map(toKnown), longest(rules));
  return { covering, recent: covering.from < wanted.from ? await read(covering.from) : recent };
}

/**
 * Failures and lockouts of the slice, and the successes of the accounts for which they matter. Successes that could
 * not be read in time are a problem of their own and hold up nothing else.
 */
export async function readSlice(
  source: EventSource,
  { rules, now, deadline, signal }: SliceRun,
  scan: Scan,
  naming: Naming,
): Promise<Reading & { problems: Problem[] }> {
  const failuresBy = now + (deadline - now) * SHARE_OF_FAILURES;
  const { events, readTo } = await source.read(scan, failuresBy, signal);
  const accounts = suspects(events, rules, naming);
  if (accounts.length === 0) return { events, readTo, problems: [] };
  const slice = { from: scan.from, to: readTo };
  const successes = await source.readSuccesses(accounts, slice, deadline, signal);
  return {
    events: [...events, ...successes.events],
    readTo,
    problems: successes.readTo < readTo ? [successesUnread(accounts.length)] : [],
  };
}
