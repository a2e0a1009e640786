import type dns from 'node:dns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../common/channels/secret';
import { createTestAuthority } from '../../../test/certificates';
import type { WebhookAnswer } from '../../notify/webhook/webhook_port';
import { signatureOf } from './signature';
import { createWebhookTalk, type WebhookTalkOptions } from './talk';

const NOW = Date.parse('2026-11-22T03:12:00.000Z');
const KEY = new Secret('a-signing-key-of-32-characters-0');
const PATH = '/services/T0SECRET/B0SECRET/very-secret-part?token=another-secret';
const AUTHORITY = createTestAuthority();

interface Seen {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}
let seen: Seen[];
let answer: http.RequestListener;
let folder: string;
let authorityFile: string;
const servers: net.Server[] = [];
const sockets = new Set<net.Socket>();

const portOf = (server: net.Server) => (server.address() as AddressInfo).port;
async function listening<S extends net.Server>(server: S): Promise<S> {
  servers.push(server);
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const record: http.RequestListener = (request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(pieces).toString('utf8') });
    answer(request, response);
  });
};
const receiver = (tls = AUTHORITY.issue(['hooks.test', '127.0.0.1'])) =>
  listening(https.createServer(tls, record));
let server: https.Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'webhook-'));
  authorityFile = join(folder, 'authority.pem');
  await writeFile(authorityFile, AUTHORITY.certificate);
  server = await receiver();
});
beforeEach(() => {
  seen = [];
  answer = (_request, response) => response.end('ok');
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
  await rm(folder, { recursive: true });
});

/** Leads every name to the given addresses. */
const resolvingTo = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (error: null, all: dns.LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: net.isIP(address) })),
    )) as unknown as typeof dns.lookup;

const talk = (options: Partial<WebhookTalkOptions> = {}) =>
  createWebhookTalk({
    allowedHosts: ['hooks.test', '127.0.0.1'],
    certificateAuthorities: [authorityFile],
    timeoutMs: 5_000,
    clock: () => NOW,
    resolve: resolvingTo('127.0.0.1'),
    ...options,
  });
const urlOf = (host = 'hooks.test', port = portOf(server)) => new Secret(`https://${host}:${port}${PATH}`);
const post = (
  options: Partial<WebhookTalkOptions> = {},
  url = urlOf(),
  headers: Record<string, string> = {},
): Promise<WebhookAnswer> =>
  talk(options).post({ url, headers, body: '{"text":"Ünïcode 😀"}', signingKey: null });

describe('a message', () => {
  it('arrives as it is, with the headers of the channel', async () => {
    const headers = { Authorization: 'Bearer abc', 'X-Team': 'soc' };
    expect(await post({}, urlOf(), headers)).toEqual({
      kind: 'answered',
      by: 'receiver',
      status: 200,
      said: 'ok',
      retryAfterMs: null,
    });
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: PATH,
        body: '{"text":"Ünïcode 😀"}',
        headers: {
          authorization: 'Bearer abc',
          'x-team': 'soc',
          'content-type': 'application/json; charset=utf-8',
        },
      },
    ]);
    expect(seen[0]?.headers).not.toHaveProperty('x-brute-force-alerts-signature');
  });

  it('is signed with the time and the body', async () => {
    await talk().post({ url: urlOf(), headers: {}, body: '{}', signingKey: KEY });
    const signature = seen[0]?.headers['x-brute-force-alerts-signature'];
    expect(signature).toBe(signatureOf(KEY, '{}', NOW));
    expect(signature).toMatch(/^t=1795317120,v1=[0-9a-f]{64}$/);
  });

  it('goes through a proxy, which finds the address', async () => {
    const proxy = await listening(http.createServer());
    const asked: string[] = [];
    proxy.on('connect', ({ url = '' }: http.IncomingMessage, socket: net.Socket) => {
      asked.push(url);
      const onward = net.connect(portOf(server), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      sockets.add(onward);
    });
    const options = { proxyUrl: `http://127.0.0.1:${portOf(proxy)}`, allowedHosts: ['hooks.test'] };
    expect(await post(options)).toMatchObject({ kind: 'answered', by: 'receiver', status: 200 });
    expect(asked).toEqual([`hooks.test:${portOf(server)}`]);
  });
});

describe('a knock', () => {
  it('carries no message, header or signature', async () => {
    expect(await talk().knock(urlOf())).toMatchObject({ kind: 'answered', status: 200 });
    expect(seen).toMatchObject([{ method: 'HEAD', url: PATH, body: '' }]);
  });
});

describe('an answer', () => {
  it.each<[string, http.RequestListener, Partial<WebhookAnswer>]>([
    [
      'a refusal',
      (_r, response) => response.writeHead(404).end('no_service'),
      { status: 404, said: 'no_service' },
    ],
    [
      'a redirect, which is not followed',
      (_r, response) => response.writeHead(302, { location: `${urlOf().reveal()}/elsewhere` }).end(),
      { status: 302, said: '' },
    ],
    [
      'a redirect to a metadata address',
      (_r, response) =>
        response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
      { status: 307 },
    ],
    [
      'a page for browsers, of which nothing is repeated',
      (_r, response) => response.writeHead(502).end('<html>very-secret-part</html>'),
      { status: 502, said: '' },
    ],
    [
      'Retry-After in seconds',
      (_r, response) => response.writeHead(429, { 'retry-after': '7' }).end(),
      { status: 429, retryAfterMs: 7_000 },
    ],
    [
      'Retry-After as a date',
      (_r, response) => response.writeHead(503, { 'retry-after': 'Sun, 22 Nov 2026 03:14:00 GMT' }).end(),
      { status: 503, retryAfterMs: 120_000 },
    ],
    [
      '10 MB, which are not read',
      (_r, response) => response.writeHead(200).end('x'.repeat(10_000_000)),
      { status: 200, said: `${'x'.repeat(299)}…` },
    ],
  ])('%s', async (_what, listener, expected) => {
    answer = listener;
    expect(await post()).toMatchObject({ kind: 'answered', by: 'receiver', ...expected });
    expect(seen).toHaveLength(1);
  });

  it('repeats no secret', async () => {
    answer = ({ url, headers }, response) =>
      response.writeHead(400).end(`Cannot POST ${url} with ${JSON.stringify(headers)}`);
    const said = JSON.stringify(await post({}, urlOf(), { Authorization: 'Bearer a-secret-value' }));
    expect(said).toContain('Cannot POST ********');
    expect(said).not.toMatch(/very-secret-part|another-secret|a-secret-value/);
  });

  it('that drips a byte at a time is cut off, and its status counts', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await post({ timeoutMs: 300 })).toMatchObject({ kind: 'answered', status: 200 });
  });
});

describe('no answer', () => {
  const cases: Array<[string, http.RequestListener, Partial<WebhookAnswer>]> = [
    [
      'headers that drip a byte at a time',
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\nX-Long: ');
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(timer));
      },
      { code: 'ECONNABORTED', isConnected: true },
    ],
    ['silence', () => undefined, { code: 'ECONNABORTED', isConnected: true }],
    ['a connection that is cut', ({ socket }) => socket.destroy(), { code: 'ECONNRESET', isConnected: true }],
  ];
  it.each(cases)('%s', async (_what, listener, expected) => {
    answer = listener;
    expect(await post({ timeoutMs: 300 })).toMatchObject({ kind: 'failed', ...expected });
  });

  it.each<[string, () => Promise<WebhookAnswer>, string | RegExp]>([
    ['nobody listens', async () => post({}, urlOf('hooks.test', await closedPort())), 'ECONNREFUSED'],
    [
      'the certificate is of another name',
      async () => post({}, urlOf('hooks.test', portOf(await receiver(AUTHORITY.issue(['other.test']))))),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'the certificate has expired',
      async () => post({}, urlOf('hooks.test', portOf(await receiver(AUTHORITY.issue(['hooks.test'], -1))))),
      'CERT_HAS_EXPIRED',
    ],
    [
      'the authority is not trusted',
      () => post({ certificateAuthorities: [] }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'the file of an authority is missing',
      () => post({ certificateAuthorities: ['/no/such/file.pem'] }),
      'CERTIFICATE_AUTHORITY_UNREADABLE',
    ],
    [
      'it speaks no TLS',
      async () => post({}, urlOf('hooks.test', portOf(await listening(http.createServer(record))))),
      /^(ERR_SSL_|EPROTO)/,
    ],
  ])('%s, so nothing was sent', async (_what, asked, code) => {
    const named: unknown = expect.stringMatching(code);
    expect(await asked()).toMatchObject({ kind: 'failed', isConnected: false, code: named });
    expect(seen).toEqual([]);
  });

  it('a name that nobody knows', async () => {
    const resolve = ((_name: string, _options: object, callback: (error: Error) => void) =>
      callback(
        Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      )) as unknown as typeof dns.lookup;
    expect(await post({ resolve })).toEqual({ kind: 'failed', code: 'ENOTFOUND', isConnected: false });
  });

  it('an outer signal ends the call', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    const request = { url: urlOf(), headers: {}, body: '{}', signingKey: null };
    expect(await talk().post(request, controller.signal)).toMatchObject({
      kind: 'failed',
      isConnected: true,
    });
  });

  it('a proxy that refuses is not taken for the receiver', async () => {
    const proxy = await listening(http.createServer());
    proxy.on('connect', (_request: http.IncomingMessage, socket: net.Socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    );
    const proxyUrl = `http://127.0.0.1:${portOf(proxy)}`;
    expect(await post({ proxyUrl })).toMatchObject({ kind: 'answered', by: 'proxy', status: 407 });
    expect(seen).toEqual([]);
  });
});

describe('where it may go', () => {
  it.each<[string, string[], string, Partial<WebhookAnswer>]>([
    ['a host that is not listed', ['other.test'], 'hooks.test', { what: 'host', value: 'hooks.test' }],
    ['an address that is not listed', ['hooks.test'], '127.0.0.1', { what: 'host', value: '127.0.0.1' }],
    ['loopback of IPv6', ['hooks.test', '127.0.0.1'], '[::1]', { what: 'host', value: '::1' }],
    ['loopback as a number', ['hooks.test'], '2130706433', { what: 'host', value: '127.0.0.1' }],
    [
      'a name that leads to loopback',
      ['hooks.test'],
      'hooks.test',
      {
        what: 'address',
        value: '127.0.0.1',
        line: 'bruteForceAlerts.webhook.allowedHosts: ["hooks.test","127.0.0.1"]',
      },
    ],
  ])('%s is refused, and nothing is sent', async (_what, allowedHosts, host, expected) => {
    expect(await post({ allowedHosts }, urlOf(host))).toMatchObject({ kind: 'forbidden', ...expected });
    expect(seen).toEqual([]);
  });

  it('a name that leads somewhere else by now is judged by where the connection goes', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2'];
    const resolve = ((...call: Parameters<typeof dns.lookup>) =>
      (resolvingTo(addresses.shift() ?? '') as (...all: unknown[]) => void)(...call)) as typeof dns.lookup;
    const one = talk({ resolve });
    expect(await one.knock(urlOf())).toMatchObject({ kind: 'answered' });
    expect(await one.knock(urlOf())).toMatchObject({
      kind: 'forbidden',
      what: 'address',
      value: '127.0.0.2',
    });
    expect([seen.length, addresses]).toEqual([1, []]);
  });

  it('a name with one public and one private address is refused', async () => {
    const resolve = resolvingTo('93.184.215.14', '10.0.0.5');
    expect(await post({ allowedHosts: ['hooks.test'], resolve })).toMatchObject({ value: '10.0.0.5' });
  });
});

async function closedPort(): Promise<number> {
  const gone = net.createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const port = portOf(gone);
  await new Promise((resolve) => gone.close(resolve));
  return port;
}
