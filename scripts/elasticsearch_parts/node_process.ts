import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs, killGroup } from '../command';
import { unprivilegedAccount } from './account';
import type { RunFolders } from './configuration';
import type { Distribution } from './distribution';

const TAIL_LENGTH = 6000;
const STOP_MS = 10_000;

/** A started Elasticsearch: launcher and server, two processes in one group. */
export interface NodeProcess {
  /** The last part of its output. */
  tail(): string;
  /** Code or signal once it ended by itself. */
  ended(): string | undefined;
  /** The port that it listens on, once it does. */
  httpPort(): number | undefined;
  stop(): Promise<void>;
}

export async function refuseTakenPort(port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(
        new Error(`Port ${port} on 127.0.0.1 is taken. End what listens there, or give another --port.`),
      ),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}

export function heapSize(): string {
  return process.env.ES_HEAP ?? '1g';
}

/** Starts Elasticsearch. `jvmOptions`: further options of the JVM, besides the size of its heap. */
export function startNode(
  distribution: Distribution,
  folders: RunFolders,
  javaHome: string,
  jvmOptions: string[],
): NodeProcess {
  const child = spawn(join(distribution.home, 'bin', 'elasticsearch'), [], {
    cwd: folders.base,
    env: nodeEnvironment(folders, javaHome, jvmOptions),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...unprivilegedAccount(),
  });
  const release = endWithUs(child.pid, 'SIGKILL');
  const guard = guardAgainstOurDeath(child, folders);
  const stop = () => stopNode(child, folders, guard).finally(release);
  return { ...watchChild(child), httpPort: () => readPort(folders), stop };
}

/** Nothing else of our environment: it may hold settings that change how a JVM starts, and secrets. */
function nodeEnvironment(folders: RunFolders, javaHome: string, jvmOptions: string[]): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folders.base,
    LANG: 'C.UTF-8',
    ES_JAVA_HOME: javaHome,
    ES_PATH_CONF: folders.config,
    ES_TMPDIR: folders.temporary,
    ES_JAVA_OPTS: [`-Xms${heapSize()}`, `-Xmx${heapSize()}`, ...jvmOptions].join(' '),
    // The launcher's own JVM needs next to nothing.
    CLI_JAVA_OPTS: '-Xmx64m',
  };
}

function watchChild(child: ChildProcess): Pick<NodeProcess, 'tail' | 'ended'> {
  let tail = '';
  let ended: string | undefined;
  const take = (text: string) => (tail = (tail + text).slice(-TAIL_LENGTH));
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = signal ?? `code ${code}`));
  // A forgotten `stop` must not keep our process alive; the guard ends the node with it.
  [child, child.stdout, child.stderr].forEach((handle) => (handle as Socket | null)?.unref());
  return { tail: () => tail, ended: () => ended };
}

/**
 * Starts a guard, a shell whose standard input closes when this process ends, also by SIGKILL. Then it kills
 * Elasticsearch and removes the folder.
 */
function guardAgainstOurDeath(child: ChildProcess, folders: RunFolders): ChildProcess {
  const script = 'cat >/dev/null; kill -s KILL -- "-$1" 2>/dev/null; sleep 1; rm -rf -- "$2"';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(child.pid ?? 0), folders.base], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as Socket).unref();
  return guard;
}

function readPort(folders: RunFolders): number | undefined {
  const file = join(folders.logs, 'http.ports');
  if (!existsSync(file)) return undefined;
  const port = /^127\.0\.0\.1:(\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return port === undefined ? undefined : Number(port);
}

async function stopNode(child: ChildProcess, folders: RunFolders, guard: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid !== undefined) {
    killGroup(pid, 'SIGTERM');
    if (!(await groupGone(pid, STOP_MS))) {
      killGroup(pid, 'SIGKILL');
      await groupGone(pid, STOP_MS);
    }
  }
  rmSync(folders.base, { recursive: true, force: true, maxRetries: 5 });
  if (guard.pid !== undefined) killGroup(guard.pid, 'SIGKILL');
}

async function groupGone(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (!isAlive(pid)) return true;
    await sleep(50);
  }
  return !isAlive(pid);
}

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
