import http from 'node:http';
import net from 'node:net';
import type dns from 'node:dns';
import { Secret } from '../../../common/channels/secret';
import { portOf } from '../../../test/receivers';
import { useWebhookReceiver } from '../../../test/webhook_rig';
import type { WebhookAnswer } from '../../notify/webhook/webhook_port';
import { signatureOf } from './signature';
import type { WebhookTalkOptions } from './talk';

const NOW = Date.parse('2026-11-22T03:12:00.000Z');
const KEY = new Secret('a-signing-key-of-32-characters-0');
const PATH = '/services/T0SECRET/B0SECRET/very-secret-part?token=another-secret';

const { receivers, talk, port } = useWebhookReceiver(NOW);
const urlOf = (host = 'hooks.test', at = port()) => new Secret(`https://${host}:${at}${PATH}`);
const post = (
  options: Partial<WebhookTalkOptions> = {},
  url = urlOf(),
  headers: Record<string, string> = {},
): Promise<WebhookAnswer> =>
  talk(options).post({
    url,
    headers,
    body: '{"text":"Ünïcode 😀"}',
    inBody: [],
    signingKey: null,
    proxy: null,
  });

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
    expect(receivers.seen).toMatchObject([
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
    expect(receivers.seen[0]?.headers).not.toHaveProperty('x-brute-force-alerts-signature');
  });

  it('is signed with the time and the body', async () => {
    await talk().post({ url: urlOf(), headers: {}, body: '{}', inBody: [], signingKey: KEY, proxy: null });
    const signature = receivers.seen[0]?.headers['x-brute-force-alerts-signature'];
    expect(signature).toBe(signatureOf(KEY, '{}', NOW));
    expect(signature).toMatch(/^t=1795317120,v1=[0-9a-f]{64}$/);
  });

  it('goes through a proxy, which finds the address', async () => {
    const proxy = await receivers.listening(http.createServer());
    const asked: string[] = [];
    proxy.on('connect', ({ url = '' }: http.IncomingMessage, socket: net.Socket) => {
      asked.push(url);
      const onward = net.connect(port(), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
    });
    const options = { proxyUrl: `http://127.0.0.1:${portOf(proxy)}` };
    expect(await post(options)).toMatchObject({ kind: 'answered', by: 'receiver', status: 200 });
    expect(asked).toEqual([`hooks.test:${port()}`]);
  });
});

describe('a knock', () => {
  it('carries no message, header or signature', async () => {
    expect(await talk().knock({ url: urlOf(), proxy: null })).toMatchObject({
      kind: 'answered',
      status: 200,
    });
    expect(receivers.seen).toMatchObject([{ method: 'HEAD', url: PATH, body: '' }]);
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
    receivers.answer = listener;
    expect(await post()).toMatchObject({ kind: 'answered', by: 'receiver', ...expected });
    expect(receivers.seen).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['a token alone', 'Bearer tk_AgQabc', 'tk_AgQabc'],
    ['a short value', 'abc1234', 'abc1234'],
    ['what Basic encodes', `Basic ${Buffer.from('soc:pa:ss').toString('base64')}`, 'pa:ss'],
  ])('repeats no part of a header: %s', async (_what, Authorization, part) => {
    receivers.answer = (_request, response) => response.writeHead(401).end(`${part} is not valid, Bearer`);
    expect(await post({}, urlOf(), { Authorization })).toMatchObject({
      said: '******** is not valid, Bearer',
    });
  });

  it('repeats nothing secret of the body', async () => {
    receivers.answer = (_request, response) => response.writeHead(200).end('{"topic":"soc-x7"}');
    const request = { url: urlOf(), proxy: null, headers: {}, body: '{}', signingKey: null };
    expect(await talk().post({ ...request, inBody: ['soc-x7'] })).toMatchObject({
      said: '{"topic":"********"}',
    });
  });

  it('repeats no secret', async () => {
    receivers.answer = ({ url, headers }, response) =>
      response.writeHead(400).end(`Cannot POST ${url} with ${JSON.stringify(headers)}`);
    const said = JSON.stringify(await post({}, urlOf(), { Authorization: 'Bearer a-secret-value' }));
    expect(said).toContain('Cannot POST ********');
    expect(said).not.toMatch(/very-secret-part|another-secret|a-secret-value/);
  });

  it('that drips a byte at a time is cut off, and its status counts', async () => {
    receivers.answer = (_request, response) => {
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
    [
      'another protocol, for which Node closes the connection and tells of no error',
      ({ socket }) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      { code: 'ECONNRESET', isConnected: true },
    ],
    ['a connection that is cut', ({ socket }) => socket.destroy(), { code: 'ECONNRESET', isConnected: true }],
  ];
  it.each(cases)('%s', async (_what, listener, expected) => {
    receivers.answer = listener;
    expect(await post({ timeoutMs: 300 })).toMatchObject({ kind: 'failed', ...expected });
  });

  it.each<[string, () => Promise<WebhookAnswer>, string | RegExp]>([
    ['nobody listens', async () => post({}, urlOf('hooks.test', await closedPort())), 'ECONNREFUSED'],
    [
      'the certificate is of another name',
      async () =>
        post(
          {},
          urlOf('hooks.test', portOf(await receivers.start(receivers.authority.issue(['other.test'])))),
        ),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'the certificate has expired',
      async () =>
        post(
          {},
          urlOf('hooks.test', portOf(await receivers.start(receivers.authority.issue(['hooks.test'], -1)))),
        ),
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
      async () =>
        post({}, urlOf('hooks.test', portOf(await receivers.listening(http.createServer(receivers.record))))),
      /^(ERR_SSL_|EPROTO)/,
    ],
  ])('%s, so nothing was sent', async (_what, asked, code) => {
    const named: unknown = expect.stringMatching(code);
    expect(await asked()).toMatchObject({ kind: 'failed', isConnected: false, code: named });
    expect(receivers.seen).toEqual([]);
  });

  it('a name that nobody knows', async () => {
    const resolve = ((_name: string, _options: object, callback: (error: Error) => void) =>
      callback(
        Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      )) as unknown as typeof dns.lookup;
    expect(await post({ resolve })).toEqual({ kind: 'failed', code: 'ENOTFOUND', isConnected: false });
  });

  it('a proxy that refuses is not taken for the receiver', async () => {
    const proxy = await receivers.listening(http.createServer());
    proxy.on('connect', (_request: http.IncomingMessage, socket: net.Socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    );
    const proxyUrl = `http://127.0.0.1:${portOf(proxy)}`;
    expect(await post({ proxyUrl })).toMatchObject({ kind: 'answered', by: 'proxy', status: 407 });
    expect(receivers.seen).toEqual([]);
  });
});

async function closedPort(): Promise<number> {
  const gone = net.createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const closed = portOf(gone);
  await new Promise((resolve) => gone.close(resolve));
  return closed;
}
