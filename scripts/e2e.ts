import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { runMain } from './ending';
import { ROOT } from './paths';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, type Target } from './target';

const USAGE = `npm run e2e -- ${TARGET_USAGE}
  --json FILE   Jest's report;  -- jest options`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...TARGET_OPTIONS, json: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const target = await openTarget(values, (line) => console.error(line));
  try {
    return await runSuite(target, jestArguments(values.json, positionals));
  } finally {
    await target.stop();
  }
}

function jestArguments(json: string | undefined, more: string[]): string[] {
  const output = json ? ['--json', `--outputFile=${json}`] : [];
  return ['--selectProjects', 'e2e', '--runInBand', ...output, ...more];
}

async function runSuite(target: Target, args: string[]): Promise<number> {
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { code } = await runCommand(process.execPath, [jest, ...args], {
    cwd: ROOT,
    onOutput: (text) => process.stderr.write(text),
    env: {
      ...process.env,
      E2E_URL: target.url,
      E2E_USERNAME: target.username,
      E2E_PASSWORD: target.password,
      E2E_ES: target.es,
      E2E_BOT_API: target.botApi,
    },
  });
  return code ?? 1;
}

runMain(main);
