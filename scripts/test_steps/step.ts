import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCommand, type CommandResult } from '../command';
import { BUILD, ROOT } from '../paths';
import { ONE_FAILED, ONE_PASSED, toCounts, toText, type Counts } from './counts';

/** Where the full output of each step is kept for a look afterwards. */
const LOGS = join(BUILD, 'test');

const SHOWN_LINES = 80;

export interface Step {
  name: string;
  /** Of a script in package.json, with what follows it. */
  script: string;
  args?: string[];
  /** Its tests are counted one by one, by Jest's report in the file that this option names. */
  reportOption?: string;
  timeoutMinutes: number;
}

export interface StepResult {
  name: string;
  counts: Counts;
  seconds: number;
}

/** Runs one step to its end and says in one line how it went; where it failed, with the end of its output. */
export async function runStep(step: Step, env: NodeJS.ProcessEnv): Promise<StepResult> {
  return timed(step.name, async () => {
    await mkdir(LOGS, { recursive: true });
    const report = join(LOGS, `${fileName(step.name)}.json`);
    await rm(report, { force: true });
    const result = await runScript(step, report, env);
    const late = result.timedOut ? `\nIt was ended after ${step.timeoutMinutes} minutes.` : '';
    return { counts: await countsOf(step, report, result.code), output: result.output + late };
  });
}

function runScript(step: Step, report: string, env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const reportArgs = step.reportOption ? ['--json', step.reportOption.replace('FILE', report)] : [];
  const args = ['run', '--silent', step.script, '--', ...(step.args ?? []), ...reportArgs];
  return runCommand('npm', args, { cwd: ROOT, env, timeoutMs: step.timeoutMinutes * 60_000 });
}

async function countsOf(step: Step, report: string, code: number | null): Promise<Counts> {
  if (step.reportOption) return toCounts(await readIfThere(report), code);
  return code === 0 ? ONE_PASSED : ONE_FAILED;
}

/** Whatever `work` throws is a failure with its message as output. */
export async function timed(
  name: string,
  work: () => Promise<{ counts: Counts; output: string }>,
): Promise<StepResult> {
  const start = Date.now();
  const { counts, output } = await work().catch((error: unknown) => ({
    counts: ONE_FAILED,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  const result = { name, counts, seconds: (Date.now() - start) / 1000 };
  await tell(result, output);
  return result;
}

async function tell({ name, counts, seconds }: StepResult, output: string): Promise<void> {
  await mkdir(LOGS, { recursive: true });
  const log = join(LOGS, `${fileName(name)}.log`);
  await writeFile(log, output);
  const state = counts.failed === 0 ? 'ok    ' : 'not ok';
  console.log(`${state} ${name.padEnd(28)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${toText(counts)}`);
  if (counts.failed === 0) return;
  const lines = output.trimEnd().split('\n');
  if (lines.length > SHOWN_LINES) console.log(`  … the whole of it is in ${relative(ROOT, log)}`);
  lines.slice(-SHOWN_LINES).forEach((line) => console.log(`  | ${line}`));
}

function fileName(name: string): string {
  return name.replace(/\W+/g, '_');
}

async function readIfThere(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}
