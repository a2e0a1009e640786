import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Server, type Socket } from 'node:net';
import { listenOnLoopback } from './loopback';

/** How the proxy behaves. */
export interface ConnectRules {
  /** Where everything leads, whatever name was asked for. */
  to: number;
  login?: { user: string; password: string };
  /** The status with which it does not connect. Its body repeats what was asked, login and all. */
  refuse?: number;
  /** Key and certificate of a proxy that speaks TLS itself. */
  tls?: { key: string; cert: string };
  /** It takes the wish to connect, and never answers. */
  isSilent?: boolean;
}

/** An HTTP proxy on the loopback that knows CONNECT alone, and what it was asked for. */
export interface ConnectProxy {
  port: number;
  /** `name:port`, as the client said it. */
  asked: string[];
  close(): Promise<void>;
}

export async function startConnectProxy(rules: ConnectRules): Promise<ConnectProxy> {
  const asked: string[] = [];
  const server: Server = rules.tls ? createTlsServer(rules.tls) : createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => serve(rules, asked, request, socket));
  return { asked, ...(await listenOnLoopback(server)) };
}

function serve(
  { to, login, refuse, isSilent }: ConnectRules,
  asked: string[],
  { url = '', headers }: IncomingMessage,
  socket: Socket,
): void {
  asked.push(url);
  socket.on('error', () => socket.destroy());
  if (isSilent) return;
  const wanted = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  const status = headers['proxy-authorization'] === wanted ? refuse : 407;
  if (status !== undefined) {
    const said = JSON.stringify({ url, headers });
    return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: ${said.length}\r\n\r\n${said}`);
  }
  const far = connect(to, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.pipe(far).pipe(socket);
  });
  far.on('error', () => socket.destroy());
  socket.on('close', () => far.destroy());
}
