import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWinlogbeatIndex } from '../../test/winlogbeat';
import { ROOT } from '../paths';
import { scaled, type Bench } from './bench';
import { INTERVAL } from './documents';
import { sum } from './figures';
import { createSpace, measureTick, startKibana, type MeasuredTick } from './kibana';
import { watchStalls, type Stalls } from './stalls';
import { seriesOf, type TickSeries } from './tick_series';
import type { Check } from './ticking';

/** Failures a second. */
const RATE = 5_000;
const SECONDS_A_MINUTE = 60;

export interface SustainedFigures {
  minutes: number;
  /** Failures a second: those that were to be written, and those that Elasticsearch took. */
  wanted: number;
  indexed: number;
  /** How far behind the worst run was at its end, ms. */
  behindMs: number;
  /** While the load is written, in ticks and between them. */
  stalls: Stalls;
  ticks: TickSeries;
  checks: Check[];
}

/**
 * Writes 5,000 failures a second, each at the time at which it happens, while a tick runs every five seconds. Another
 * process writes.
 */
export async function measureSustained(
  bench: Bench,
  { minutes }: { minutes: number },
): Promise<SustainedFigures> {
  const index = `winlogbeat-bench-${bench.id}-sustained`;
  await createWinlogbeatIndex(bench.helper, index);
  const space = await createSpace(bench, 'sustained', index, Date.now());
  const kibana = startKibana(bench, space);
  const wanted = scaled(bench, RATE);
  const seconds = minutes * SECONDS_A_MINUTE;
  const writing = startWriting(bench, { index, rate: wanted, seconds });
  const ticks: MeasuredTick[] = [];
  const stopWatching = watchStalls();
  let behindMs = 0;
  const tickOnce = async () => {
    space.clock.now = Date.now();
    const tick = await measureTick(bench, kibana);
    behindMs = Math.max(behindMs, Date.now() - tick.readTo);
    ticks.push(tick);
    const given = `${tick.eventsRead} read in ${tick.wallMs.toFixed(0)} ms`;
    bench.progress(`  ${given}, stalled ${tick.stalls.longest.toFixed(0)} ms, ${behindMs} ms behind at most`);
    await sleep(Math.max(0, space.clock.now + INTERVAL - Date.now()));
  };
  while (!writing.isOver()) await tickOnce();
  const stalls = stopWatching();
  const { documents, took } = await writing.written;
  await bench.helper.indices.refresh({ index });
  await tickOnce();
  return {
    minutes,
    wanted,
    indexed: Math.round(documents / took),
    behindMs,
    stalls,
    ticks: seriesOf('tick under a steady load', ticks),
    checks: [
      {
        name: 'failures read under a steady load',
        expected: documents,
        found: sum(ticks.map(({ eventsRead }) => eventsRead)),
      },
      { name: 'runs that gave up events', expected: 0, found: ticks.filter(gaveUp).length },
    ],
  };
}

const gaveUp = ({ problems }: MeasuredTick) => problems.includes('too_many_events');

interface Written {
  documents: number;
  /** How long writing took, seconds. */
  took: number;
}

/** Starts the program that writes. It is a process of its own, so that it does not stall this one. */
function startWriting(
  { url, signal }: Bench,
  load: { index: string; rate: number; seconds: number },
): { written: Promise<Written>; isOver(): boolean } {
  const program = join(ROOT, 'scripts/bench/steady_load.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify({ url, ...load })], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  let [output, isOver] = ['', false];
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  const written = once(child, 'exit').then(([code]) => {
    isOver = true;
    if (code !== 0) throw new Error(`The program that writes the load ended with ${code}.`);
    return JSON.parse(output) as Written;
  });
  written.catch(() => (isOver = true));
  return { written, isOver: () => isOver };
}

export const sustainedText = ({ minutes, wanted, indexed, behindMs, stalls }: SustainedFigures): string =>
  `Sustained: ${minutes} minutes, ${wanted} failures a second wanted, ${indexed} taken by Elasticsearch; runs at most ${(behindMs / 1_000).toFixed(1)} s behind; of all looks at the event loop 99.9 % within ${stalls.p999.toFixed(1)} ms, the longest ${stalls.longest.toFixed(0)} ms.`;
