import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { createTestAuthority } from '../certificates';
import { AUTHORITY, CERTIFICATE, LOGIN, refusal, startMailServer, type MailServer } from '../mail_server';

/**
 * What every talk with the mail server comes to. answer: it answers so at that point, and hangs up after a 421. reset, hang
 * and truncated: when somebody connects, or after it took the mail. no_starttls: it does not offer it. certificate: of an
 * authority that nobody trusts, one that has expired, or of another host.
 */
export type MailFault =
  | { kind: 'answer'; at: 'greeting' | 'login' | 'sender' | 'recipients' | 'mail'; status: number }
  | { kind: 'reset' | 'hang' | 'truncated'; at: 'connection' | 'taken' }
  | { kind: 'no_starttls' }
  | { kind: 'certificate'; of: 'a stranger' | 'last week' | 'another host' };

/** A mail server on loopback that does harm where it is told to. */
export interface FaultyMail {
  port: number;
  /** What it took, over all faults. */
  mails(): string[];
  harm(fault: MailFault): void;
  heal(): void;
  /** Nobody listens any more. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const CERTIFICATES = {
  'a stranger': createTestAuthority('A stranger').issue(['127.0.0.1']),
  'last week': AUTHORITY.issue(['127.0.0.1'], -1),
  'another host': AUTHORITY.issue(['mail.example']),
};

interface State {
  fault: MailFault | null;
  mails: string[];
  /** Those who talk to it. */
  clients: Set<Socket>;
  /** The next bytes that a server says are cut. */
  cutsNext: boolean;
}

/** Stands in front of honest mail servers, one for each certificate, and does harm to the connections. */
export async function startFaultyMail(): Promise<FaultyMail> {
  const state: State = { fault: null, mails: [], clients: new Set(), cutsNext: false };
  const honest = await startMailServer(optionsOf(state));
  const plain = await startMailServer({ ...optionsOf(state), hideSTARTTLS: true });
  const strange: Record<string, MailServer> = {};
  for (const [of, certificate] of Object.entries(CERTIFICATES))
    strange[of] = await startMailServer({ ...optionsOf(state), ...certificate });
  const behind = () => {
    if (state.fault?.kind === 'no_starttls') return plain.port;
    if (state.fault?.kind === 'certificate') return strange[state.fault.of]?.port ?? honest.port;
    return honest.port;
  };
  const front = createServer((client) => meet(client, behind(), state));
  await listen(front, 0);
  const { port } = front.address() as AddressInfo;
  const goDown = () => {
    for (const client of state.clients) client.destroy();
    return new Promise<void>((closed) => front.close(() => closed()));
  };
  return {
    port,
    mails: () => [...state.mails],
    harm: (fault) => void (state.fault = fault),
    heal() {
      state.fault = null;
      state.cutsNext = false;
    },
    goDown,
    comeBack: () => listen(front, port),
    async close() {
      await goDown();
      for (const server of [honest, plain, ...Object.values(strange)]) await server.close();
    },
  };
}

const listen = (server: Server, port: number) =>
  new Promise<void>((ready) => server.listen(port, '127.0.0.1', () => ready()));

/** Passes on what both say, unless the fault comes at once. */
function meet(client: Socket, port: number, state: State): void {
  state.clients.add(client.on('error', () => undefined));
  client.on('close', () => state.clients.delete(client));
  const { fault } = state;
  if (fault?.kind === 'answer' && fault.at === 'greeting')
    return void client.end(`${fault.status} 4.3.0 not now\r\n`);
  if (fault && 'at' in fault && fault.at === 'connection') return disturb(client, fault.kind);
  const server = connect(port, '127.0.0.1').on('error', () => client.destroy());
  client.on('data', (said) => server.write(said)).on('close', () => server.destroy());
  server.on('close', () => client.destroy());
  server.on('data', (said) => {
    if (!state.cutsNext) return void client.write(said);
    client.write(said.subarray(0, 10), () => client.destroy());
  });
}

function disturb(client: Socket, kind: string): void {
  if (kind === 'truncated') client.write('220 mai', () => client.destroy());
  if (kind === 'reset') client.resetAndDestroy();
}

/** An honest server, but for what the fault says of a point in the talk. */
function optionsOf(state: State): SMTPServerOptions {
  const at = (point: string): Error | null => {
    const { fault } = state;
    if (fault?.kind !== 'answer' || fault.at !== point) return null;
    const { status } = fault;
    if (status === 421) setImmediate(() => state.clients.forEach((client) => client.end()));
    return refusal(status, status < 500 ? '4.3.0 not now' : '5.7.1 no');
  };
  return {
    ...CERTIFICATE,
    onAuth({ username = '', password }, _session, done) {
      const refused = at('login');
      if (refused) done(refused);
      else if (username === LOGIN.user && password === LOGIN.password) done(null, { user: username });
      else done(refusal(535, '5.7.8 wrong'));
    },
    onMailFrom: (_address, _session, done) => done(at('sender')),
    onRcptTo: (_address, _session, done) => done(at('recipients')),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = at('mail');
        if (refused) return done(refused);
        state.mails.push(Buffer.concat(chunks).toString('utf8'));
        const { fault } = state;
        const after = fault && 'at' in fault && fault.at === 'taken' ? fault.kind : null;
        if (after === 'hang') return undefined;
        if (after === 'reset') return state.clients.forEach((client) => client.destroy());
        state.cutsNext = after === 'truncated';
        return done(null, 'queued as 4711');
      });
    },
  };
}
