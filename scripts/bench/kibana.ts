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
  /** Runs on within a tick, which stops reading when its time is up, and stands still between two. */
  clock: {
    /** When the tick began, epoch milliseconds. */
    now: number;
    /** The same by `performance.now()`. */
    tickedAt: number;
  };
}

/** Made anew it is a Kibana that has just started: it remembers what is stored, and nothing else. */
export interface Kibana {
  space: Space;
  background: Background;
}

export interface MeasuredTick {
  requests: MeasuredRequest[];
  wallMs: number;
  /** Of this process, user and system. */
  cpuMs: number;
  /** The peak over what it was before the tick, and that, bytes; `resident` null where the system does not tell. */
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

/** A space without alerts, with its indices there, as after turning detection on. */
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

/** One tick. Throws where it failed: its figures would say nothing. */
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
  // Without what cancels it: that is asked for in another way in other versions, which `--before` measures too.
  const run = await runTick(background, space.name);
  const [wallMs, used] = [performance.now() - start, process.cpuUsage(cpu)];
  await setImmediate(); // a stall at the very end is noticed when the event loop goes on
  const [peak, stalled] = [memory(), stalls()];
  signal.throwIfAborted();
  if (run === 'gone') throw new Error('Detection is not on.');
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
    readTo: Date.parse(to ?? ''),
    outcome,
    problems: problems.map(({ code }) => code),
  };
}

/** What the alerts of a space are about: the shown names of the groups, by rule. */
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
