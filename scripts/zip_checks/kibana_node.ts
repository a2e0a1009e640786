import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../command';
import { CACHE } from '../paths';

/** The Node.js that Kibana 8.12.2 runs on. A plugin that needs a newer one keeps Kibana from starting. */
export const KIBANA_NODE = '18.18.2';

/** Path of that Node.js, fetched once as the npm package that carries it. */
export async function findKibanaNode(): Promise<string> {
  const folder = join(CACHE, `node-${KIBANA_NODE}`);
  const name = `node-${process.platform}-${process.arch}`;
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (!existsSync(binary)) await fetchInto(folder, `${name}@${KIBANA_NODE}`);
  return binary;
}

async function fetchInto(folder: string, artifact: string): Promise<void> {
  const half = `${folder}.${process.pid}.half`;
  await mkdir(half, { recursive: true });
  const quiet = [
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const args = ['install', '--prefix', half, ...quiet, artifact];
  const result = await runCommand('npm', args, { cwd: half, timeoutMs: 5 * 60_000 });
  if (result.code !== 0) throw new Error(`${artifact} could not be fetched: ${result.output}`);
  await rename(half, folder).catch(() => rm(half, { recursive: true, force: true }));
}
