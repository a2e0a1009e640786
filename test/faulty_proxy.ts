import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';

/** A request as it came, before anything was done with it. */
export interface SeenRequest {
  method: string;
  /** With its query. */
  path: string;
  body: string;
}

/**
 * What happens to a request. status: it is answered with that status. hang: it is not passed on and never answered.
 * reset: it is not passed on, and the connection is torn down. lose_answer: it is passed on, and the connection is
 * torn down before the answer. hold_answer: it is passed on and never answered; `taken` is called when Elasticsearch did
 * what it asks for. truncated: it is passed on, and half of the answer comes. page: a gateway
 * answers with a page for browsers. change: the JSON of the answer is changed. delay: the answer comes that many milliseconds later.
 */
export type ProxyFault =
  | { kind: 'status'; status: number }
  | { kind: 'hang' | 'reset' | 'lose_answer' | 'truncated' | 'page' }
  | { kind: 'hold_answer'; taken(): void }
  | { kind: 'delay'; ms: number }
  | { kind: 'change'; change(answer: Record<string, unknown>): Record<string, unknown> };

/** Stands between a client and Elasticsearch, on loopback, and does harm where it is told to. */
export interface FaultyProxy {
  url: string;
  /** Every request since the last `heal`. */
  seen: readonly SeenRequest[];
  /** From now on every request for which `strikes` is true fails in this way; every request where it is absent. */
  harm(fault: ProxyFault, strikes?: (request: SeenRequest) => boolean): void;
  /** Everything is passed on again. */
  heal(): void;
  /** Nobody listens any more: connections are refused, those that are open are torn down. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

interface State {
  target: string;
  seen: SeenRequest[];
  fault: { fault: ProxyFault; strikes(request: SeenRequest): boolean } | undefined;
}

/** Starts a proxy in front of `target`, which passes everything on until it is told otherwise. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const state: State = { target, seen: [], fault: undefined };
  const server = createServer((request, response) => {
    answer(request, response, state).catch(() => response.socket?.destroy());
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const goDown = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    seen: state.seen,
    harm(fault, strikes = () => true) {
      state.fault = { fault, strikes };
    },
    heal() {
      state.fault = undefined;
      state.seen.length = 0;
    },
    goDown,
    async comeBack() {
      await listen(port);
    },
    close: goDown,
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const seen = { method: request.method ?? '', path: request.url ?? '', body: await textOf(request) };
  state.seen.push(seen);
  const fault = state.fault?.strikes(seen) ? state.fault.fault : undefined;
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') return void response.socket?.resetAndDestroy();
  if (fault?.kind === 'status') return sendStatus(response, fault.status);
  if (fault?.kind === 'page') return sendPage(response);
  const passed = await passOn(request, seen, state.target);
  if (fault?.kind === 'delay') await later(fault.ms);
  if (fault?.kind === 'hold_answer') return fault.taken();
  if (fault?.kind === 'lose_answer') return void response.socket?.resetAndDestroy();
  const body = fault?.kind === 'change' ? JSON.stringify(fault.change(JSON.parse(passed.body))) : passed.body;
  const headers = { ...PRODUCT, 'content-type': passed.type };
  if (fault?.kind === 'truncated') return sendHalf(response, body, headers);
  response.writeHead(passed.status, headers);
  response.end(body);
}

function sendHalf(response: ServerResponse, body: string, headers: Record<string, string>): void {
  response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

function sendPage(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' });
  response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
}

/** Without it the client takes the answer for somebody else's. */
const PRODUCT = { 'x-elastic-product': 'Elasticsearch' };

function sendStatus(response: ServerResponse, status: number): void {
  const reason = `scripted status ${status}`;
  response.writeHead(status, { ...PRODUCT, 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { type: 'scripted', reason, root_cause: [] }, status }));
}

async function passOn(request: IncomingMessage, { method, path, body }: SeenRequest, target: string) {
  const headers = { 'content-type': request.headers['content-type'], accept: request.headers.accept };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const passed = await fetch(target + path, { method, headers: given, body: body === '' ? undefined : body });
  const type = passed.headers.get('content-type') ?? 'application/json';
  return { status: passed.status, type, body: await passed.text() };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
