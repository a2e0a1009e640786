/** Plain JavaScript without a dependency: it runs before there are any. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(fileURLToPath(import.meta.url), '..', '..');
const MIN_NODE = 20;

const packagesOf = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;

/**
 * Whether the installed dependencies fit the lockfile. Compared by content: a checkout changes the time of files that
 * did not change.
 */
function isUpToDate() {
  const installedFile = 'node_modules/.package-lock.json';
  if (!existsSync(join(ROOT, installedFile))) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf('package-lock.json')).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional === true;
  });
}

function install() {
  console.error('Installing the npm packages …');
  const args = ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const { status, error } = spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (error) console.error(`npm could not be started: ${error.message}`);
  return status ?? 1;
}

if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
  console.error(`Node.js ${MIN_NODE} or newer is needed; this is ${process.version}.`);
  process.exitCode = 1;
} else if (!isUpToDate()) {
  process.exitCode = install();
}
