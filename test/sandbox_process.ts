import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithUs, killGroup, runCommand } from '../scripts/command';
import { BUILD, ROOT } from '../scripts/paths';
import { eventually } from './eventually';

const KIBANA_VERSION = '8.12.2';
const ZIP = join(BUILD, `bruteForceAlerts-${KIBANA_VERSION}.zip`);
/** The same key at every start, so that a process can read what the one before encrypted. */
const ENCRYPTION_KEY = 'encryption-key-of-a-sandbox-that-is-killed';
/** The first start on a machine bundles React and EUI, and others may be busy beside it. */
const START_SECONDS = 240;

/** The poll interval, milliseconds. It is short, since these suites mostly wait for runs. */
const POLL_INTERVAL = 500;

/** What the server side of the zip is made of. */
const SOURCES = ['common', 'server'].map((folder) => join(ROOT, folder));

function isCurrent(): boolean {
  if (!existsSync(ZIP)) return false;
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const made = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const newest = Math.max(...made.map((path) => statSync(path).mtimeMs));
  return statSync(ZIP).mtimeMs >= newest;
}

/** Builds the zip where it is missing or older than its sources. */
export async function buildWhereNeeded(): Promise<void> {
  if (isCurrent()) return;
  const args = ['run', '--silent', 'build', '--', '--kibana-version', KIBANA_VERSION];
  const { code, output } = await runCommand('npm', args, { cwd: ROOT });
  if (code !== 0) throw new Error(`The plugin could not be built:\n${output}`);
}

export interface SandboxPlace {
  elasticsearch: string;
  /** Of the Bot API. */
  apiUrl: string;
  space: string;
  /** What kibana.yml says of webhooks. */
  webhook?: { allowedHosts: string[]; certificateAuthorities: string[] };
  /** Null: none is configured. Absent: the one that all starts of the suite share. */
  encryptionKey?: string | null;
}

/** A sandbox in a process of its own, which can be killed as a machine that loses power kills it. */
export interface SandboxProcess {
  url: string;
  /** SIGKILL: nothing is finished and nothing is cleaned up. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ended as a person ends it: what runs is finished first. */
  stop(): Promise<void>;
}

export async function startSandboxProcess(place: SandboxPlace): Promise<SandboxProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-process-'));
  const config = join(folder, 'config.json');
  await writeFile(config, JSON.stringify({ telegram: { apiUrl: place.apiUrl }, webhook: place.webhook }));
  const script = ['--import', 'tsx', 'sandbox/main.ts', ...argumentsOf(place, config)];
  const child = spawn(process.execPath, script, {
    cwd: ROOT,
    // A killed sandbox leaves its temporary folder behind: it lies in ours.
    env: { ...process.env, TMPDIR: folder },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const release = endWithUs(child.pid, 'SIGKILL');
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const endBy = async (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) killGroup(child.pid, signal);
    await ended;
    release();
    await rm(folder, { recursive: true, force: true });
  };
  const kill = () => endBy('SIGKILL');
  try {
    return { url: await urlOf(child), kill, stop: () => endBy('SIGTERM') };
  } catch (error) {
    await kill();
    throw error;
  }
}

const argumentsOf = (place: SandboxPlace, config: string) => {
  const { elasticsearch, space, encryptionKey = ENCRYPTION_KEY } = place;
  return [
    ...['--poll-interval', String(POLL_INTERVAL)],
    ...['--zip', ZIP, '--es', elasticsearch, '--port', '0', '--space', space, '--config', config],
    ...(encryptionKey === null ? [] : ['--encryption-key', encryptionKey]),
  ];
};

/** It prints one line of JSON when it is ready. */
async function urlOf(child: ChildProcess): Promise<string> {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4_000)));
  const line = await eventually(
    'the sandbox to start',
    async () => {
      if (child.exitCode !== null) throw new Error(`The sandbox ended at its start:\n${errors}`);
      return /^\{.*\}$/m.exec(output)?.[0];
    },
    START_SECONDS,
  );
  return (JSON.parse(line) as { url: string }).url;
}
