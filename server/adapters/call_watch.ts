import http from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** Watches one call: its deadline, and whether anything of it can have left for the far side. */
export interface CallWatch {
  signal: AbortSignal;
  /** For axios, in place of `http` or `https`. */
  transport: {
    request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest;
  };
  /**
   * What went wrong, without anything that could carry the URL. `connect` as the call that failed means that no
   * connection was made, so nothing was sent.
   */
  explain(error: unknown): { code: string; syscall?: string };
  /** Whether a connection was made, over TLS a safe one. */
  isConnected(): boolean;
  /** The status with which a proxy refused to connect; undefined where it did not, or only wants a login. */
  refusalOfProxy(): number | undefined;
  /** Must be called: frees the timer and lets go of the caller's signal. */
  end(): void;
}

/** Starts the clock. The call ends after `timeoutMs` or when the caller's signal says so, whichever is first. */
export function startWatch(timeoutMs: number, outer?: AbortSignal): CallWatch {
  // By hand: AbortSignal.any came with Node 20.3, and Kibana 8.12 runs on 18.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const call: WatchedCall = { isConnected: false, isLate: false, proxySaid: undefined };
  const timer = setTimeout(() => {
    call.isLate = true;
    abort();
  }, timeoutMs);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    transport: { request: (options, onResponse) => watchedRequest(options, onResponse, call) },
    explain: (error) => explain(error, call),
    refusalOfProxy: () =>
      call.proxySaid === CONNECTED || call.proxySaid === WANTS_LOGIN ? undefined : call.proxySaid,
    isConnected: () => call.isConnected,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

interface WatchedCall {
  isConnected: boolean;
  isLate: boolean;
  /** The status with which a proxy answered the wish to connect. */
  proxySaid: number | undefined;
}

const CONNECTED = 200;
const WANTS_LOGIN = 407;

function watchedRequest(
  options: RequestOptions,
  onResponse: (response: IncomingMessage) => void,
  call: WatchedCall,
): ClientRequest {
  const isTls = options.protocol === 'https:';
  const request = (isTls ? https : http).request(options, onResponse);
  request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => (call.proxySaid = statusCode));
  request.once('socket', (socket: Socket) => {
    const connected = () => (call.isConnected = true);
    // Over TLS the request leaves only after the handshake.
    if (isTls) socket.once('secureConnect', connected);
    else if (socket.connecting) socket.once('connect', connected);
    else connected();
  });
  return request;
}

function explain(error: unknown, call: WatchedCall): { code: string; syscall?: string } {
  const code = call.isLate ? lateCode(call) : (textOf(error, 'code') ?? 'ERR_UNKNOWN');
  if (!call.isConnected) {
    return { code, syscall: textOf(error, 'syscall') === 'getaddrinfo' ? 'getaddrinfo' : 'connect' };
  }
  const syscall = textOf(error, 'syscall');
  return syscall === undefined || call.isLate ? { code } : { code, syscall };
}

/** As Node and axios name them: no connection in time, and no answer in time. */
function lateCode({ isConnected }: WatchedCall): string {
  return isConnected ? 'ECONNABORTED' : 'ETIMEDOUT';
}

/** A word that Node put on the error or on its cause; nothing else of the error is looked at. */
function textOf(error: unknown, key: 'code' | 'syscall'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  if (typeof value === 'string') return value;
  const cause: unknown = Reflect.get(error, 'cause');
  return cause === undefined ? undefined : textOf(cause, key);
}
