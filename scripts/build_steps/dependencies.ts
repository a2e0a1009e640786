import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runCommand } from '../command';
import { CACHE, ROOT } from '../paths';

const INPUTS = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * Files that are not shipped, since `require` never needs them: types, source maps, sources of libraries, npm's own
 * notes.
 */
const NOT_SHIPPED =
  /\.(map|[cm]?ts|tsx|flow)$|^\.(bin|package-lock\.json)$|^(test|tests|__tests__|\.github)$/;

/** The production dependencies of the lockfile, installed once per lockfile and then copied. */
export async function installDependencies(target: string): Promise<void> {
  const folder = join(CACHE, `production-${await lockfileHash()}`);
  if (!existsSync(folder)) await install(folder);
  await cp(join(folder, 'node_modules'), join(target, 'node_modules'), {
    recursive: true,
    filter: (source) => !NOT_SHIPPED.test(basename(source)),
  });
}

async function lockfileHash(): Promise<string> {
  const lockfile = await readFile(join(ROOT, 'package-lock.json'));
  return createHash('sha256').update(lockfile).digest('hex').slice(0, 16);
}

async function install(folder: string): Promise<void> {
  const half = `${folder}.${process.pid}.half`;
  await mkdir(half, { recursive: true });
  for (const file of INPUTS) await writeFile(join(half, file), await readFile(join(ROOT, file)));
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await runCommand('npm', args, { cwd: half, timeoutMs: 10 * 60_000 });
  if (result.code !== 0)
    throw new Error(`The production dependencies could not be installed:\n${result.output}`);
  await rename(half, folder).catch(() => rm(half, { recursive: true, force: true }));
}
