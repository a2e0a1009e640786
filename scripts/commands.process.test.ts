import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from './paths';

// Each starts npm and loads a whole program, which takes a busy machine seconds.
jest.setTimeout(60_000);

const run = promisify(execFile);

/** Programs that say how they are called. What they import is not loaded by any other test. */
const COMMANDS = [
  'demo',
  'evaluate',
  'bench',
  'latency',
  'flood',
  'faults',
  'e2e',
  'fuzz',
  'test:smtp',
  'test:engine',
];

it.each(COMMANDS)('npm run %s starts, and says how it is called', async (command) => {
  const { stdout } = await run('npm', ['run', '--silent', command, '--', '--help'], { cwd: ROOT });
  expect(stdout).toContain(`npm run`);
});
