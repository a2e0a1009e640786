import { connect, createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './loopback';

/** How the proxy behaves. `refuse`: the code of RFC 1928 with which it does not connect, e.g. 4 for no host. */
export interface SocksRules {
  login?: { user: string; password: string };
  refuse?: number;
  /** Where everything leads, whatever name was asked for. */
  to: number;
}

/** A SOCKS5 proxy on the loopback (RFC 1928 and 1929), and what it was asked for. */
export interface SocksServer {
  port: number;
  /** `name:port` or `address:port`, as the client said it. */
  asked: string[];
  close(): Promise<void>;
}

const OPEN = 0;
const BY_LOGIN = 2;
const NO_METHOD = 255;

/** `port`: any free one where it is left out. */
export async function startSocksServer(rules: SocksRules, port = 0): Promise<SocksServer> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    serve(socket, rules, asked).catch(() => socket.destroy());
    socket.on('error', () => socket.destroy());
  });
  return { asked, ...(await listenOnLoopback(server, port)) };
}

/** The bytes of the client, some at a time. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  let kept = Buffer.alloc(0);
  return async (count) => {
    while (kept.length < count) {
      kept = Buffer.concat([
        kept,
        await new Promise<Buffer>((resolve, reject) => {
          socket.once('data', resolve);
          socket.once('close', () => reject(new Error('closed')));
        }),
      ]);
    }
    const taken = kept.subarray(0, count);
    kept = kept.subarray(count);
    return taken;
  };
}

async function serve(socket: Socket, { login, refuse, to }: SocksRules, asked: string[]): Promise<void> {
  const read = reader(socket);
  const [, methods = 0] = await read(2);
  const offered = [...(await read(methods))];
  const method = login ? BY_LOGIN : OPEN;
  if (!offered.includes(method)) return void socket.end(Buffer.from([5, NO_METHOD]));
  socket.write(Buffer.from([5, method]));
  if (login && !(await isLoggedIn(read, socket, login))) return;
  const [, , , kind] = await read(4);
  const host = await readHost(read, kind);
  const port = (await read(2)).readUInt16BE();
  asked.push(`${host}:${port}`);
  const reply = [5, refuse ?? 0, 0, 1, 127, 0, 0, 1, 0, 0];
  if (refuse !== undefined) return void socket.end(Buffer.from(reply));
  const far = connect(to, '127.0.0.1', () => {
    socket.write(Buffer.from(reply));
    socket.pipe(far).pipe(socket);
  });
  far.on('error', () => socket.destroy());
  socket.on('close', () => far.destroy());
}

async function isLoggedIn(
  read: (count: number) => Promise<Buffer>,
  socket: Socket,
  { user, password }: { user: string; password: string },
): Promise<boolean> {
  const text = async () => String(await read((await read(1))[0] ?? 0));
  await read(1);
  const [givenUser, givenPassword] = [await text(), await text()];
  const isRight = givenUser === user && givenPassword === password;
  if (isRight) socket.write(Buffer.from([1, 0]));
  else socket.end(Buffer.from([1, 1]));
  return isRight;
}

const IPV4 = 1;
async function readHost(read: (count: number) => Promise<Buffer>, kind: number | undefined): Promise<string> {
  if (kind === IPV4) return [...(await read(4))].join('.');
  return String(await read((await read(1))[0] ?? 0));
}
