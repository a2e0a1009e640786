import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { checkStatically } from './verify_zip';

const folder = mkdtempSync(join(tmpdir(), 'verify-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PREFIX = 'kibana/bruteForceAlerts';
const MANIFEST = {
  id: 'bruteForceAlerts',
  version: '0.1.0',
  kibanaVersion: '8.12.2',
  owner: { name: 'somebody' },
  server: true,
  ui: true,
};

interface File {
  name: string;
  text?: string;
  mode?: number;
}

const complete = (manifest: object = MANIFEST, prefix = PREFIX): File[] => [
  { name: `${prefix}/LICENSE` },
  { name: `${prefix}/kibana.json`, text: JSON.stringify(manifest) },
  { name: `${prefix}/server/index.js` },
  { name: `${prefix}/target/public/bruteForceAlerts.plugin.js` },
];

let made = 0;
async function zipOf(files: File[]): Promise<string> {
  const zip = new ZipFile();
  for (const { name, text = '', mode = 0o100644 } of files) {
    zip.addBuffer(Buffer.from(text), name, { mode });
  }
  zip.end();
  const file = join(folder, `${(made += 1)}.zip`);
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

async function problemsOf(files: File[]): Promise<string[]> {
  const checks = await checkStatically(await zipOf(files), '8.12.2');
  return checks.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
}

describe('a zip that is as it should be', () => {
  it('passes every check', async () => expect(await problemsOf(complete())).toEqual([]));
});

describe('layout', () => {
  it.each([
    ['without the kibana folder', 'bruteForceAlerts'],
    ['with the manifest at the root of the kibana folder', 'kibana'],
  ])('%s is no plugin', async (_, prefix) => {
    expect(await problemsOf(complete(MANIFEST, prefix))).toEqual([
      'the manifest is where the installer looks: no kibana/<folder>/kibana.json',
    ]);
  });

  it('with a leading ./ is refused: the installer would find the manifest and extract nothing', async () => {
    const [first] = await problemsOf(complete(MANIFEST, `./${PREFIX}`));
    expect(first).toMatch(/^every entry lies below the prefix.*LICENSE.*kibana\.json/);
  });

  it('with entries beside the prefix is refused', async () => {
    const stray = { name: 'kibana/other/index.js' };
    expect(await problemsOf([...complete(), stray])).toEqual([
      expect.stringContaining('kibana/other/index.js'),
    ]);
  });

  it('lacks what the manifest promises', async () => {
    const files = complete().filter(({ name }) => !name.endsWith('.plugin.js'));
    expect(await problemsOf(files)).toEqual([
      expect.stringContaining('target/public/bruteForceAlerts.plugin.js'),
    ]);
  });
});

describe('modes', () => {
  it.each([
    ['none at all, as archives from other systems have', 0, '000'],
    ['readable by the owner only', 0o100600, '600'],
  ])('%s is refused', async (_, mode, shown) => {
    const files = [...complete(), { name: `${PREFIX}/common/a.js`, mode }];
    expect(await problemsOf(files)).toEqual([expect.stringContaining(`common/a.js has ${shown}`)]);
  });
  it('lets an executable pass', async () => {
    const files = [...complete(), { name: `${PREFIX}/common/a.js`, mode: 0o100755 }];
    expect(await problemsOf(files)).toEqual([]);
  });
});

describe("the layout of Kibana's own build tool", () => {
  it.each(['docs/development.md', 'server/data.bin', 'target/public/other.css', 'package-lock.json'])(
    'has no %s',
    async (name) => {
      const files = [...complete(), { name: `${PREFIX}/${name}` }];
      expect(await problemsOf(files)).toEqual([expect.stringContaining(name)]);
    },
  );
  it('has modules, translations and chunks', async () => {
    const names = [
      'node_modules/axios/index.js',
      'translations/ja-JP.json',
      'target/public/bruteForceAlerts.chunk.1.js',
    ];
    expect(
      await problemsOf([...complete(), ...names.map((name) => ({ name: `${PREFIX}/${name}` }))]),
    ).toEqual([]);
  });
});

describe('what belongs to the source tree', () => {
  it.each(['server/a.test.js', 'server/a.ts', 'server/a.js.map', '.env', 'server/alert_builder.js'])(
    '%s is refused',
    async (name) => {
      const files = [...complete(), { name: `${PREFIX}/${name}` }];
      expect(await problemsOf(files)).toContainEqual(expect.stringMatching(/source tree: .*/));
      expect((await problemsOf(files)).join()).toContain(name);
    },
  );
  it('a source map inside the bundle is refused', async () => {
    const [licence, manifest, server, bundle] = complete();
    const text = '1;\n//# sourceMappingURL=data:application/json;base64,e30=';
    const files = [licence, manifest, server, { name: '', ...bundle, text }].filter(
      (file) => file !== undefined,
    );
    expect(await problemsOf(files)).toEqual([expect.stringContaining('bruteForceAlerts.plugin.js')]);
  });
});

describe('manifest', () => {
  it.each([
    ['an unknown key', { license: 'Apache-2.0' }, 'license'],
    ['an id with a dot', { id: 'brute.force' }, 'brute.force'],
    ['no owner', { owner: undefined }, 'owner.name'],
    ['neither server nor browser side', { server: false, ui: false }, 'neither server nor ui'],
  ])('with %s is refused', async (_, change, named) => {
    expect((await problemsOf(complete({ ...MANIFEST, ...change }))).join()).toContain(named);
  });

  it('with comments is refused', async () => {
    const files = complete().map((file) => (file.text ? { ...file, text: `// ours\n${file.text}` } : file));
    expect(await problemsOf(files)).toEqual([expect.stringContaining('plain JSON')]);
  });

  it.each(['8.12.1', '8.12', 'kibana', '', '9.0.0'])(
    'for version %j is refused by Kibana 8.12.2',
    async (version) => {
      const problems = await problemsOf(complete({ ...MANIFEST, kibanaVersion: version }));
      expect(problems).toEqual([expect.stringContaining('the version is the one of Kibana 8.12.2')]);
    },
  );
  it.each(['8.12.2', '8.12.2-build5'])('for version %j is taken', async (kibanaVersion) => {
    expect(await problemsOf(complete({ ...MANIFEST, kibanaVersion }))).toEqual([]);
  });
});
