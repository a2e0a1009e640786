import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestSpace } from '../../test/e2e/harness';

/** Linux counts CPU time in hundredths of a second, whatever the machine. */
const TICKS_A_SECOND = 100;
/** Milliseconds to wait after detection was switched, since switching itself costs processor time. */
const SETTLE = 20_000;

/** CPU of a process in per cent of one core: of each part, and what detection adds. */
export interface QuietCost {
  off: number[];
  on: number[];
  added: number;
}

/**
 * Measures what watching quiet spaces costs. Detection is off and on in turn, twice each, for `minutes` minutes. Linux
 * only. `pids`: the processes by name.
 */
export async function measureQuietCost(
  spaces: TestSpace[],
  { interval, minutes, pids }: { interval: string; minutes: number; pids: Record<string, number> },
  progress: (line: string) => void,
): Promise<Record<string, QuietCost>> {
  const parts: Array<{ isOn: boolean; percent: Record<string, number> }> = [];
  for (const isOn of [false, true, false, true]) {
    for (const space of spaces) await (isOn ? space.turnOn({ interval }) : space.turnOff());
    await sleep(SETTLE);
    const percent = await cpuOver(pids, minutes * 60_000);
    parts.push({ isOn, percent });
    progress(`detection ${isOn ? 'on' : 'off'}: ${JSON.stringify(percent)} % of a core`);
  }
  const of = (name: string, wanted: boolean) =>
    parts.filter(({ isOn }) => isOn === wanted).map(({ percent }) => percent[name] ?? 0);
  return Object.fromEntries(
    Object.keys(pids).map((name) => {
      const [off, on] = [of(name, false), of(name, true)];
      return [name, { off, on, added: round(mean(on) - mean(off)) }];
    }),
  );
}

/** `kibana=12,elasticsearch=34`, or nothing. Throws where it is anything else. */
export function parsePids(text: string): Record<string, number> {
  if (text === '') return {};
  const pairs = text.split(',').map((part) => /^(\w+)=(\d+)$/.exec(part.trim()));
  if (pairs.some((pair) => !pair))
    throw new Error(`--pids is not understood: ${text}. Give for example kibana=12,elasticsearch=34.`);
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
}

async function cpuOver(pids: Record<string, number>, ms: number): Promise<Record<string, number>> {
  const [before, started] = [await cpuSeconds(pids), performance.now()];
  await sleep(ms);
  const [after, seconds] = [await cpuSeconds(pids), (performance.now() - started) / 1_000];
  return Object.fromEntries(
    Object.keys(pids).map((name) => [
      name,
      round((((after[name] ?? 0) - (before[name] ?? 0)) / seconds) * 100),
    ]),
  );
}

/** User and system time of all threads since each process began. */
async function cpuSeconds(pids: Record<string, number>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, pid] of Object.entries(pids)) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name, in brackets, and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    found[name] = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }
  return found;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Math.round(value * 100) / 100;
