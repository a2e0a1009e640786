import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { zipFolder } from './build_steps/archive';
import { buildBundles, type BuiltBundles } from './build_steps/browser_bundle';
import { installDependencies } from './build_steps/dependencies';
import {
  readPackageJson,
  readSourceManifest,
  toManifest,
  toShippedPackageJson,
  versionOfFiles,
  type PackageJson,
} from './build_steps/manifest';
import { compileServer } from './build_steps/server_files';
import { runMain } from './ending';
import { BUILD, ROOT } from './paths';

const SHIPPED_AS_THEY_ARE = ['.i18nrc.json', 'LICENSE', 'README.md', 'translations'];

/** Exact, because Kibana refuses a plugin of any other patch version. */
export function requireKibanaVersion(version: string | undefined): string {
  if (version && /^\d+\.\d+\.\d+$/.test(version)) return version;
  const given = version === undefined ? 'none was given' : `"${version}" is none`;
  throw new Error(
    `--kibana-version takes the exact version of the Kibana to build for, like 8.12.2; ${given}.`,
  );
}

export interface BuiltPlugin {
  zip: string;
  files: number;
  bundles: BuiltBundles;
}

/** Makes `build/<id>-<kibanaVersion>.zip`. Two builds at the same time do not disturb each other. */
export async function buildPlugin(kibanaVersion: string): Promise<BuiltPlugin> {
  const packageJson = readPackageJson();
  const source = readSourceManifest();
  const { id } = source.plugin;
  await mkdir(BUILD, { recursive: true });
  const tree = await mkdtemp(join(BUILD, 'tree-'));
  try {
    const target = join(tree, 'kibana', id);
    const plugin = { id, pluginVersion: packageJson.version, kibanaVersion };
    const bundles = await buildBundles(plugin, target);
    const version = versionOfFiles(packageJson.version, bundles.hash);
    await writeJson(join(target, 'kibana.json'), toManifest(source, version, kibanaVersion));
    await fillTree(target, packageJson);
    const zip = join(BUILD, `${id}-${kibanaVersion}.zip`);
    return { zip, files: await zipFolder(tree, zip), bundles };
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

async function fillTree(target: string, packageJson: PackageJson): Promise<void> {
  await writeJson(join(target, 'package.json'), toShippedPackageJson(packageJson));
  await copyShipped(target);
  await compileServer(target);
  await installDependencies(target);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'kibana-version': { type: 'string' } } });
  const { zip, files, bundles } = await buildPlugin(requireKibanaVersion(values['kibana-version']));
  console.log(`${relative(ROOT, zip)}: ${files} files, ${inKilobytes((await stat(zip)).size)}`);
  for (const name of ['entry', 'app'] as const) {
    const { plain, gzipped } = bundles[name];
    console.log(`${name}: ${inKilobytes(plain)}, ${inKilobytes(gzipped)} gzipped`);
  }
}

async function copyShipped(target: string): Promise<void> {
  for (const name of SHIPPED_AS_THEY_ARE.filter((candidate) => existsSync(join(ROOT, candidate)))) {
    await cp(join(ROOT, name), join(target, name), { recursive: true });
  }
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

if (require.main === module) runMain(main);
