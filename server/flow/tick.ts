import type { Alert } from '../../common/alerts/alerts';
import type { Detection } from '../../common/alerts/detections';
import { ConflictError } from '../../common/settings/conflict';
import { WAIT_FOR_SUCCESSES } from '../../common/bounds';
import { eachInTurn } from '../../common/give_way';
import { durationMs } from '../../common/time';
import type { Memory } from '../../common/status/memory';
import type { Problem } from '../../common/status/problems';
import type { TickReport } from '../../common/status/status';
import { planDigests, type DigestRun, type Planned } from './digests';
import { endPlansOf, judgeOpen, plansOf, toJournal, type JudgedAlert } from './judge_open';
import { createNaming } from '../detect/count/naming';
import { sessionGap } from '../detect/count/sessions';
import { findAllAttacks } from '../detect/join/find';
import { nextScan } from '../detect/join/scan';
import { scanProblems } from '../detect/join/scan_problems';
import { endAlert, growAlert, hasEnded, openAlert } from '../record/alert_lifecycle';
import { placeKey, placeOf, type Place } from '../../common/alerts/place';
import type { AlertStore, StoredAlert } from '../record/alert_store_port';
import { remember } from '../record/journal';
import { countedAfter } from '../record/read_counts';
import type { MemoryStore } from '../record/memory_port';
import type { Plans } from '../record/plans_port';
import { knownAlerts, longest, readSlice, type KnownAlerts, type Slice, type SlicePorts } from './read_slice';
import type { SliceRun } from './slice_run';

export interface TickPorts extends SlicePorts {
  alerts: AlertStore;
  plans: Plans;
  memory: MemoryStore;
  /** Makes the id of an alert from its place. */
  toAlertId(ruleId: string, groupKey: string, ordinal: number): string;
  /** An error in words. `whileReading`: it comes from reading events; else from the plugin's own storage or code. */
  toProblem(error: unknown, whileReading: boolean): Problem;
}

/** With the channels that are set up completely. */
export interface TickRun extends SliceRun, DigestRun {
  /** Milliseconds. */
  cooldown: number;
  /** How long the journal is kept, milliseconds; absent or null for ever. */
  keptFor?: number | null;
}

/**
 * One run of the background task: detect, judge, notify, record. What fails leaves the watermark where it was, so
 * that the next run reads the same events again. Throws where even that could not be written down, and ConflictError
 * where another Kibana ticked the space at the same time: that is no failure, and the other one's report stands.
 */
export async function tick(ports: TickPorts, run: TickRun): Promise<TickReport> {
  const remembered = await ports.memory.read();
  const { memory, report, watermark, commit } = await attempt(ports, run, remembered);
  await ports.memory.write(remember(memory, report, watermark, run.keptFor));
  // What came late is told by the report: before that is stored, nobody was told.
  commit();
  return report;
}

interface Attempt {
  memory: Memory;
  report: TickReport;
  watermark: number;
  /** To be called when the report is stored. */
  commit(): void;
}

async function attempt(ports: TickPorts, run: TickRun, memory: Memory): Promise<Attempt> {
  try {
    return await detectJudgeNotify(ports, run, memory);
  } catch (error) {
    if (error instanceof ConflictError) throw error;
    const problem = ports.toProblem(
      error instanceof SourceError ? error.cause : error,
      error instanceof SourceError,
    );
    return {
      memory,
      report: reportOf(ports, run, { outcome: 'failed', problems: [problem] }),
      // Where no tick was good yet, the next one begins where the first would have.
      watermark: memory.watermark ?? run.now,
      commit: () => undefined,
    };
  }
}

/**
 * Wraps an error of reading events, to tell it from one of the plugin's own storage: a person mends the two
 * in different places.
 */
class SourceError extends Error {
  override name = 'SourceError';
}

const reading = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new SourceError('events could not be read', { cause });
  });

async function detectJudgeNotify(ports: TickPorts, run: TickRun, memory: Memory): Promise<Attempt> {
  const wanted = nextScan(memory.watermark, longest(run.rules), run.now);
  const known = await knownAlerts(ports, run, wanted);
  const { covering, recent } = known;
  const slice = await reading(readSlice(ports, run, covering));
  const detections = await detect(ports, run, recent, slice);
  const alerts = await applyDetections(ports, run, known, { detections, slice });
  const { judged, plans } = await judgeOpen(ports.plans, run, alerts, ports.giveWay);
  const after = withJudged(alerts, judged);
  await ports.giveWay();

  // Alerts are stored before anything is planned. After a crash in between, the next tick judges them again.
  const unchanged = await saveChanged(ports, recent, after);
  await ports.giveWay();
  const digests = planDigests(
    run,
    after.map(({ alert }) => alert),
    plans,
  );
  await plan(ports, plansOf(run, judged), digests);
  const ended = await endQuietOnes(ports, run, unchanged, slice);
  await plan(ports, endPlansOf(run, ended, judged));

  const watermark = watermarkAfter(memory.watermark, slice, run);
  return {
    memory: { ...memory, counts: countsAfter(memory, slice, watermark) },
    report: reportOf(ports, run, {
      from: slice.from,
      to: slice.readTo,
      eventsRead: slice.added,
      outcome: slice.readTo >= run.now ? 'ok' : 'partial',
      verdicts: toJournal(judged),
      problems: [...scanProblems(covering, slice, memory.watermark), ...slice.problems],
    }),
    watermark,
    commit: () => slice.commit(run.rules.every((rule) => slice.isWhole(rule))),
  };
}

/** Where only the busiest groups were looked at, nothing is counted: all is still to be read. */
const countsAfter = ({ counts }: Memory, { waiting, window }: Slice, watermark: number): Memory['counts'] =>
  waiting === null ? countedAfter(counts, watermark, (from, to) => window.count(from, to)) : counts;

/**
 * The watermark after a tick. Where only the busiest groups were looked at it does not move: all is still to
 * be read. Where a rule waits for successes it does not move either, for some time: the failures before them
 * are needed when they come. After that time failures are not kept for them, or memory would grow.
 */
function watermarkAfter(watermark: number | null, slice: Slice, { rules, now }: TickRun): number {
  const { waiting, readTo } = slice;
  if (waiting !== null) return watermark ?? now;
  const isWaiting = rules.some((rule) => slice.asOf(rule) < readTo);
  return Math.max(watermark ?? readTo, isWaiting ? readTo - WAIT_FOR_SUCCESSES : readTo);
}

const detect = (
  { giveWay }: TickPorts,
  { rules, comparing, signal }: TickRun,
  known: StoredAlert[],
  slice: Slice,
): Promise<Array<Detection<StoredAlert>>> =>
  findAllAttacks(known, { ...slice, rules, naming: createNaming(comparing), giveWay, signal });

/** All alerts as they are now, those that are new last. */
async function applyDetections(
  { alerts, toAlertId, giveWay }: TickPorts,
  { now }: TickRun,
  known: KnownAlerts,
  { detections, slice }: { detections: Array<Detection<StoredAlert>>; slice: Slice },
): Promise<StoredAlert[]> {
  const opening = detections.filter(({ grows }) => grows === null);
  const ordinals = await alerts.lastOrdinals(opening.map(placeOf));
  if (opening.length > 0) await throwIfOpenedMeanwhile(known, opening.map(placeOf));
  const ordinalOf = countingFrom((ruleId, groupKey) => ordinals.of(ruleId, groupKey));
  const grown = new Map<StoredAlert, StoredAlert>();
  const opened: StoredAlert[] = [];
  await eachInTurn(detections, giveWay, (detection) => {
    const { rule, grows } = detection;
    const times = { gap: sessionGap(rule.timespan), asOf: slice.asOf(rule), now };
    if (grows) grown.set(grows, growAlert(grows, detection, times));
    else
      opened.push(openAlert({ detection, lastOrdinal: ordinalOf(placeOf(detection)), toId: toAlertId, now }));
  });
  return [...known.recent.map((stored) => grown.get(stored) ?? stored), ...opened];
}

/**
 * Two Kibanas may tick a space at the same time for a moment. Where the other one stored an alert before the ordinals
 * were read, this tick would open the same attack again under the next ordinal, and no create would collide. So it
 * looks again, after the ordinals. Throws ConflictError where one of the places has an alert that was not known.
 */
async function throwIfOpenedMeanwhile({ recent, readAgain }: KnownAlerts, opening: Place[]): Promise<void> {
  const known = new Set(recent.map(({ alert }) => alert.id));
  const places = new Set(opening.map(placeKey));
  const isNew = ({ alert }: StoredAlert) => !known.has(alert.id) && places.has(placeKey(placeOf(alert)));
  if ((await readAgain()).some(isNew)) throw new ConflictError('an alert was opened by another run');
}

/** After Kibana was away one run may find several attacks on a group: each has the next ordinal. */
function countingFrom(lastOf: (ruleId: string, groupKey: string) => number): (place: Place) => number {
  const opened = new Map<string, number>();
  return (place) => {
    const before = opened.get(placeKey(place)) ?? 0;
    opened.set(placeKey(place), before + 1);
    return lastOf(place.ruleId, place.groupKey) + before;
  };
}

const withJudged = (alerts: StoredAlert[], judged: JudgedAlert[]): StoredAlert[] => {
  const byId = new Map(judged.map(({ stored }) => [stored.alert.id, stored]));
  return alerts.map((stored) => byId.get(stored.alert.id) ?? stored);
};

async function plan({ plans }: TickPorts, ...planned: Planned[]): Promise<void> {
  await plans.add(planned.flatMap(({ add }) => add));
  await plans.replace(planned.flatMap(({ replace }) => replace));
}

/** Stores the alerts that this tick opened or changed, and gives the others. */
async function saveChanged(
  { alerts }: TickPorts,
  before: StoredAlert[],
  after: StoredAlert[],
): Promise<StoredAlert[]> {
  const known = new Set(before);
  await alerts.save(after.filter((stored) => !known.has(stored)));
  return after.filter((stored) => known.has(stored));
}

/** Ends the alerts whose attack is over, and gives them. */
async function endQuietOnes(
  { alerts }: TickPorts,
  { rules, now }: TickRun,
  quiet: StoredAlert[],
  slice: Slice,
): Promise<Alert[]> {
  const over = quiet.filter(({ alert: { status, rule, evidence } }) => {
    // An alert of a rule that is switched off waits for nothing more.
    const asOf = rules.some(({ id }) => id === rule.id) ? slice.asOf(rule) : now;
    return status === 'active' && hasEnded(evidence.last, sessionGap(durationMs(rule.timespan)), asOf);
  });
  const ended = over.map((stored) => endAlert(stored, now));
  await alerts.save(ended);
  return ended.map(({ alert }) => alert);
}

function reportOf(
  ports: TickPorts,
  run: TickRun,
  found: Partial<TickReport> & Pick<TickReport, 'outcome' | 'problems'>,
): TickReport {
  return {
    startedAt: run.now,
    finishedAt: ports.clock(),
    from: null,
    to: null,
    eventsRead: 0,
    verdicts: [],
    ...found,
  };
}
