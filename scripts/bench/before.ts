import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../paths';
import { seriesOfFigures } from './bounds';
import type { BenchOptions, BenchReport } from './run';
import type { TickSeries } from './tick_series';

/**
 * These folders come from the other checkout, whose code is measured. `OURS` are the files that measure; they come
 * from this one.
 */
const THEIRS = [
  'common',
  'kibana_contracts',
  'sandbox',
  'scripts',
  'server',
  'test',
  'package.json',
  'tsconfig.json',
];
const OURS = ['scripts/bench', 'scripts/bench.ts', 'test/winlogbeat.ts'];

/** The report of the code in another folder, in a process of its own. */
export async function benchOf(
  folder: string,
  {
    url,
    scale,
    steadyTicks,
    only,
    minutes,
  }: Pick<BenchOptions, 'url' | 'scale' | 'steadyTicks' | 'only' | 'minutes'>,
  signal: AbortSignal,
): Promise<BenchReport> {
  const place = await mkdtemp(join(tmpdir(), 'bench-before-'));
  try {
    for (const name of THEIRS) await cp(join(folder, name), join(place, name), { recursive: true });
    for (const name of OURS) {
      await rm(join(place, name), { recursive: true });
      await cp(join(ROOT, name), join(place, name), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(place, 'node_modules'));
    const options = { es: url, scale, ticks: steadyTicks, only, minutes };
    const args = Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, String(value)],
    );
    return JSON.parse(await outputOf(place, [...args, '--json'], signal)) as BenchReport;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function outputOf(place: string, args: string[], signal: AbortSignal): Promise<string> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', 'scripts/bench.ts', ...args], {
    cwd: place,
    env: { ...process.env, TSX_TSCONFIG_PATH: 'scripts/evaluate/tsconfig.run.json' },
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The benchmark of the other checkout ended with ${code}.`);
  return output;
}

/** The figures of each kind of tick, of the code before and of this one. */
export function sideBySide(before: BenchReport, after: BenchReport): string {
  const then = new Map(seriesOfFigures(before).map((series) => [series.name, series]));
  const held = ({ million }: BenchReport) => megabytes(million?.held.restart ?? NaN);
  const lines = seriesOfFigures(after).map((now) => {
    const was = then.get(now.name);
    return was ? `  ${now.name}: ${figuresOf(was)} → ${figuresOf(now)}` : `  ${now.name}: ${figuresOf(now)}`;
  });
  const memory = after.million ? [`  memory held for a million: ${held(before)} → ${held(after)} MB`] : [];
  return [
    'Before → now (wall, CPU, stall of 99.9 %, longest, and by processor time, peak of memory):',
    ...lines,
    ...memory,
  ].join('\n');
}

const figuresOf = ({ wallMs, cpuMs, stalls, heapGrowth }: TickSeries) =>
  [
    `${(wallMs.median / 1_000).toFixed(1)} s`,
    `${(cpuMs.median / 1_000).toFixed(1)} s`,
    `${stalls.p999.toFixed(0)} ms`,
    `${stalls.longest.toFixed(0)} ms`,
    `${stalls.longestCpu.toFixed(0)} ms`,
    `${megabytes(heapGrowth.median)} MB`,
  ].join(', ');

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);
