import type { Alert } from '../common/alerts';
import type { JournalVerdict } from '../common/api';
import { LOOK_BACK } from '../common/bounds';
import type { KnownAlert } from '../common/detections';
import type { KnownIndices, Memory } from '../common/memory';
import type { Problem } from '../common/problems';
import type { Rule } from '../common/rules';
import type { TickReport } from '../common/status';
import type { Verdict } from '../common/verdicts';
import { findAttacks } from './detect/attacks';
import type { EventSource } from './detect/event_source_port';
import { coverOpenCounts, nextScan, quietTime, readUpTo } from './detect/scan';
import { scanProblems } from './detect/scan_problems';
import { judge } from './judge/verdict';
import { planDelivery } from './notify/plan';
import { endAlert, growAlert, hasEnded, holdAlert, openAlert } from './record/alert_lifecycle';
import type { AlertStore, StoredAlert } from './record/alert_store_port';
import { remember } from './record/journal';
import type { MemoryStore } from './record/memory_port';
import type { Plan, Plans } from './record/plans_port';
import { sourceCheckIsDue, withSource } from './record/source_memory';
import type { SourceLook } from './record/source_port';

/** The most verdicts of one run that are kept. */
const JOURNAL_VERDICTS = 100;

export interface TickPorts {
  events: EventSource;
  alerts: AlertStore;
  plans: Plans;
  memory: MemoryStore;
  /** Makes the id of an alert from its place. */
  toAlertId(ruleId: string, groupKey: string, ordinal: number): string;
  /** What the patterns reach with the rights that the events are read with, and what became of what they reached. */
  inspectSource(known: KnownIndices[], signal?: AbortSignal): Promise<SourceLook>;
  /** What went wrong, in words: with reading events, or with what is the plugin's own. */
  toProblem(error: unknown, whileReading: boolean): Problem;
  /** Only to stamp the end of a run and to look at the deadline: `now` is read once. */
  clock(): number;
}

export interface TickRun {
  space: string;
  rule: Rule;
  /** As the person wrote it. */
  timespan: string;
  /** Milliseconds. */
  cooldown: number;
  channelReady: boolean;
  linkOf(alertId: string): string | null;
  /** When this Kibana started, epoch milliseconds. */
  startedAt: number;
  /** Epoch milliseconds. */
  now: number;
  deadline: number;
  signal?: AbortSignal;
}

/**
 * One run of the background task: detect, judge, notify, record. What fails leaves the watermark where it was, so
 * that the next run reads the same events again. Throws only where even that could not be written down.
 */
export async function tick(ports: TickPorts, run: TickRun): Promise<TickReport> {
  const remembered = await ports.memory.read();
  const { memory, report, watermark } = await attempt(ports, run, remembered);
  await ports.memory.write(remember(memory, report, watermark));
  return report;
}

interface Attempt {
  memory: Memory;
  report: TickReport;
  watermark: number | null;
}

async function attempt(ports: TickPorts, run: TickRun, remembered: Memory): Promise<Attempt> {
  let memory = remembered;
  try {
    if (sourceCheckIsDue(memory, run.startedAt, run.now)) {
      const known = memory.source?.known ?? [];
      memory = withSource(memory, await reading(ports.inspectSource(known, run.signal)), run.now);
    }
    return await detectJudgeNotify(ports, run, memory);
  } catch (error) {
    const problem = ports.toProblem(
      error instanceof SourceError ? error.cause : error,
      error instanceof SourceError,
    );
    return {
      memory,
      report: reportOf(ports, run, { outcome: 'failed', problems: [problem] }),
      watermark: memory.watermark,
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
  const quiet = quietTime(run.rule.timespan);
  const wanted = nextScan(memory.watermark, run.rule.timespan, run.now);
  const recent = await ports.alerts.recent(wanted.from - quiet, run.now - LOOK_BACK);
  const covering = coverOpenCounts(wanted, recent.map(toKnown));
  const { events, readTo } = await reading(ports.events.read(covering, run.deadline, run.signal));
  const scan = readUpTo(covering, readTo);
  const detections = findAttacks(events, recent.map(toKnown), run.rule, scan);
  const grown = await applyDetections(ports, run, recent, detections);
  const open = [...unchanged(recent, grown), ...grown].filter(({ alert }) => isOpen(alert));
  const judged = await judgeAll(ports, run, open);

  // The alert is stored before anything is planned; a crash in between is mended by the next run, which judges it again.
  const toStore = changedOnes(recent, [
    ...withoutJudged(grown, judged),
    ...judged.map(({ stored }) => stored),
  ]);
  await ports.alerts.save(toStore);
  await ports.plans.add(judged.flatMap((one) => plansOf(run, one)));
  await endQuietOnes(ports, run, unchanged(open, toStore));

  const whole = readTo >= run.now;
  const report = reportOf(ports, run, {
    from: iso(scan.from),
    to: iso(scan.to),
    eventsRead: events.length,
    outcome: whole ? 'ok' : 'partial',
    verdicts: toJournal(judged),
    problems: scanProblems(covering, readTo, memory.watermark),
  });
  return { memory, report, watermark: Math.max(memory.watermark ?? readTo, readTo) };
}

const iso = (at: number) => new Date(at).toISOString();

const toKnown = ({ alert, settled }: StoredAlert): KnownAlert => ({
  id: alert.id,
  groupKey: alert.group.key,
  evidence: alert.evidence,
  settled,
});

const unchanged = (all: StoredAlert[], changed: StoredAlert[]) => {
  const ids = new Set(changed.map(({ alert }) => alert.id));
  return all.filter(({ alert }) => !ids.has(alert.id));
};

async function applyDetections(
  ports: TickPorts,
  { rule, timespan, now }: TickRun,
  recent: StoredAlert[],
  detections: ReturnType<typeof findAttacks>,
): Promise<StoredAlert[]> {
  const opening = detections.filter(({ grows }) => grows === null);
  const latest = await ports.alerts.latest(
    rule.id,
    opening.map(({ group }) => group.key),
  );
  const known = new Map(recent.map((stored) => [stored.alert.id, stored]));
  return detections.map((detection) => {
    const grown = detection.grows === null ? undefined : known.get(detection.grows);
    if (grown) return growAlert(grown, detection, quietTime(rule.timespan), now);
    const lastOrdinal = latest.get(detection.group.key)?.ordinal ?? 0;
    return openAlert({ detection, lastOrdinal, toId: ports.toAlertId, timespan, now });
  });
}

interface JudgedAlert {
  stored: StoredAlert;
  verdict: Verdict;
  /** Messages about this alert so far. */
  told: number;
}

/** Active, or ended before anybody could be told: in a cooldown, or without a channel. */
const isOpen = ({ status, held }: Alert) =>
  status === 'active' || held === 'cooldown' || held === 'no_channel';

/** Every open alert, not only those that changed: one that a crash left untold is told now. */
async function judgeAll(ports: TickPorts, run: TickRun, open: StoredAlert[]): Promise<JudgedAlert[]> {
  const keys = [...new Set(open.map(({ alert }) => alert.group.key))];
  const plans = await ports.plans.plannedFor(run.rule.id, keys);
  const byGroup = new Map<string, Plan[]>(keys.map((key) => [key, []]));
  for (const plan of plans) byGroup.get(plan.groupKey)?.push(plan);
  return open.map((stored) => {
    const ofGroup = byGroup.get(stored.alert.group.key) ?? [];
    const verdict = verdictOn(run, stored.alert, ofGroup);
    const told = ofGroup.filter(({ alertId }) => alertId === stored.alert.id).length;
    const held = verdict.decision === 'hold' && told === 0 ? verdict.reason : null;
    return { stored: holdAlert(stored, held), verdict, told };
  });
}

function plansOf(run: TickRun, { stored: { alert }, verdict, told }: JudgedAlert) {
  if (verdict.decision === 'hold') return [];
  const link = run.linkOf(alert.id);
  return [
    planDelivery({ space: run.space, alert, reason: verdict.reason, ordinal: told + 1, link, now: run.now }),
  ];
}

/** What was decided, those who are told first: a run over thousands of alerts must not make a journal of them all. */
function toJournal(judged: JudgedAlert[]): JournalVerdict[] {
  const told = judged.filter(({ verdict }) => verdict.decision === 'notify');
  const held = judged.filter(({ verdict }) => verdict.decision === 'hold');
  return [...told, ...held].slice(0, JOURNAL_VERDICTS).map(({ stored: { alert }, verdict }) => ({
    alertId: alert.id,
    account: alert.group.value,
    attempts: alert.evidence.count,
    verdict,
  }));
}

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

function verdictOn(run: TickRun, alert: StoredAlert['alert'], told: Plan[]): Verdict {
  return judge({
    alertId: alert.id,
    lastEventAt: Date.parse(alert.evidence.last),
    told: told.map(({ alertId, plannedAt, status }) => ({
      alertId,
      at: plannedAt,
      reaches: status !== 'refused' && status !== 'expired',
    })),
    cooldown: run.cooldown,
    channelReady: run.channelReady,
    now: run.now,
  });
}

async function endQuietOnes(ports: TickPorts, { rule, now }: TickRun, open: StoredAlert[]): Promise<void> {
  const quiet = quietTime(rule.timespan);
  const ended = open.filter(
    ({ alert }) => alert.status === 'active' && hasEnded(alert.evidence.last, quiet, now),
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
