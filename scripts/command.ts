import { spawn, type ChildProcess } from 'node:child_process';

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
  uid?: number;
  gid?: number;
  onOutput?: (text: string) => void;
}

export interface CommandResult {
  /** The exit code; null where a signal ended the command. */
  code: number | null;
  /** Both streams, in order of arrival. */
  output: string;
  /** Standard output alone, for what is read by a program. */
  stdout: string;
  timedOut: boolean;
}

/** How long a command may take to end what it started itself, before it is killed. */
const GRACE_MS = 5_000;

/** Running process groups with the signal that ends them. They are ended when this process exits. */
const running = new Map<number, NodeJS.Signals>();

process.on('exit', () => running.forEach((signal, pid) => killGroup(pid, signal)));

export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

/**
 * Registers a process group to be ended when this process exits. Call the returned function once the group has ended.
 */
export function endWithUs(pid: number | undefined, signal: NodeJS.Signals): () => void {
  if (pid === undefined) return () => undefined;
  running.set(pid, signal);
  return () => running.delete(pid);
}

/** Runs a command to its end, in a process group of its own. Rejects only where it cannot be started. */
export function runCommand(
  command: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { onOutput, timeoutMs, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...spawnOptions,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const result: CommandResult = { code: null, output: '', stdout: '', timedOut: false };
    const take = (text: string) => {
      result.output += text;
      onOutput?.(text);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      result.stdout += text;
      take(text);
    });
    child.stderr.setEncoding('utf8').on('data', take);
    // SIGTERM and not SIGKILL, so that the command can end what it started itself.
    const release = endWithUs(child.pid, 'SIGTERM');
    const cancel = endAfter(child, timeoutMs, () => (result.timedOut = true));
    child.once('error', (error) => {
      cancel();
      reject(error);
    });
    child.once('close', (code) => {
      cancel();
      release();
      resolve({ ...result, code });
    });
  });
}

function endAfter(child: ChildProcess, timeoutMs: number | undefined, onEnd: () => void): () => void {
  const { pid } = child;
  if (pid === undefined || timeoutMs === undefined) return () => undefined;
  const ask = setTimeout(() => {
    onEnd();
    killGroup(pid, 'SIGTERM');
  }, timeoutMs);
  const kill = setTimeout(() => {
    killGroup(pid, 'SIGKILL');
    // Something that left the group may still hold them; we do not wait for it.
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, timeoutMs + GRACE_MS);
  return () => [ask, kill].forEach((timer) => clearTimeout(timer));
}
