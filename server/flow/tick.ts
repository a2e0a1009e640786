import type { DeliveryChannel } from '../../common/deliveries/deliveries';
import type { Detection } from '../../common/alerts/detections';
import { durationMs } from '../../common/time';
import type { Memory } from '../../common/status/memory';
import type { Problem } from '../../common/status/problems';
import type { TickReport } from '../../common/status/status';
import { findInBusiest } from './busiest';
import { judgeOpen, plansOf, toJournal, type JudgedAlert } from './judge_open';
import { findAllAttacks } from '../detect/join/all_rules';
import { createNaming } from '../detect/count/naming';
import { nextScan, quietTime, readUpTo } from '../detect/join/scan';
import { scanProblems } from '../detect/join/scan_problems';
import { endAlert, growAlert, hasEnded, openAlert } from '../record/alert_lifecycle';
import type { AlertStore, StoredAlert } from '../record/alert_store_port';
import { remember } from '../record/journal';
import type { MemoryStore } from '../record/memory_port';
import type { Plans } from '../record/plans_port';
import { knownAlerts, longest, readSlice, toKnown, type SlicePorts, type SliceRun } from './read_slice';

export interface TickPorts extends SlicePorts {
  alerts: AlertStore;
  plans: Plans;
  memory: MemoryStore;
  /** Makes the id of an alert from its place. */
  toAlertId(ruleId: string, groupKey: string, ordinal: number): string;
  /** What went wrong, in words: with reading events, or with what is the plugin's own. */
  toProblem(error: unknown, whileReading: boolean): Problem;
}

export interface TickRun extends SliceRun {
  space: string;
  /** Milliseconds. */
  cooldown: number;
  /** Those through which somebody can be told. */
  channels: DeliveryChannel[];
  linkOf(alertId: string): string | null;
}

/**
 * One run of the background task: detect, judge, notify, record. What fails leaves the watermark where it was, so
 * that the next run reads the same events again. Throws only where even that could not be written down.
 */
export async function tick(ports: TickPorts, run: TickRun): Promise<TickReport> {
  const remembered = await ports.memory.read();
  const { memory, report, watermark, commit } = await attempt(ports, run, remembered);
  await ports.memory.write(remember(memory, report, watermark));
  // What came late is told by the report: before that is stored, nobody was told.
  commit();
  return report;
}

interface Attempt {
  memory: Memory;
  report: TickReport;
  watermark: number;
  /** For when all of it is stored. */
  commit(): void;
}

async function attempt(ports: TickPorts, run: TickRun, memory: Memory): Promise<Attempt> {
  try {
    return await detectJudgeNotify(ports, run, memory);
  } catch (error) {
    const problem = ports.toProblem(
      error instanceof SourceError ? error.cause : error,
      error instanceof SourceError,
    );
    return {
      memory,
      report: reportOf(ports, run, { outcome: 'failed', problems: [problem] }),
      // Where no run was good yet, the next one begins where the first would have.
      watermark: memory.watermark ?? run.now,
      commit: () => undefined,
    };
  }
}

/** What failed was reading events, and not the plugin's own storage: a person mends them in different places. */
class SourceError extends Error {
  override name = 'SourceError';
}

const reading = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new SourceError('events could not be read', { cause });
  });

async function detectJudgeNotify(ports: TickPorts, run: TickRun, memory: Memory): Promise<Attempt> {
  const { rules, now } = run;
  const wanted = nextScan(memory.watermark, longest(rules), now);
  const { covering, recent } = await knownAlerts(ports.alerts, run, wanted);
  const known = recent.map(toKnown);
  const caught = await reading(readSlice(ports, run, covering));
  const { window, readTo, extent, isUnread } = caught;
  const scan = readUpTo({ ...covering, from: caught.from }, readTo);
  const search = { rules, naming: createNaming(run.comparing), scan, extent, isUnread };
  const find = extent === 'busiest' ? findInBusiest : findAllAttacks;
  const detections = find(window, known, search);

  const grown = await applyDetections(ports, run, recent, detections);
  const all = [...unchanged(recent, grown), ...grown];
  const judged = await judgeOpen(ports.plans, run, all);
  // The alert is stored before anything is planned; a crash in between is mended by the next run, which judges it again.
  const toStore = changedOnes(
    recent,
    judged.map(({ stored }) => stored).concat(withoutJudged(grown, judged)),
  );
  await ports.alerts.save(toStore);
  await ports.plans.add(judged.flatMap((one) => plansOf(run, one)));
  if (extent !== 'busiest') await endQuietOnes(ports, run, unchanged(all, toStore));
  const commit = () => caught.commit(readTo >= now && !isUnread);

  const report = reportOf(ports, run, {
    from: iso(scan.from),
    to: iso(scan.to),
    eventsRead: caught.added,
    outcome: readTo >= now ? 'ok' : 'partial',
    verdicts: toJournal(judged),
    problems: [...scanProblems(covering, caught, memory.watermark), ...caught.problems],
  });
  // The next run begins where this one would have: everything up to now is still to be read.
  if (extent === 'busiest') return { memory, report, watermark: memory.watermark ?? now, commit };
  return { memory, report, watermark: Math.max(memory.watermark ?? readTo, readTo), commit };
}

const iso = (at: number) => new Date(at).toISOString();

const unchanged = (all: StoredAlert[], changed: StoredAlert[]) => {
  const ids = new Set(changed.map(({ alert }) => alert.id));
  return all.filter(({ alert }) => !ids.has(alert.id));
};

async function applyDetections(
  ports: TickPorts,
  { now }: TickRun,
  recent: StoredAlert[],
  detections: Detection[],
): Promise<StoredAlert[]> {
  const opening = detections.filter(({ grows }) => grows === null);
  const ordinals = await ports.alerts.lastOrdinals(opening.map(placeOf));
  const known = new Map(recent.map((stored) => [stored.alert.id, stored]));
  const opened = new Map<string, number>();
  return detections.map((detection) => {
    const grown = detection.grows === null ? undefined : known.get(detection.grows);
    if (grown) return growAlert(grown, detection, quietTime(detection.rule.timespan), now);
    const { ruleId, groupKey } = placeOf(detection);
    // After Kibana was away one run may find several attacks on a group.
    const place = JSON.stringify([ruleId, groupKey]);
    const before = opened.get(place) ?? 0;
    opened.set(place, before + 1);
    const lastOrdinal = ordinals.of(ruleId, groupKey) + before;
    return openAlert({ detection, lastOrdinal, toId: ports.toAlertId, now });
  });
}

const placeOf = ({ rule, group }: Pick<Detection, 'rule' | 'group'>) => ({
  ruleId: rule.id,
  groupKey: group.key,
});

const withoutJudged = (grown: StoredAlert[], judged: JudgedAlert[]) =>
  unchanged(
    grown,
    judged.map(({ stored }) => stored),
  );

/** Those that are not as they were read. */
const changedOnes = (before: StoredAlert[], after: StoredAlert[]) => {
  const known = new Set(before);
  return after.filter((stored) => !known.has(stored));
};

async function endQuietOnes(ports: TickPorts, { now }: TickRun, open: StoredAlert[]): Promise<void> {
  const ended = open.filter(
    ({ alert }) =>
      alert.status === 'active' &&
      hasEnded(alert.evidence.last, quietTime(durationMs(alert.rule.timespan)), now),
  );
  await ports.alerts.save(ended.map((stored) => endAlert(stored, now)));
}

function reportOf(
  ports: TickPorts,
  run: TickRun,
  found: Partial<TickReport> & Pick<TickReport, 'outcome' | 'problems'>,
): TickReport {
  return {
    startedAt: iso(run.now),
    finishedAt: iso(ports.clock()),
    from: null,
    to: null,
    eventsRead: 0,
    verdicts: [],
    ...found,
  };
}
