import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createTestAuthority } from './certificates';

/** What a mail server of a test took. */
export interface TakenMail {
  user: string | undefined;
  from: string;
  to: string[];
  raw: Buffer;
}
export interface MailServer {
  port: number;
  taken: TakenMail[];
  /** How often somebody tried to log in. */
  logins: Array<{ user: string; password: string }>;
  close(): Promise<void>;
}

/** The login that the mail server takes. */
export const LOGIN = { user: 'kibana', password: 'correct horse battery' } as const;
export const AUTHORITY = createTestAuthority();
/** Of a server that answers at 127.0.0.1 and under that name only. */
export const CERTIFICATE = AUTHORITY.issue(['127.0.0.1', 'localhost']);

/** A refusal in the words of a server. */
export const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/** A real talk of SMTP on loopback: STARTTLS, and a login by `LOGIN`, unless the options say otherwise. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const logins: MailServer['logins'] = [];
  const server = new SMTPServer({
    ...CERTIFICATE,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username = '', password }, _session, done) {
      logins.push({ user: username, password: password ?? '' });
      if (username === LOGIN.user && password === LOGIN.password) done(null, { user: username });
      else done(refusal(535, '5.7.8 Error: authentication failed'));
    },
    onData(stream, { user, envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        taken.push({ user: user as string | undefined, from, to, raw: Buffer.concat(chunks) });
        done(null, 'queued as 4711');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    logins,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/**
 * What a scripted server answers to a line; the greeting is its answer to the line `CONNECT`, the answer to a whole
 * mail that to `.`. Null: it says nothing. `hang up`: it closes.
 */
export type Script = (line: string) => string | null | 'hang up';

/** Answers as a server without TLS that takes everything. */
export function easyGoing(line: string): string {
  if (line === 'CONNECT') return '220 stand-in ESMTP';
  if (line.startsWith('EHLO')) return '250-stand-in\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 1000000';
  if (line === 'DATA') return '354 go ahead';
  if (line.startsWith('AUTH')) return '235 2.7.0 welcome';
  return line === 'QUIT' ? '221 bye' : '250 2.0.0 ok';
}

export interface ScriptedServer {
  port: number;
  /** Every line that it was told, mails as their last line alone. */
  heard: string[];
  close(): Promise<void>;
}

/** A mail server that answers by a script, and so as no honest server does. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    let inMail = false;
    const say = (line: string) => {
      const answer = script(line);
      if (answer === 'hang up') socket.destroy();
      else if (answer !== null) socket.write(`${answer}\r\n`);
      if (line === 'DATA') inMail = answer?.startsWith('354') ?? false;
    };
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inMail && line !== '.') continue;
        inMail = false;
        heard.push(line);
        say(line);
      }
    });
    say('CONNECT');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
