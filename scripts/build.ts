import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { zipFolder } from './build_steps/archive';
import { buildBundle, type BundleSizes } from './build_steps/browser_bundle';
import { installDependencies } from './build_steps/dependencies';
import {
  readPackageJson,
  readSourceManifest,
  toManifest,
  toShippedPackageJson,
  type Manifest,
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
  bundle: BundleSizes;
}

/** Makes `build/<id>-<kibanaVersion>.zip`. Two builds at the same time do not disturb each other. */
export async function buildPlugin(kibanaVersion: string): Promise<BuiltPlugin> {
  const packageJson = readPackageJson();
  const manifest = toManifest(readSourceManifest(), packageJson.version, kibanaVersion);
  await mkdir(BUILD, { recursive: true });
  const tree = await mkdtemp(join(BUILD, 'tree-'));
  try {
    const bundle = await fillTree(join(tree, 'kibana', manifest.id), manifest, packageJson);
    const zip = join(BUILD, `${manifest.id}-${kibanaVersion}.zip`);
    return { zip, files: await zipFolder(tree, zip), bundle };
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

async function fillTree(target: string, manifest: Manifest, packageJson: PackageJson): Promise<BundleSizes> {
  await mkdir(target, { recursive: true });
  await writeJson(join(target, 'kibana.json'), manifest);
  await writeJson(join(target, 'package.json'), toShippedPackageJson(packageJson));
  await copyShipped(target);
  await compileServer(target);
  await installDependencies(target);
  return buildBundle(manifest.id, target);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'kibana-version': { type: 'string' } } });
  const { zip, files, bundle } = await buildPlugin(requireKibanaVersion(values['kibana-version']));
  console.log(`${relative(ROOT, zip)}: ${files} files, ${inKilobytes((await stat(zip)).size)}`);
  console.log(`bundle: ${inKilobytes(bundle.plain)}, ${inKilobytes(bundle.gzipped)} gzipped`);
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
