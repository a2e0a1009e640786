import { parseArgs } from 'node:util';
import { benchOf, sideBySide } from './bench/before';
import { toText } from './bench/report';
import { runBench, SCENARIOS, type Scenario } from './bench/run';
import { startElasticsearch } from './elasticsearch';
import { runMain } from './ending';
import { abortOnSignals, InterruptedError } from './evaluate/interruption';

const USAGE = `npm run --silent bench -- [options]
Measures what ticks of the detection cost, beside a walk over all groups by Elasticsearch itself (docs/bench.md).
  --es URL         an Elasticsearch without security; without it one is started
  --version V      of the one that is started
  --scale 0.01     times all numbers of documents; the bounds are meant for 1
  --ticks 25       steady ticks of a scenario
  --only NAME      one scenario: ${SCENARIOS.join(', ')}
  --minutes 10     of the sustained load, which runs only where it is named
  --before DIR     measures the code of another checkout first, by the same measurement, and puts both side by side
  --json           print one JSON object and nothing else on standard output
  --check          end with 1 where a bound is not met`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      es: { type: 'string' },
      version: { type: 'string' },
      scale: { type: 'string', default: '1' },
      ticks: { type: 'string', default: '25' },
      only: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      before: { type: 'string' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return (console.log(USAGE), 0);
  const scale = toScale(values.scale);
  const steadyTicks = toTicks(values.ticks);
  const only = values.only === undefined ? undefined : toScenario(values.only);
  const minutes = toMinutes(values.minutes);
  const start = performance.now();
  const progress = (line: string) =>
    console.error(`${((performance.now() - start) / 1_000).toFixed(0).padStart(6)} s  ${line}`);
  const { url, stop } = await openElasticsearch(values, progress);
  const signal = abortOnSignals();
  try {
    const options = { url, scale, steadyTicks, only, minutes };
    const before = values.before === undefined ? undefined : await benchOf(values.before, options, signal);
    const report = await runBench({ ...options, progress, signal });
    console.log(values.json ? JSON.stringify({ ...report, before }) : toText(report));
    if (before && !values.json) console.log(`\n${sideBySide(before, report)}`);
    return values.check && report.bounds.some(({ met }) => !met) ? 1 : 0;
  } catch (error) {
    if (error instanceof InterruptedError) return error.code;
    throw error;
  } finally {
    await stop();
  }
}

async function openElasticsearch(
  { es, version }: { es?: string; version?: string },
  onProgress: (line: string) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (es !== undefined) return { url: es, stop: () => Promise.resolve() };
  return startElasticsearch({ version, onProgress });
}

function toScale(text: string): number {
  const scale = Number(text);
  if (scale > 0 && scale <= 1) return scale;
  throw new Error(`--scale is a number above 0 and up to 1, not ${text}.`);
}

function toTicks(text: string): number {
  const ticks = Number(text);
  if (Number.isInteger(ticks) && ticks > 0) return ticks;
  throw new Error(`--ticks is a whole number above 0, not ${text}.`);
}

function toMinutes(text: string): number {
  const minutes = Number(text);
  if (minutes > 0) return minutes;
  throw new Error(`--minutes is a number above 0, not ${text}.`);
}

function toScenario(text: string): Scenario {
  const found = SCENARIOS.find((name) => name === text);
  if (found) return found;
  throw new Error(`--only is one of ${SCENARIOS.join(', ')}, not ${text}.`);
}

runMain(main);
