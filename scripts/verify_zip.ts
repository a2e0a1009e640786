import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Manifest } from './build_steps/manifest';
import { runMain } from './ending';
import { checkBundles } from './zip_checks/browser_load';
import { check, toLine, type Check } from './zip_checks/check';
import { checkByInstallerRules } from './zip_checks/installer_rules';
import { readZip, type ZipEntry } from './zip_checks/read_zip';
import { checkServer } from './zip_checks/server_load';

/** Checks a zip as Kibana's installer and plugin discovery would, without starting anything. */
export async function checkStatically(file: string, kibanaVersion: string): Promise<Check[]> {
  return checkByInstallerRules(await readZip(file), kibanaVersion);
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'kibana-version': { type: 'string' } },
  });
  const [file] = positionals;
  if (!file)
    throw new Error('Give the zip to verify: npm run verify-zip -- build/bruteForceAlerts-8.12.2.zip');
  const checks = await checkAll(await readZip(file), values['kibana-version'] ?? versionInName(file));
  checks.forEach((done) => console.log(toLine(done)));
  return checks.some(({ problem }) => problem !== undefined) ? 1 : 0;
}

function versionInName(file: string): string {
  const version = /-(\d+\.\d+\.\d+)\.zip$/.exec(basename(file))?.[1];
  if (version) return version;
  throw new Error('The name of the zip has no Kibana version: give --kibana-version x.y.z.');
}

async function checkAll(entries: ZipEntry[], kibanaVersion: string): Promise<Check[]> {
  const byRules = checkByInstallerRules(entries, kibanaVersion);
  const manifestEntry = entries.find(({ name }) => /^kibana\/[^/]+\/kibana\.json$/.test(name));
  if (!manifestEntry) return [...byRules, check('server and bundle can be loaded', ['there is no manifest'])];
  const prefix = manifestEntry.name.replace('/kibana.json', '');
  const manifest = JSON.parse(manifestEntry.content.toString('utf8')) as Manifest;
  return [
    ...byRules,
    ...(await checkServer(entries, prefix)),
    ...(await checkBundles(entries, prefix, manifest)),
  ];
}

if (require.main === module) runMain(main);
