import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../command';
import { unprivilegedAccount } from './account';

export interface FoundJava {
  /** Where it was found, in words for a person. */
  from: string;
  home?: string;
  /** Feature release: 17, 21, … Absent where it could not be run. */
  release?: number;
}

export interface JavaRange {
  min: number;
  max: number;
}

/**
 * The versions of Java that an Elasticsearch runs on. 8.12 and 8.14 need the security manager, which JDK 24 removed.
 */
export function javaRange(elasticsearchVersion: string): JavaRange {
  const major = Number(elasticsearchVersion.split('.')[0]);
  return major >= 9 ? { min: 21, max: Infinity } : { min: 17, max: 23 };
}

/** The home of the first suitable JDK, or a text that says what was found and what to install. */
export type JavaSearch = { home: string } | { missing: string };

export async function lookForJava(
  range: JavaRange,
  javas: AsyncIterable<FoundJava> | Iterable<FoundJava> = javasOfThisMachine(),
): Promise<JavaSearch> {
  const seen: FoundJava[] = [];
  for await (const java of javas) {
    if (java.home && suits(java, range)) return { home: java.home };
    seen.push(java);
  }
  return { missing: missingMessage(range, seen) };
}

export async function findJava(range: JavaRange): Promise<string> {
  const java = await lookForJava(range);
  if ('missing' in java) throw new Error(java.missing);
  return java.home;
}

const suits = ({ release }: FoundJava, { min, max }: JavaRange) =>
  release !== undefined && release >= min && release <= max;

/** Candidates in order: the JDK that was asked for, the one on the path, then installed ones. */
async function* javasOfThisMachine(): AsyncGenerator<FoundJava> {
  for (const [from, binary] of candidates()) yield inspect(from, binary);
}

function candidates(): Array<[string, string]> {
  const fromEnvironment = ['ES_JAVA_HOME', 'JAVA_HOME'].flatMap((name): Array<[string, string]> => {
    const home = process.env[name];
    return home ? [[name, join(home, 'bin', 'java')]] : [];
  });
  return [...fromEnvironment, ['the path', 'java'], ...installed()];
}

function installed(): Array<[string, string]> {
  const folder = '/usr/lib/jvm';
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.map((name) => [join(folder, name), join(folder, name, 'bin', 'java')]);
}

/**
 * Asks a JDK for its release, with the account that Elasticsearch will have. That account cannot use a JDK below a
 * closed home folder.
 */
async function inspect(from: string, binary: string): Promise<FoundJava> {
  const args = ['-XshowSettings:properties', '-version'];
  const account = unprivilegedAccount();
  const result = await runCommand(binary, args, { cwd: '/', timeoutMs: 30_000, ...account }).catch(
    () => null,
  );
  return result?.code === 0 ? { from, ...parseSettings(result.output) } : { from };
}

export function parseSettings(output: string): { home?: string; release?: number } {
  const home = /^\s*java\.home = (.+)$/m.exec(output)?.[1];
  const release = /^\s*java\.specification\.version = (?:1\.)?(\d+)/m.exec(output)?.[1];
  return { home, release: release === undefined ? undefined : Number(release) };
}

function missingMessage({ min, max }: JavaRange, found: FoundJava[]): string {
  const wanted = max === Infinity ? `${min} or newer` : `${min} to ${max}`;
  const seen = found.map(({ from, release }) => `${from}: ${release ? `JDK ${release}` : 'none that runs'}`);
  return [
    `Elasticsearch needs a JDK ${wanted}. Looked at: ${seen.join('; ')}.`,
    `Install one (for example OpenJDK ${min}), or set ES_JAVA_HOME to its folder.`,
  ].join(' ');
}
