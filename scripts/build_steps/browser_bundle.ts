import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { ROOT } from '../paths';

/** What Kibana 8.12 to 9.x gives every bundle, by the name of its property of `__kbnSharedDeps__`. */
const SHARED: Record<string, string> = {
  react: 'React',
  'react-dom': 'ReactDom',
  'react-router-dom': 'ReactRouterDom',
  '@elastic/eui': 'ElasticEui',
  '@elastic/charts': 'ElasticCharts',
  '@emotion/react': 'EmotionReact',
  '@kbn/i18n': 'KbnI18n',
  moment: 'Moment',
};

/** Kibana's, or a second copy of something that must exist once in a page. */
const FORBIDDEN =
  /^(@kbn\/|@elastic\/|@emotion\/|react(-dom|-router|-router-dom)?(\/|$)|moment(\/|-|$)|lodash)/;

export const MAX_GZIPPED = 150_000;

const sharedDependencies: Plugin = {
  name: 'kibana-shared-dependencies',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      if (SHARED[path]) return { path, namespace: 'shared' };
      if (!FORBIDDEN.test(path)) return undefined;
      return {
        errors: [
          { text: `"${path}" is not among what Kibana gives a bundle: ${Object.keys(SHARED).join(', ')}` },
        ],
      };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = __kbnSharedDeps__.${SHARED[path]};`,
      loader: 'js',
    }));
  },
};

/** Evaluated first. Else zod tries whether it may compile code, which the page's security policy reports as an attack. */
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

/** One script that registers itself as Kibana's own bundles do. */
export async function buildBundle(pluginId: string, target: string): Promise<BundleSizes> {
  const code = await bundle(pluginId);
  refuseEval(code);
  const file = join(target, 'target', 'public', `${pluginId}.plugin.js`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
  await writeFile(`${file}.br`, brotliCompressSync(code));
  const sizes = { plain: Buffer.byteLength(code), gzipped: gzipSync(code).length };
  if (sizes.gzipped <= MAX_GZIPPED) return sizes;
  throw new Error(`The bundle is too large: ${sizes.gzipped} bytes gzipped, ${MAX_GZIPPED} are allowed.`);
}

async function bundle(pluginId: string): Promise<string> {
  if (!['public/index.ts', 'public/index.tsx'].some((file) => existsSync(join(ROOT, file)))) {
    throw new Error('public/index.ts is missing.');
  }
  const result = await build({
    stdin: {
      contents: entry(pluginId),
      resolveDir: ROOT,
      sourcefile: 'bundle_entry.ts',
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    jsx: 'transform',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutCompiling, sharedDependencies],
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  if (!output) throw new Error('The bundler made no file.');
  return output.text;
}

function entry(pluginId: string): string {
  return [
    "import 'zod-without-compiling';",
    "import * as exported from './public';",
    `__kbnBundles__.define('plugin/${pluginId}/public', () => exported, 0);`,
  ].join('\n');
}

/** Kibana's content security policy allows neither; a library that only tries is reported in every user's console. */
function refuseEval(code: string): void {
  const found = /\beval\(|\bnew Function\(/.exec(code);
  if (found)
    throw new Error(`The bundle contains ${found[0]}…), which Kibana's content security policy forbids.`);
}
