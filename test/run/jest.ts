import { join } from 'node:path';
import { runCommand } from '../../scripts/command';
import { ROOT } from '../../scripts/paths';

/** Runs Jest with the environment that the suites need; what it prints goes to standard error. Returns its exit code. */
export async function runJest(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { code } = await runCommand(process.execPath, [jest, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    onOutput: (text) => process.stderr.write(text),
  });
  return code ?? 1;
}

/** The file that Jest's report goes to, where one is wanted. */
export const reportArguments = (json: string | undefined) =>
  json === undefined ? [] : ['--json', `--outputFile=${json}`];
