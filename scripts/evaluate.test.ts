import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-script-'));
afterAll(() => rmSync(folder, { recursive: true }));
const events = join(folder, 'events.ndjson');
writeFileSync(events, '{"@timestamp":"2026-11-22T03:14:00.000Z"}\n');

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** With an ES_URL that is refused before anything is asked of it. */
const evaluate = (...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const env = {
      ...process.env,
      TSX_TSCONFIG_PATH: 'scripts/evaluate/tsconfig.run.json',
      ES_URL: 'ftp://nowhere',
    };
    const command = ['--import', 'tsx', 'scripts/evaluate.ts', ...args];
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

jest.setTimeout(60_000);

describe('npm run evaluate', () => {
  it.each<[string, string[], string]>([
    ['a file without its option', [events], `Unexpected argument '${events}'`],
    ['two files', ['--events', events, '--events', events], 'Name one file of events.'],
    [
      'a file that is not there',
      ['--events', join(folder, 'absent')],
      `there is no ${join(folder, 'absent')}`,
    ],
    ['the name of no index', ['--events', events, '--index='], '--index "" is empty'],
    ['an ES_URL that is none', ['--events', events], 'ES_URL must begin with http:// or https://.'],
  ])('refuses %s before anything is started, in words and as JSON', async (_what, args, message) => {
    const { code, stdout, stderr } = await evaluate(...args, '--json');
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(JSON.parse(stdout)).toEqual({
      events: 0,
      rejected: 0,
      failed_logons: 0,
      unread: [],
      alerts: [],
      error: stderr.trim(),
    });
  });

  it('prints nothing but words where JSON is not asked for', async () => {
    const { code, stdout, stderr } = await evaluate();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Name a file of events.');
  });
});
