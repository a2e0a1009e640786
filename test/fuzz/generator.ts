import { spawn } from 'node:child_process';
import { endWithUs, killGroup } from '../../scripts/command';

export interface GeneratorOptions {
  /** Of `schemathesis`. */
  command: string;
  description: string;
  /** Where it asks, and where it may write. */
  url: string;
  folder: string;
  seed: number;
  /** Of each operation. */
  examples: number;
  phases: string[];
  /** Requests as described, or also others. */
  mode: 'positive' | 'all';
  /** The operation that it asks; all where absent. */
  operation?: string;
  /** Ends it before it is done. */
  enough: Promise<void>;
}

/** Has Schemathesis make up requests, valid and invalid. The gate judges the answers, so it looks for nothing itself. */
export async function generateRequests(options: GeneratorOptions): Promise<void> {
  const child = spawn(options.command, argumentsOf(options), {
    cwd: options.folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', PYTHONHASHSEED: '0' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const release = endWithUs(child.pid, 'SIGKILL');
  let isEnough = false;
  void options.enough.then(() => {
    isEnough = true;
    if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  release();
  // 1: it has found something by itself, e.g. an answer that the gate gave; what counts is what the gate saw.
  if (!isEnough && code !== 0 && code !== 1) throw new Error(`Schemathesis ended with ${code}:\n${said}`);
}

const argumentsOf = ({ description, url, seed, examples, phases, mode, operation }: GeneratorOptions) => [
  ...['run', description, '--url', url, '--seed', String(seed), '--max-examples', String(examples)],
  ...['--phases', phases.join(','), '--mode', mode],
  ...['--checks', 'not_a_server_error', '--continue-on-failure'],
  ...['--suppress-health-check', 'all', '--no-shrink', '--generation-database', 'none', '--warnings', 'off'],
  ...['--request-timeout', '100', '--max-redirects', '0'],
  ...(operation ? ['--include-operation-id', operation] : []),
];
