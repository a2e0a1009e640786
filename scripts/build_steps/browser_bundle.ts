import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import type { BuildFacts } from '../../public/entry/build_facts';
import { ROOT } from '../paths';
import { SHARED, sharedDependencies, withoutPackages } from './shared_dependencies';
import { mergeMembers, usedMembers } from './shared_members';

/** Gzipped bytes. The entry is loaded on every page of Kibana, the app once it is opened. */
export const MAX_GZIPPED = { entry: 5_000, app: 150_000 };

/**
 * Code that runs before everything else. It keeps zod from trying to compile code, which the page's security policy
 * would report as an attack.
 */
const withoutCompiling: Plugin = {
  name: 'zod-without-compiling',
  setup(bundler) {
    bundler.onResolve({ filter: /^zod-without-compiling$/ }, ({ path }) => ({ path, namespace: 'setting' }));
    bundler.onLoad({ filter: /.*/, namespace: 'setting' }, () => ({
      contents: "import { config } from 'zod';\nconfig({ jitless: true });",
      resolveDir: ROOT,
      loader: 'js',
    }));
  },
};

export interface BundleSizes {
  plain: number;
  gzipped: number;
}

/** The plugin that a bundle is built for. */
export interface BundleOf {
  id: string;
  pluginVersion: string;
  kibanaVersion: string;
}

export interface BuiltBundles {
  entry: BundleSizes;
  app: BundleSizes;
  /** A hash that changes with every change of either file. */
  hash: string;
}

/**
 * Makes two scripts in `target/public`: the entry, which registers itself as Kibana's own bundles do, and the app, an
 * ES module that the entry imports. The name of the app holds a hash of its content, and so the entry changes with it.
 */
export async function buildBundles(plugin: BundleOf, target: string): Promise<BuiltBundles> {
  const app = await bundleApp();
  const appFile = `${plugin.id}.chunk.${hashOf(app.code)}.js`;
  const { pluginVersion, kibanaVersion } = plugin;
  const facts: BuildFacts = { appFile, pluginVersion, kibanaVersion, sharedMembers: app.sharedMembers };
  const entry = await bundleEntry(plugin.id, facts);
  const folder = join(target, 'target', 'public');
  await mkdir(folder, { recursive: true });
  return {
    app: await write(join(folder, appFile), app.code, MAX_GZIPPED.app),
    entry: await write(join(folder, `${plugin.id}.plugin.js`), entry, MAX_GZIPPED.entry),
    hash: hashOf(entry),
  };
}

/** Names a content in addresses and versions. */
export const hashOf = (code: string | Buffer) => createHash('sha256').update(code).digest('hex').slice(0, 12);

async function write(file: string, code: string, most: number): Promise<BundleSizes> {
  refuseEval(code);
  const sizes = { plain: Buffer.byteLength(code), gzipped: gzipSync(code).length };
  if (sizes.gzipped > most)
    throw new Error(`${file} is too large: ${sizes.gzipped} bytes gzipped, ${most} are allowed.`);
  await writeFile(file, code);
  await writeFile(`${file}.br`, brotliCompressSync(code));
  return sizes;
}

const COMMON = {
  bundle: true,
  write: false,
  metafile: true,
  absWorkingDir: ROOT,
  platform: 'browser',
  target: 'es2020',
  jsx: 'transform',
  minify: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'silent',
} as const satisfies BuildOptions;

async function bundleApp(): Promise<{ code: string; sharedMembers: Record<string, string[]> }> {
  const contents = "import 'zod-without-compiling';\nexport { renderApp } from './public/application';";
  const { outputFiles, metafile } = await build({
    ...COMMON,
    stdin: { contents, resolveDir: ROOT, sourcefile: 'app_entry.ts', loader: 'ts' },
    format: 'esm',
    plugins: [withoutCompiling, sharedDependencies],
  });
  const [output] = outputFiles;
  if (!output) throw new Error('The bundler made no file.');
  return { code: output.text, sharedMembers: await sharedMembersOf(Object.keys(metafile.inputs)) };
}

/**
 * Members of shared dependencies that the bundled files use, files of libraries included; by property of
 * `__kbnSharedDeps__`.
 */
async function sharedMembersOf(inputs: string[]): Promise<Record<string, string[]>> {
  const files = inputs.filter((input) => /^[^:]+\.(tsx?|mjs|js)$/.test(input) && input !== 'app_entry.ts');
  const modules = Object.keys(SHARED);
  const used = await Promise.all(
    files.map(async (file) => usedMembers(file, await readFile(join(ROOT, file), 'utf8'), modules)),
  );
  const byProperty = Object.entries(mergeMembers(used)).map(([name, members]) => [SHARED[name], members]);
  return Object.fromEntries(byProperty) as Record<string, string[]>;
}

async function bundleEntry(pluginId: string, facts: BuildFacts): Promise<string> {
  const contents = `import * as exported from './public';
try {
  __kbnBundles__.define('plugin/${pluginId}/public', () => exported, 0);
} catch (error) {
  console.error(error);
}`;
  const { outputFiles } = await build({
    ...COMMON,
    stdin: { contents, resolveDir: ROOT, sourcefile: 'bundle_entry.ts', loader: 'ts' },
    format: 'iife',
    define: { ...COMMON.define, BUILD_FACTS: JSON.stringify(facts) },
    plugins: [withoutPackages],
  });
  const [output] = outputFiles;
  if (!output) throw new Error('The bundler made no file.');
  return output.text;
}

/**
 * Throws where a bundle uses `eval` or `new Function`. Kibana's security policy allows neither, and a library that
 * only tries is reported in every user's console.
 */
function refuseEval(code: string): void {
  const found = /\beval\(|\bnew Function\(/.exec(code);
  if (found)
    throw new Error(`The bundle contains ${found[0]}…), which Kibana's content security policy forbids.`);
}
