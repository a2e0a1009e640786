import { createServer as createSecureServer } from 'node:https';
import type { RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createTestAuthority } from '../certificates';
import { AUTHORITY, CERTIFICATE } from '../mail_server';

/**
 * What every call of the heartbeat comes to. refused: nobody listens. status: it is answered with that status, and with the
 * address that was called. page: a gateway answers with a page for browsers. not_counted: healthchecks says, with status
 * 200, that it knows no such check. reset and hang: when somebody connects, or after the call was taken. truncated: the answer
 * ends within its first line. certificate: of an authority that nobody trusts, one that has expired, or of another host.
 */
export type ServiceFault =
  | { kind: 'refused' | 'page' | 'not_counted' | 'truncated' }
  | { kind: 'status'; status: number }
  | { kind: 'reset' | 'hang'; at: 'connection' | 'taken' }
  | { kind: 'certificate'; of: 'a stranger' | 'last week' | 'another host' };

/** A service on loopback that waits for heartbeats, and does harm where it is told to. */
export interface FaultyService {
  /** The address to call, which nothing else has. */
  url: string;
  /** The secret part of it. */
  key: string;
  host: string;
  /** When calls came, over all faults, by the clock that was given. */
  calls: readonly number[];
  harm(fault: ServiceFault): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

const KEY = 'a-secret-part-of-the-address';
const CERTIFICATES = {
  'a stranger': createTestAuthority('A stranger').issue(['127.0.0.1']),
  'last week': AUTHORITY.issue(['127.0.0.1'], -1),
  'another host': AUTHORITY.issue(['hc.example']),
};

interface State {
  fault: ServiceFault | null;
  sockets: Set<Socket>;
}

/** `clock`: gives the time, epoch ms, at which a call comes. */
export async function startFaultyService(clock: () => number): Promise<FaultyService> {
  const state: State = { fault: null, sockets: new Set() };
  const calls: number[] = [];
  const secure = createSecureServer(CERTIFICATE, (request, response) => {
    calls.push(clock());
    answer(state.fault, request, response);
  });
  secure.on('tlsClientError', () => undefined);
  const front = createServer((socket) => {
    state.sockets.add(socket.on('error', () => undefined));
    socket.on('close', () => state.sockets.delete(socket));
    const { fault } = state;
    if (fault && 'at' in fault && fault.at === 'connection')
      return fault.kind === 'reset' ? void socket.resetAndDestroy() : undefined;
    secure.emit('connection', socket);
  });
  await listen(front, 0);
  const { port } = front.address() as AddressInfo;
  const goDown = () => {
    for (const socket of state.sockets) socket.destroy();
    return new Promise<void>((closed) => front.close(() => closed()));
  };
  return {
    url: `https://127.0.0.1:${port}/${KEY}`,
    key: KEY,
    host: `127.0.0.1:${port}`,
    calls,
    async harm(fault) {
      state.fault = fault;
      if (fault.kind === 'certificate') secure.setSecureContext(CERTIFICATES[fault.of]);
      if (fault.kind === 'refused') await goDown();
    },
    async heal() {
      state.fault = null;
      secure.setSecureContext(CERTIFICATE);
      for (const socket of state.sockets) socket.destroy();
      if (!front.listening) await listen(front, port);
    },
    close: goDown,
  };
}

const listen = (server: Server, port: number) =>
  new Promise<void>((ready) => server.listen(port, '127.0.0.1', () => ready()));

type Listening = Parameters<RequestListener>;

function answer(fault: ServiceFault | null, request: Listening[0], response: Listening[1]): void {
  switch (fault?.kind) {
    case 'status':
      return void response.writeHead(fault.status).end(`no such check: ${request.url}`);
    case 'page':
      response.writeHead(502, { 'Content-Type': 'text/html' });
      return void response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    case 'not_counted':
      return void response.end('OK (not found)');
    case 'truncated':
      return void response.socket?.end('HTTP/1.1 2');
    case 'reset':
      return void response.socket?.destroy();
    case 'hang':
      return undefined;
    default:
      return void response.end('OK');
  }
}
