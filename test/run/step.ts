import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCommand, type CommandResult } from '../../scripts/command';
import { BUILD, ROOT } from '../../scripts/paths';
import { ONE_FAILED, ONE_PASSED, ONE_SKIPPED, toCounts, toText, type Counts } from './counts';

/** Where the full output of each step is kept for a look afterwards. */
const LOGS = join(BUILD, 'test');

const SHOWN_LINES = 80;

export interface Step {
  name: string;
  /** Name of a script in package.json. */
  script: string;
  args?: string[];
  /**
   * The option for the file of Jest's report, by which the tests of the step are counted. Without it the step counts
   * as one test.
   */
  reportOption?: string;
  timeoutMinutes: number;
  /** Says what this machine lacks for the step and how to get it. Then the step is skipped with that text. */
  missing?: () => Promise<string | undefined>;
}

export interface StepResult {
  name: string;
  counts: Counts;
  seconds: number;
}

/** How the work of a step ended, and what it printed. */
export interface Outcome {
  counts: Counts;
  output: string;
}

/**
 * Runs steps one after the other. After each it prints a line with the result and, where it failed, the end of its
 * output.
 */
export async function runSteps(steps: Step[], env: NodeJS.ProcessEnv): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await timed(step.name, () => carryOut(step, env)));
  return results;
}

export async function carryOut(step: Step, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const missing = await step.missing?.();
  if (missing !== undefined) return { counts: ONE_SKIPPED, output: missing };
  await mkdir(LOGS, { recursive: true });
  const report = join(LOGS, `${fileName(step.name)}.json`);
  const running = join(LOGS, `${fileName(step.name)}.running`);
  await Promise.all([report, running].map((file) => rm(file, { force: true })));
  const result = await runScript(step, report, { ...env, RUNNING_TEST: running });
  const late = result.timedOut ? `\n${endedLate(step, await readIfThere(running))}` : '';
  return { counts: await countsOf(step, report, result.code), output: result.output + late };
}

/** `running`: the test that began last; undefined where none did. */
export const endedLate = (
  { timeoutMinutes }: Pick<Step, 'timeoutMinutes'>,
  running: string | undefined,
): string =>
  `It was ended after ${timeoutMinutes} minutes` +
  (running === undefined ? '.' : `, in this test: ${running}`);

function runScript(step: Step, report: string, env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const reportArgs = step.reportOption ? ['--json', step.reportOption.replace('FILE', report)] : [];
  const args = ['run', '--silent', step.script, '--', ...(step.args ?? []), ...reportArgs];
  return runCommand('npm', args, { cwd: ROOT, env, timeoutMs: step.timeoutMinutes * 60_000 });
}

async function countsOf(step: Step, report: string, code: number | null): Promise<Counts> {
  if (step.reportOption) return toCounts(await readIfThere(report), code);
  return code === 0 ? ONE_PASSED : ONE_FAILED;
}

/** Runs `work` and prints its result. An exception counts as a failure, with its message as the output. */
export async function timed(name: string, work: () => Promise<Outcome>): Promise<StepResult> {
  const start = Date.now();
  const { counts, output } = await work().catch((error: unknown) => ({
    counts: ONE_FAILED,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  const result = { name, counts, seconds: (Date.now() - start) / 1000 };
  await tell(result, output);
  return result;
}

async function tell(result: StepResult, output: string): Promise<void> {
  await mkdir(LOGS, { recursive: true });
  const log = join(LOGS, `${fileName(result.name)}.log`);
  await writeFile(log, output);
  // At once, so that nothing of a step beside it comes in between.
  console.log(toLines(result, output, relative(ROOT, log)).join('\n'));
}

/** One line, and below it the reason where something is not as it should be. `log` has the whole output. */
export function toLines({ name, counts, seconds }: StepResult, output: string, log: string): string[] {
  const state = stateOf(counts);
  const time = `${seconds.toFixed(1)} s`;
  const summary = `${state.padEnd(7)} ${name.padEnd(29)} ${time.padStart(8)}  ${toText(counts)}`;
  if (state === 'ok') return [summary];
  const lines = output.trimEnd().split('\n');
  const cut = lines.length > SHOWN_LINES ? [`  … the whole of it is in ${log}`] : [];
  return [summary, ...cut, ...lines.slice(-SHOWN_LINES).map((line) => `  | ${line}`)];
}

function stateOf({ passed, failed }: Counts): 'ok' | 'not ok' | 'skipped' {
  if (failed > 0) return 'not ok';
  return passed > 0 ? 'ok' : 'skipped';
}

function fileName(name: string): string {
  return name.replace(/\W+/g, '_');
}

async function readIfThere(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}
