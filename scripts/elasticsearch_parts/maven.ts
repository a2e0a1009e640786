import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../command';

export interface Artifact {
  group: string;
  name: string;
  version: string;
}

/** Pinned, so that every machine runs the same one. */
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** The zip of an artifact. `dispose` removes what was copied for us alone; Maven's own repository stays as it is. */
export interface FetchedZip {
  path: string;
  dispose(): Promise<void>;
}

/**
 * Finds or fetches the zip. One that the local repository has is taken without asking Maven, so a second run needs no
 * network.
 */
export async function fetchZip(artifact: Artifact, scratch: string): Promise<FetchedZip> {
  const local = localPath(artifact);
  if (!existsSync(local))
    await maven(`${PLUGIN}:get`, `-Dartifact=${coordinates(artifact)}`, '-Dtransitive=false');
  if (existsSync(local)) return { path: local, dispose: async () => undefined };
  return copyOut(artifact, scratch);
}

/** How the name of a folder begins that a copy of this artifact is put into. */
export const downloadName = ({ name, version }: Artifact) => `${name}-${version}-`;

function localPath({ group, name, version }: Artifact): string {
  const repository = join(homedir(), '.m2', 'repository');
  return join(repository, ...group.split('.'), name, version, `${name}-${version}.zip`);
}

function coordinates({ group, name, version }: Artifact): string {
  return [group, name, version, 'zip'].join(':');
}

/** Has Maven copy the zip, where the local repository is in a place that only Maven knows. */
async function copyOut(artifact: Artifact, scratch: string): Promise<FetchedZip> {
  const folder = join(scratch, `${downloadName(artifact)}${process.pid}.download`);
  await mkdir(folder, { recursive: true });
  await maven(`${PLUGIN}:copy`, `-Dartifact=${coordinates(artifact)}`, `-DoutputDirectory=${folder}`);
  const path = join(folder, `${artifact.name}-${artifact.version}.zip`);
  return { path, dispose: () => rm(folder, { recursive: true, force: true }) };
}

async function maven(...args: string[]): Promise<void> {
  // Maven runs in a folder without pom.xml, so that no project takes part.
  const options = { cwd: tmpdir(), env: mavenEnvironment(), timeoutMs: 30 * 60_000 };
  const run = runCommand('mvn', ['-q', '-B', ...args], options);
  const result = await run.catch((error: Error) => {
    throw new Error(
      `Maven could not be started (${error.message}). Install Maven, so that "mvn -v" answers.`,
    );
  });
  if (result.code === 0) return;
  throw new Error(
    `Maven could not fetch ${args[1]?.replace('-Dartifact=', '')}. Check the network and ~/.m2/settings.xml.\n${result.output.slice(-2000)}`,
  );
}

/** Java takes the home folder from the account, which has none in some containers; everybody else takes it from HOME. */
function mavenEnvironment(): NodeJS.ProcessEnv {
  if (accountHome() === homedir()) return process.env;
  return { ...process.env, MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Duser.home=${homedir()}`.trim() };
}

function accountHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}
