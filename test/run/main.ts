import { parseArgs } from 'node:util';
import { runMain } from '../../scripts/ending';
import { sum, toText } from './counts';
import { runLanes } from './lanes';
import { planOf } from './plan';
import type { StepResult } from './step';

const USAGE = `npm test [-- --all]
Runs every check and test, two or three steps side by side; the last line is "N passed, N failed".
  --all   what takes hours too: a million accounts, every suite on every version of Elasticsearch, more lives in the
          property tests, 10,000 made-up requests`;

/** Of each Elasticsearch, of which three or four run at a time: enough for all but what `--all` does. */
const HEAP = '512m';

/** Settings of the person who runs this: tests must neither write to their servers nor message their people. */
const PERSONAL = ['ES_URL', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID', 'PORT', 'DEBUG', 'FORCE_COLOR'];

function testEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, CI: 'true', NO_COLOR: '1' };
  PERSONAL.forEach((name) => delete env[name]);
  return env;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { all: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return (console.log(USAGE), 0);
  if (!values.all) process.env.ES_HEAP ??= HEAP;
  const start = Date.now();
  const results: StepResult[] = [];
  for (const { lanes, atOnce } of planOf(values.all ? 'all' : 'usual', testEnvironment()))
    results.push(...(await runLanes(lanes, atOnce)));
  const total = sum(results.map(({ counts }) => counts));
  const work = results.reduce((all, { seconds }) => all + seconds, 0);
  const wall = (Date.now() - start) / 1_000;
  console.log(`\n${results.length} steps, ${wall.toFixed(0)} s; one after the other, ${work.toFixed(0)} s`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  // Alone on the last line, and always in this form: scripts read it.
  console.log(toText({ ...total, skipped: 0 }));
  return total.failed === 0 ? 0 : 1;
}

runMain(main);
