import { existsSync } from 'node:fs';
import { cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { zipFolder } from './build_steps/archive';
import { buildBundle } from './build_steps/browser_bundle';
import { installDependencies } from './build_steps/dependencies';
import { readPackageJson, readSourceManifest, toManifest, toShippedPackageJson } from './build_steps/manifest';
import { compileServer } from './build_steps/server_files';
import { runMain } from './ending';
import { BUILD, ROOT } from './paths';

const SHIPPED_AS_THEY_ARE = ['.i18nrc.json', 'LICENSE', 'README.md', 'translations'];

/** Exact, because Kibana refuses a plugin of any other patch version. */
export function requireKibanaVersion(version: string | undefined): string {
  if (version && /^\d+\.\d+\.\d+$/.test(version)) return version;
  const given = version === undefined ? 'none was given' : `"${version}" is none`;
  throw new Error(`--kibana-version takes the exact version of the Kibana to build for, like 8.12.2; ${given}.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'kibana-version': { type: 'string' } } });
  const kibanaVersion = requireKibanaVersion(values['kibana-version']);
  const packageJson = readPackageJson();
  const manifest = toManifest(readSourceManifest(), packageJson.version, kibanaVersion);
  const tree = join(BUILD, 'tree');
  const target = join(tree, 'kibana', manifest.id);
  await rm(tree, { recursive: true, force: true });
  await mkdir(target, { recursive: true });

  await writeJson(join(target, 'kibana.json'), manifest);
  await writeJson(join(target, 'package.json'), toShippedPackageJson(packageJson));
  await copyShipped(target);
  await compileServer(target);
  const sizes = await buildBundle(manifest.id, target);
  await installDependencies(target);

  const zip = join(BUILD, `${manifest.id}-${kibanaVersion}.zip`);
  await rm(zip, { force: true });
  const files = await zipFolder(tree, zip);
  await rm(tree, { recursive: true, force: true });
  console.log(`${relative(ROOT, zip)}: ${files} files, ${inKilobytes((await stat(zip)).size)}`);
  console.log(`bundle: ${inKilobytes(sizes.plain)}, ${inKilobytes(sizes.gzipped)} gzipped`);
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
