import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { scripts } from '../package.json';
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

/** A server that is not there: to load the harness of the suites, it must only be named. */
const NOWHERE = {
  E2E_URL: 'http://127.0.0.1:1',
  E2E_ES: 'http://127.0.0.1:1',
  E2E_BOT_API: 'http://127.0.0.1:1',
  E2E_USERNAME: 'nobody',
  E2E_PASSWORD: 'none',
};

it.each<['fuzz' | 'latency', string, string]>([
  ['fuzz', 'test/fuzz/main.ts', './test/fuzz/place.ts'],
  ['latency', 'scripts/latency.ts', './test/e2e/harness.ts'],
])('npm run %s can load what it loads only when it knows where it runs', async (name, program, later) => {
  const command = scripts[name].replace(program, `-e "import('${later}').then(() => console.log('loaded'))"`);
  const { stdout } = await promisify(exec)(command, { cwd: ROOT, env: { ...process.env, ...NOWHERE } });
  expect(stdout).toBe('loaded\n');
});
