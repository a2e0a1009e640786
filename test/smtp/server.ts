import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../scripts/paths';
import { eventually } from '../eventually';

/** A mail as the server took it. */
export interface TakenMail {
  sender: string;
  recipients: string[];
  loggedIn: boolean;
  raw: Buffer;
}

export interface PythonMailServer {
  port: number;
  taken: TakenMail[];
  close(): Promise<void>;
}

interface How {
  tls: 'none' | 'starttls' | 'tls';
  /** Files in PEM. */
  certificate: string;
  key: string;
  login: { user: string; password: string } | null;
}

/** Starts aiosmtpd on loopback. `python`: one that has it. */
export async function startPythonMailServer(
  python: string,
  { tls, certificate, key, login }: How,
): Promise<PythonMailServer> {
  const args = [tls, certificate, key, login?.user ?? '', login?.password ?? ''];
  const server = spawn(python, [join(ROOT, 'test', 'smtp', 'server.py'), ...args]);
  let complaints = '';
  server.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const taken: TakenMail[] = [];
  let port: number | undefined;
  createInterface(server.stdout).on('line', (line) => {
    const said = JSON.parse(line) as { port: number } | (Omit<TakenMail, 'raw'> & { raw: string });
    if ('port' in said) port = said.port;
    else taken.push({ ...said, raw: Buffer.from(said.raw, 'base64') });
  });
  const ended = once(server, 'exit');
  const found = await eventually('the mail server', async () => {
    if (server.exitCode !== null) throw new Error(`The mail server ended at once: ${complaints}`);
    return port;
  });
  return {
    port: found,
    taken,
    async close() {
      server.stdin.end();
      await ended;
    },
  };
}
