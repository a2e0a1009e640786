import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../command';
import { attempt, type Check } from './check';
import { KIBANA_PACKAGES, installKibanaPackages } from './kibana_packages';
import { findKibanaNode, KIBANA_NODE } from './kibana_node';
import type { ZipEntry } from './read_zip';

/** How long loading the server may take, ms. A module that starts something would keep the process alive. */
const LOAD_MS = 20_000;

const LOADER = `
const loaded = require(process.argv[1]);
process.stdout.write(JSON.stringify({
  plugin: typeof loaded.plugin,
  schema: loaded.config?.schema?.__isKbnConfigSchemaType === true,
}));
`;

/** Loads the server as Kibana does for every discovered plugin, even a disabled one. */
export function checkServer(entries: ZipEntry[], prefix: string): Promise<Check[]> {
  return Promise.all([
    attempt(`the server loads on Node ${KIBANA_NODE} and leaves nothing running`, () =>
      loadProblems(entries, prefix),
    ),
    attempt('everything that the server requires is in the zip or in Kibana', async () =>
      unresolved(entries, prefix),
    ),
  ]);
}

async function loadProblems(entries: ZipEntry[], prefix: string): Promise<string[]> {
  const kibana = await mkdtemp(join(tmpdir(), 'brute-force-alerts-zip-'));
  try {
    const plugin = join(kibana, 'plugins', 'under_test');
    await extract(entries, prefix, plugin);
    await installKibanaPackages(kibana);
    return await load(join(plugin, 'server'), await findKibanaNode());
  } finally {
    await rm(kibana, { recursive: true, force: true });
  }
}

async function extract(entries: ZipEntry[], prefix: string, target: string): Promise<void> {
  for (const { name, content } of entries.filter((entry) => !entry.name.endsWith('/'))) {
    const path = join(target, name.slice(prefix.length + 1));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

async function load(server: string, node: string): Promise<string[]> {
  const result = await runCommand(node, ['-e', LOADER, server], { cwd: '/', timeoutMs: LOAD_MS });
  if (result.timedOut) return [`the process still lived after ${LOAD_MS / 1000} s`];
  if (result.code !== 0) return [`it threw: ${result.output.trim().slice(-1500)}`];
  const seen = JSON.parse(result.stdout) as { plugin: string; schema: boolean };
  return [
    ...(seen.plugin === 'function' ? [] : [`its export "plugin" is ${seen.plugin}, not function`]),
    ...(seen.schema ? [] : ['its export "config.schema" is no config schema']),
  ];
}

/** Every `require` whose module is missing in the zip. Those that run only when they are needed are checked too. */
function unresolved(entries: ZipEntry[], prefix: string): string[] {
  const names = new Set(entries.map(({ name }) => name));
  const own = entries.filter(({ name }) =>
    /^[^/]+\/(common|server)\/.*\.js$/.test(name.slice(name.indexOf('/') + 1)),
  );
  return own.flatMap(({ name, content }) =>
    [...content.toString('utf8').matchAll(/\brequire\("([^"]+)"\)/g)]
      .map(([, path = '']) => path)
      .filter((path) => !resolves(path, dirname(name), { names, prefix }))
      .map((path) => `${name} requires "${path}"`),
  );
}

function resolves(
  path: string,
  from: string,
  { names, prefix }: { names: Set<string>; prefix: string },
): boolean {
  if (path.startsWith('.')) {
    const base = join(from, path);
    return [base, `${base}.js`, `${base}.json`, `${base}/index.js`].some((name) => names.has(name));
  }
  if (path.startsWith('node:') || builtinModules.includes(path) || KIBANA_PACKAGES.includes(path))
    return true;
  const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
  return names.has(`${prefix}/node_modules/${name}/package.json`);
}
