import {
  createServer,
  request as askServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ErrorBody } from '../../common/api/api';
import { judge } from './judge';
import { withVersion } from './version';
import type { Caller, Tally } from './tally';

/** A space, and a way into it. */
export interface Door {
  space: string;
  /** The header of the caller; null for nobody. */
  authorization: string | null;
  /** The version of the settings as they are now; null where nothing was saved. */
  version(): Promise<string | null>;
}

export interface GateOptions {
  kibana: string;
  caller: Caller;
  /** The doors that requests go through, in turn. */
  doors: Door[];
  tally: Tally;
  /** Whether Elasticsearch answers now: a 503 is due where it does not. */
  isElasticsearchUp(): Promise<boolean>;
}

/**
 * Stands between Schemathesis, which makes up requests, and Kibana. It sets the caller and the space, counts, and
 * judges answers.
 */
export interface Gate {
  url: string;
  answered(): number;
  /** Lets this many more requests through. Resolves when the last of them was answered. */
  allow(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function openGate(options: GateOptions): Promise<Gate> {
  const state = { most: 0, taken: 0, answered: 0, onFull: (): void => undefined };
  const server = createServer((request, response) => {
    if (state.taken >= state.most) return void response.writeHead(410).end();
    const turn = state.taken++;
    void pass(options, turn, request, response).finally(() => {
      state.answered += 1;
      if (state.answered === state.most) state.onFull();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const allow = (count: number) =>
    new Promise<void>((resolve) => {
      state.most = state.answered + count;
      state.onFull = resolve;
    });
  return {
    url: `http://127.0.0.1:${port}`,
    answered: () => state.answered,
    allow,
    close: () => close(server),
  };
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function pass(
  options: GateOptions,
  turn: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { caller, doors, tally } = options;
  const { method = 'GET', url: path = '/' } = request;
  const door = doors[turn % doors.length];
  if (!door) throw new Error('A gate needs a door.');
  const given = await bytesOf(request);
  // Every second request gets the present version of the settings. With a made-up one it would always end in a
  // conflict.
  const body = turn % 2 === 0 ? given : await withVersion(given, () => door.version());
  const told = `${method} ${path} ${body.toString('utf8').slice(0, 400)}`;
  try {
    const answer = await ask(options.kibana, door, request, body);
    tally.count({ caller, method, path, status: answer.status, codes: codesIn(answer.body) });
    await note(options, { ...answer, caller, method, path }, told);
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.bytes);
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown error';
    tally.faults.push({ kind: 'no answer', caller, request: told, detail });
    response.writeHead(400).end();
  }
}

/** The codes of the problems in a refusal. */
function codesIn(body: unknown): string[] {
  const { attributes } = (body ?? {}) as Partial<ErrorBody>;
  return [...new Set((attributes?.problems ?? []).map(({ code }) => code))];
}

async function note(
  { tally, isElasticsearchUp }: GateOptions,
  answer: Answer & { caller: Caller; method: string; path: string },
  request: string,
): Promise<void> {
  const fault = judge(answer);
  const { caller, status, bytes } = answer;
  if (status === 503 && !(await isElasticsearchUp())) tally.unreachable += 1;
  else if (fault || status === 503) {
    const { kind, detail } = fault ?? { kind: 'server error', detail: '503, and Elasticsearch answers' };
    tally.faults.push({
      kind,
      caller,
      request,
      detail: `${detail}: ${bytes.toString('utf8').slice(0, 400)}`,
    });
  }
}

interface Answer {
  status: number;
  type: string;
  headers: { get(name: string): string | null };
  bytes: Buffer;
  body: unknown;
}

/**
 * Headers that are not passed on: those between two neighbours, and those that the door sets. Without
 * `accept-encoding` answers come uncompressed.
 */
const NOT_PASSED_ON = [
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'accept-encoding'],
  ...['authorization', 'cookie'],
];

/** Sends the made-up request on, byte by byte, to the door's space with the door's login. */
function ask(
  kibana: string,
  door: Door,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const kept = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.includes(name));
  const own = door.authorization === null ? {} : { authorization: door.authorization };
  const { hostname, port } = new URL(kibana);
  const path = `/s/${door.space}${url}`;
  const length =
    body.length > 0 || method === 'POST' || method === 'PUT' ? { 'content-length': body.length } : {};
  return new Promise((resolve, reject) => {
    const asked = askServer(
      { hostname, port, path, method, headers: { ...Object.fromEntries(kept), ...own, ...length } },
      (response) => void readAnswer(response).then(resolve, reject),
    );
    asked.setTimeout(90_000, () => asked.destroy(new Error('Kibana did not answer for 90 s')));
    asked.once('error', reject);
    asked.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const bytes = await bytesOf(response);
  const get = (name: string) => [response.headers[name.toLowerCase()] ?? null].flat()[0] ?? null;
  const type = get('content-type') ?? '';
  return { status: response.statusCode ?? 0, type, headers: { get }, bytes, body: parsed(bytes) };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function parsed(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
