import { setImmediate } from 'node:timers/promises';
import { testBackground } from '../../test/background';
import { createAlertStore } from '../../server/adapters/storage/alert_index';
import { createSpaceIndices } from '../../server/adapters/storage/own_indices';
import { runTick, type Background } from '../../server/wiring/background';
import type { TickReport } from '../../common/status/status';
import type { Bench } from './bench';
import { INTERVAL } from './documents';
import { usedMemory, watchMemory } from './peak_memory';
import type { MeasuredRequest } from './request_meter';
import { watchStalls, type Stalls } from './stalls';

/** A space with all default rules that watches one index. */
export interface Space {
  name: string;
  index: string;
  /**
   * The space's clock. It runs during a tick, which has to stop reading in time, and stands still between two ticks.
   */
  clock: {
    /** When the tick began, epoch milliseconds. */
    now: number;
    /** The same moment by `performance.now()`. */
    tickedAt: number;
  };
}

/** A Kibana that watches a space. A new object is a Kibana that has just started: it knows only what is stored. */
export interface Kibana {
  space: Space;
  background: Background;
}

export interface MeasuredTick {
  requests: MeasuredRequest[];
  wallMs: number;
  /** Processor time of this process, user and system. */
  cpuMs: number;
  /**
   * How far memory rose during the tick above `usedBefore`, bytes. `residentGrowth` is null where the system does not
   * tell.
   */
  heapGrowth: number;
  usedBefore: number;
  residentGrowth: number | null;
  stalls: Stalls;
  eventsRead: number;
  /** Up to when everything was read, epoch milliseconds. */
  readTo: number;
  outcome: TickReport['outcome'];
  problems: string[];
}

/** Makes a space without alerts whose indices exist, as after detection was turned on. */
export async function createSpace(bench: Bench, part: string, index: string, now: number): Promise<Space> {
  const space = { name: `bench-${bench.id}-${part}`, index, clock: { now, tickedAt: performance.now() } };
  await startKibana(bench, space).background.setUpIndices();
  await createSpaceIndices(bench.helper, space.name);
  return space;
}

export function startKibana({ client }: Pick<Bench, 'client'>, space: Space): Kibana {
  const { clock, index } = space;
  const runningClock = () => clock.now + Math.floor(performance.now() - clock.tickedAt);
  const background = testBackground(client, { indexPatterns: [index] }, runningClock);
  return { space, background: { ...background, startedAt: clock.now } };
}

export const goOn = ({ space }: Kibana) => (space.clock.now += INTERVAL);

/** Runs one tick and measures it. Throws where the tick failed, since its figures would mean nothing. */
export async function measureTick(
  { meter, signal }: Bench,
  { background, space }: Kibana,
): Promise<MeasuredTick> {
  signal.throwIfAborted();
  await background.setUpIndices(); // Kibana did it when it started
  meter.take();
  const before = { used: usedMemory(), resident: process.memoryUsage().rss };
  const [memory, stalls] = [watchMemory(), watchStalls()];
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  space.clock.tickedAt = start;
  // No signal is passed: the versions that `--before` measures differ in how a run is cancelled.
  const run = await runTick(background, space.name);
  const [wallMs, used] = [performance.now() - start, process.cpuUsage(cpu)];
  await setImmediate(); // a stall at the very end is noticed when the event loop goes on
  const [peak, stalled] = [memory(), stalls()];
  signal.throwIfAborted();
  if (typeof run === 'string') throw new Error(`Detection cannot run: ${run}.`);
  const { eventsRead, outcome, problems, to } = run.report;
  if (outcome === 'failed')
    throw new Error(`A tick failed: ${problems.map(({ message }) => message).join(' ')}`);
  return {
    requests: meter.take(),
    wallMs,
    cpuMs: (used.user + used.system) / 1_000,
    heapGrowth: Math.max(0, peak.heap - before.used),
    usedBefore: before.used,
    residentGrowth: peak.resident === null ? null : Math.max(0, peak.resident - before.resident),
    stalls: stalled,
    eventsRead,
    readTo: to ?? NaN,
    outcome,
    problems: problems.map(({ code }) => code),
  };
}

/** The groups that a space has alerts of: their shown names, by id of the rule. */
export async function alertedGroups(
  { helper }: Bench,
  { space, background }: Kibana,
): Promise<Map<string, string[]>> {
  const stored = await createAlertStore(helper, space.name, background.setUpIndices).recent(0);
  const groups = new Map<string, string[]>();
  for (const { alert } of stored)
    groups.set(alert.rule.id, [...(groups.get(alert.rule.id) ?? []), alert.group.value]);
  return groups;
}
