import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../command';
import { ROOT } from '../paths';

const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const CONFIG = join(ROOT, 'scripts', 'lint', 'circles.cjs');

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'circles-'));
afterAll(() => rmSync(folder, { recursive: true }));

let serial = 0;
/** Checks a project of these files, by the configuration of our own. */
async function check(files: Record<string, string>) {
  const project = join(folder, String((serial += 1)));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  const rooms = [...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? ''))];
  return runCommand(process.execPath, [CRUISER, '--config', CONFIG, ...rooms], { cwd: project });
}

const useType = (file: string) =>
  `import type { A } from '${file}';\nexport type B = A;\nexport type A = 1;\n`;

describe('the check for circles of imports', () => {
  it.each<[string, Record<string, string>]>([
    [
      'of values',
      {
        'server/a.ts': "import { b } from './b';\nexport const a = () => b();\n",
        'server/b.ts': "import { a } from './a';\nexport const b = (): void => a();\n",
      },
    ],
    ['of types alone', { 'server/a.ts': useType('./b'), 'server/b.ts': useType('./a') }],
    [
      'over three files in three rooms, one of them a component',
      {
        'common/a.ts': useType('../public/b'),
        'public/b.tsx': useType('../test/c'),
        'test/c.ts': useType('../common/a'),
      },
    ],
    [
      'by what a file passes on',
      { 'sandbox/a.ts': "export * from './b';\nexport type A = 1;\n", 'sandbox/b.ts': useType('./a') },
    ],
  ])('tells one %s', async (_what, files) => {
    const { code, output } = await check(files);
    expect(output).toContain('no-circle');
    expect(code).not.toBe(0);
  });

  it('passes where imports go one way', async () => {
    const { code, output } = await check({
      'server/a.ts': useType('./b'),
      'server/b.ts': 'export type A = 1;\n',
    });
    expect(output).toContain('no dependency violations found (2 modules, 1 dependencies cruised)');
    expect(code).toBe(0);
  });
});
