import type dns from 'node:dns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestAuthority } from './certificates';

/** A request as it arrived. */
export interface Seen {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export const portOf = (server: net.Server) => (server.address() as AddressInfo).port;

/** HTTPS servers on loopback with certificates of an authority of their own, and what arrived at them. */
export class Receivers {
  readonly authority = createTestAuthority();
  seen: Seen[] = [];
  /** What every server answers once a request is read. */
  answer: http.RequestListener = () => undefined;
  readonly #servers: net.Server[] = [];
  readonly #sockets = new Set<net.Socket>();
  #folder = '';

  /** Writes the certificate of the authority to a file; gives its path. */
  async authorityFile(): Promise<string> {
    this.#folder = await mkdtemp(join(tmpdir(), 'receivers-'));
    const file = join(this.#folder, 'authority.pem');
    await writeFile(file, this.authority.certificate);
    return file;
  }

  /** Forgets what arrived, and answers `ok` from now on. */
  reset(): void {
    this.seen = [];
    this.answer = (_request, response) => response.end('ok');
  }

  start(tls = this.authority.issue(['hooks.test', '127.0.0.1'])): Promise<https.Server> {
    return this.listening(https.createServer(tls, this.record));
  }

  /** Starts any server on a free port of loopback; it is closed with the others. */
  async listening<S extends net.Server>(server: S): Promise<S> {
    this.#servers.push(server);
    server.on('connection', (socket: net.Socket) => this.#sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  readonly record: http.RequestListener = (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      this.seen.push({ method, url, headers, body: Buffer.concat(pieces).toString('utf8') });
      this.answer(request, response);
    });
  };

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((one) => new Promise((resolve) => one.close(resolve))));
    if (this.#folder !== '') await rm(this.#folder, { recursive: true });
  }
}

/** A look-up that leads every name to the given addresses. */
export const resolvingTo = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (error: null, all: dns.LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: net.isIP(address) })),
    )) as unknown as typeof dns.lookup;
