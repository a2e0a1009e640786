import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../scripts/command';
import { withLock } from '../scripts/elasticsearch_parts/lock';
import { CACHE } from '../scripts/paths';

/** The oldest that what we install takes. */
const OLDEST = { major: 3, minor: 11 };
const NAMES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
const INSTALL_MS = 300_000;

/** Something written in Python that tests use. */
export interface PythonTool {
  /** As people call it. */
  name: string;
  /** The file of packages, each pinned. */
  requirements: string;
}

export interface FoundPython {
  name: string;
  /** `3.11`; absent where it could not be run. */
  version?: string;
}

/**
 * The folder of a virtual environment with the tool, below the cache folder, which is made where it is missing. Throws
 * with what to do where there is no Python for it, or the packages cannot be had.
 */
export async function pythonEnvironment(
  { name, requirements: file }: PythonTool,
  progress: (line: string) => void,
): Promise<string> {
  const python = suitable(await Promise.all(NAMES.map(inspect)), name);
  const requirements = await readFile(file, 'utf8');
  const hash = createHash('sha256').update(`${python.version}\n${requirements}`).digest('hex').slice(0, 12);
  const short = name.toLowerCase();
  const folder = join(CACHE, `${short}-${hash}`);
  await mkdir(CACHE, { recursive: true });
  const wait = () => progress(`Waiting for another process that installs ${name} …`);
  await withLock(join(CACHE, `${short}.lock`), wait, async () => {
    if (existsSync(join(folder, 'complete'))) return;
    progress(`Installing ${name} with ${python.name} (Python ${python.version}) …`);
    await install(python.name, folder, { name, requirements: file });
  });
  return folder;
}

async function inspect(name: string): Promise<FoundPython> {
  const args = ['-c', 'import sys, ensurepip, venv; print("%d.%d" % sys.version_info[:2])'];
  const result = await runCommand(name, args, { timeoutMs: 30_000 }).catch(() => null);
  const version = result?.code === 0 ? /^(\d+\.\d+)\s*$/.exec(result.stdout)?.[1] : undefined;
  return { name, version };
}

/** The first that is new enough. Throws with what was looked at where none is. `tool`: what needs it. */
export function suitable(found: FoundPython[], tool: string): Required<FoundPython> {
  for (const { name, version } of found) {
    const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
    if (version && major === OLDEST.major && minor >= OLDEST.minor) return { name, version };
  }
  const seen = found.map(({ name, version }) => `${name}: ${version ?? 'none that runs'}`).join('; ');
  throw new Error(
    `${tool} needs Python ${OLDEST.major}.${OLDEST.minor} or newer with venv. Looked at: ${seen}. ` +
      'Install one (Debian and Ubuntu: python3 and python3-venv). Everything else works without it.',
  );
}

/** Marked as complete at the end, so that one that was interrupted is made anew. */
async function install(python: string, folder: string, { name, requirements }: PythonTool): Promise<void> {
  const run = async (command: string, args: string[]) => {
    const { code, output } = await runCommand(command, args, { timeoutMs: INSTALL_MS });
    if (code !== 0) throw new Error(`${name} could not be installed:\n${output.slice(-2_000)}`);
  };
  await rm(folder, { recursive: true, force: true });
  await run(python, ['-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement'];
  await run(join(folder, 'bin', 'python'), [...pip, requirements]);
  await mkdir(join(folder, 'complete'));
}
