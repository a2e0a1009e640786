import { spawn } from 'node:child_process';

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
  uid?: number;
  gid?: number;
  onOutput?: (text: string) => void;
}

export interface CommandResult {
  /** Null where a signal ended it. */
  code: number | null;
  /** Both streams, in order of arrival. */
  output: string;
  /** Standard output alone, for what is read by a program. */
  stdout: string;
  timedOut: boolean;
}

/** Groups of commands that still run: what we start must not outlive us. */
const running = new Set<number>();

export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

process.on('exit', () => running.forEach((pid) => killGroup(pid, 'SIGKILL')));

/** From now on the group ends when we do. Call what is returned once it has ended. */
export function endWithUs(pid: number | undefined): () => void {
  if (pid === undefined) return () => undefined;
  running.add(pid);
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
    const { pid } = child;
    const release = endWithUs(pid);
    const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
    function expire() {
      result.timedOut = true;
      if (pid !== undefined) killGroup(pid, 'SIGKILL');
    }
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      release();
      resolve({ ...result, code });
    });
  });
}
