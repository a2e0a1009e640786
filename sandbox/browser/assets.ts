import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { CACHE } from '../../scripts/paths';
import { SANDBOX_DIR } from '../install/install';

/**
 * The modules that Kibana shares with every bundle, by their property of `__kbnSharedDeps__`. Only those that we use.
 */
const SHARED: Record<string, string> = {
  React: 'react',
  ReactDom: 'react-dom',
  ReactRouterDom: 'react-router-dom',
  ElasticEui: '@elastic/eui',
  ElasticCharts: '@elastic/charts',
  EmotionReact: '@emotion/react',
  EmotionCache: '@emotion/cache',
  Moment: 'moment',
  History: 'history',
};
const STYLES: Record<string, string[]> = {
  light: ['@elastic/eui/dist/eui_theme_light.min.css', '@elastic/charts/dist/theme_only_light.css'],
  dark: ['@elastic/eui/dist/eui_theme_dark.min.css', '@elastic/charts/dist/theme_only_dark.css'],
};
/** Part of the cache's key. Raise it when the build below changes. */
const RECIPE = 2;

const nodeModules = join(SANDBOX_DIR, '..', 'node_modules');
const common = { bundle: true, format: 'iife', platform: 'browser', target: 'es2020', minify: true } as const;
const production = { 'process.env.NODE_ENV': '"production"', global: 'globalThis' };

/** Files of the page by name: the shared dependencies, their styles, and the chrome around the app. */
export type Assets = Record<'shared_deps.js' | 'chrome.js' | 'light.css' | 'dark.css', Buffer>;

/** Builds what the cache lacks. The shared dependencies take half a minute the first time. */
export async function buildAssets(): Promise<Assets> {
  const folder = await sharedDependencies();
  const cached = (name: string) => readFile(join(folder, name));
  return {
    'shared_deps.js': await cached('shared_deps.js'),
    'light.css': await cached('light.css'),
    'dark.css': await cached('dark.css'),
    'chrome.js': await buildChrome(),
  };
}

async function sharedDependencies(): Promise<string> {
  const folder = join(CACHE, 'sandbox', `shared_deps-${cacheKey()}`);
  if (existsSync(folder)) return folder;
  // Two builds at the same time make the same files; the folder of the first one stays.
  const half = `${folder}.${process.pid}`;
  await mkdir(half, { recursive: true });
  await buildSharedDependencies(half);
  for (const [theme, files] of Object.entries(STYLES))
    await writeFile(
      join(half, `${theme}.css`),
      files.map((file) => readFileSync(join(nodeModules, file), 'utf8')).join('\n'),
    );
  await rename(half, folder).catch((error: Error) => {
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

function cacheKey(): string {
  const versionOf = (name: string) =>
    (JSON.parse(readFileSync(join(nodeModules, name, 'package.json'), 'utf8')) as { version: string })
      .version;
  const versions = Object.entries(SHARED).map(([key, name]) => [key, name, versionOf(name)]);
  const i18n = readFileSync(join(SANDBOX_DIR, 'kbn', 'i18n.ts'), 'utf8');
  return createHash('sha256')
    .update(JSON.stringify([RECIPE, versions, STYLES, i18n]))
    .digest('hex')
    .slice(0, 16);
}

async function buildSharedDependencies(folder: string): Promise<void> {
  const entries = Object.entries({ ...SHARED, KbnI18n: './kbn/i18n' });
  const properties = entries.map(([key, name]) => `${key}: require('${name}')`).join(',\n');
  await build({
    ...common,
    stdin: { contents: `globalThis.__kbnSharedDeps__ = {\n${properties}\n};`, resolveDir: SANDBOX_DIR },
    outfile: join(folder, 'shared_deps.js'),
    define: production,
    legalComments: 'linked',
    plugins: [bundledIcons],
    alias: { 'moment-timezone': join(SANDBOX_DIR, 'browser', 'moment_timezone.ts') },
  });
}

/** EUI asks for an icon's file by a computed name, which a bundler follows only where the folder and the ending stand in it. */
const bundledIcons: Plugin = {
  name: 'bundled-icons',
  setup(bundler) {
    bundler.onLoad({ filter: /eui[\\/]lib[\\/]components[\\/]icon[\\/]icon\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('require(s)'))
        throw new Error(`${path} loads its icons in another way than the sandbox knows`);
      const followed = "require('./assets/' + s.slice('./assets/'.length) + '.js')";
      return { contents: source.replace('require(s)', followed), loader: 'js' };
    });
  },
};

/** The chrome takes React and EUI from the same globals as the plugin: there must be one of each in a page. */
const fromSharedDependencies: Plugin = {
  name: 'from-shared-dependencies',
  setup(bundler) {
    const names = new Map(Object.entries(SHARED).map(([key, name]) => [name, key]));
    bundler.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      names.has(path) ? { path, namespace: 'shared' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = __kbnSharedDeps__.${names.get(path)};`,
    }));
  },
};

async function buildChrome(): Promise<Buffer> {
  const entryPoints = [join(SANDBOX_DIR, 'browser', 'chrome', 'index.tsx')];
  const plugins = [fromSharedDependencies];
  const { outputFiles } = await build({
    ...common,
    entryPoints,
    plugins,
    define: production,
    jsx: 'transform',
    write: false,
  });
  return Buffer.concat(outputFiles.map(({ contents }) => contents));
}
