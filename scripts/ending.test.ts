import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const runScript = (main: string) =>
  run(process.execPath, ['--import', 'tsx', '--eval', `require('./scripts/ending.ts').runMain(${main})`], {
    maxBuffer: 10_000_000,
  });
const failureOf = (main: string) =>
  runScript(main).then(
    () => undefined,
    (error: { code: number; stderr: string }) => [error.code, error.stderr.length],
  );

describe('a script', () => {
  it('ends when all that it printed was taken, however much', async () => {
    const { stdout } = await runScript(`async () => console.log('x'.repeat(1_000_000))`);
    expect(stdout.length).toBe(1_000_001);
  });

  it('that fails says all of why, and ends with 1', async () =>
    expect(await failureOf(`async () => { throw new Error('y'.repeat(300_000)); }`)).toEqual([1, 300_001]));

  it('ends with the code that it answers, though something goes on', async () =>
    expect(await failureOf(`async () => { setInterval(() => undefined, 1_000); return 3; }`)).toEqual([
      3, 0,
    ]));
});
