import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { startConnectProxy, type ConnectProxy, type ConnectRules } from '../../../test/connect_proxy';
import { portOf } from '../../../test/receivers';
import { Secret } from '../../../common/channels/secret';
import { startSocksServer, type SocksRules, type SocksServer } from '../../../test/socks_server';
import { useWebhookReceiver } from '../../../test/webhook_rig';
import { classifyWebhookAnswer } from '../../notify/webhook/errors';
import type { WebhookAnswer } from '../../notify/webhook/webhook_port';
import type { WebhookTalkOptions } from './talk';

const { receivers, talk, port } = useWebhookReceiver(0);
const LOGIN = { user: 'ada', password: 'p@ss-of-the-proxy' };
const USER_INFO = `ada:${encodeURIComponent(LOGIN.password)}@`;
const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const ending = <S extends { close(): Promise<void> }>(server: S): S => {
  open.push(server);
  return server;
};
const socks = async (rules: Partial<SocksRules> = {}): Promise<SocksServer> =>
  ending(await startSocksServer({ to: port(), ...rules }));
const http = async (rules: Partial<ConnectRules> = {}): Promise<ConnectProxy> =>
  ending(await startConnectProxy({ to: port(), ...rules }));

const post = (options: Partial<WebhookTalkOptions>, proxy: string | null = null, host = 'hooks.test') =>
  talk(options).post({
    url: new Secret(`https://${host}:${port()}/x`),
    proxy,
    headers: {},
    body: '{}',
    inBody: [],
    signingKey: null,
  });
/** By way of a proxy that a channel names. */
const by = (url: string, options: Partial<WebhookTalkOptions> = {}, host?: string) =>
  post({ proxies: [{ name: 'dmz', url }], ...options }, 'dmz', host);
const judged = (answer: WebhookAnswer) => {
  const failed = classifyWebhookAnswer(answer, 'json');
  return failed ? `${failed.code}: ${failed.reaction}` : 'delivered';
};

describe('a webhook by way of a proxy', () => {
  it('socks5h: the proxy finds the address', async () => {
    const proxy = await socks({ login: LOGIN });
    expect(judged(await by(`socks5h://${USER_INFO}127.0.0.1:${proxy.port}`))).toBe('delivered');
    expect(proxy.asked).toEqual([`hooks.test:${port()}`]);
  });

  it('socks5: the proxy is given the address that was found and checked here', async () => {
    const proxy = await socks();
    expect(judged(await by(`socks5://127.0.0.1:${proxy.port}`))).toBe('delivered');
    expect(proxy.asked).toEqual([`127.0.0.1:${port()}`]);
  });

  it.each([['http'], ['https']])('%s, with a login', async (kind) => {
    const { authority } = receivers;
    const proxy = await http({ login: LOGIN, ...(kind === 'https' ? { tls: authority.issue(['x']) } : {}) });
    const answer = await by(`${kind}://${USER_INFO}127.0.0.1:${proxy.port}`);
    // Node does not trust the authority of the test on the way to a proxy: that is the fault of the proxy.
    expect(judged(answer)).toBe(kind === 'http' ? 'delivered' : 'proxy_unreachable: deferred');
  });

  it('the one of kibana.yml for all, where the channel names none', async () => {
    const [common, named] = [await socks(), await socks()];
    const proxies = [{ name: 'dmz', url: `socks5h://127.0.0.1:${named.port}` }];
    const options = { proxies, proxyUrl: `socks5h://127.0.0.1:${common.port}` };
    await post(options, null);
    expect([common.asked.length, named.asked.length]).toEqual([1, 0]);
    await post(options, 'dmz');
    expect([common.asked.length, named.asked.length]).toEqual([1, 1]);
  });

  it('a knock takes the same way', async () => {
    const proxy = await socks();
    const proxies = [{ name: 'dmz', url: `socks5h://127.0.0.1:${proxy.port}` }];
    const url = new Secret(`https://hooks.test:${port()}/x`);
    expect(await talk({ proxies }).knock({ url, proxy: 'dmz' })).toMatchObject({ kind: 'answered' });
    expect(proxy.asked).toHaveLength(1);
  });

  it('a name that kibana.yml does not list any more: nothing is sent, and the name is said', async () => {
    const answer = await post({ proxies: [] }, 'dmz');
    expect(judged(answer)).toBe('proxy_not_listed: refused');
    expect(classifyWebhookAnswer(answer, 'json')?.said).toContain('dmz');
    expect(receivers.seen).toEqual([]);
  });
});

describe('where it may go by way of a proxy', () => {
  const KINDS = ['http', 'socks5h', 'socks5'];
  const started = (kind: string) => (kind === 'http' ? http() : socks());

  it.each(KINDS)('%s: a host that is not listed is refused, and the proxy is not asked', async (kind) => {
    const proxy = await started(kind);
    const answer = await by(`${kind}://127.0.0.1:${proxy.port}`, { allowedHosts: ['other.test'] });
    expect(answer).toMatchObject({ kind: 'forbidden', what: 'host', value: 'hooks.test' });
    expect(proxy.asked).toEqual([]);
  });

  it.each(KINDS)('%s: nor a name that leads to an address that is not listed', async (kind) => {
    const proxy = await started(kind);
    const answer = await by(`${kind}://127.0.0.1:${proxy.port}`, { allowedHosts: ['hooks.test'] });
    expect(answer).toMatchObject({ kind: 'forbidden', what: 'address', value: '127.0.0.1' });
    expect(proxy.asked).toEqual([]);
  });

  it.each(['169.254.169.254', '10.0.0.5', '::1', 'fd00:ec2::254', 'fe80::1'])(
    'socks5h: a name that leads to %s here, beside a public address',
    async (address) => {
      const proxy = await socks();
      const answer = await by(`socks5h://127.0.0.1:${proxy.port}`, {
        allowedHosts: ['hooks.test'],
        addressesOf: async () => ['93.184.215.14', address],
      });
      expect(answer).toMatchObject({ kind: 'forbidden', what: 'address', value: address });
      expect(proxy.asked).toEqual([]);
    },
  );

  it('an address in the URL has to be listed by itself', async () => {
    const proxy = await socks();
    const url = `socks5h://127.0.0.1:${proxy.port}`;
    const answer = await by(url, { allowedHosts: ['hooks.test'] }, '127.0.0.1');
    expect(answer).toMatchObject({ kind: 'forbidden', what: 'host', value: '127.0.0.1' });
    expect(judged(await by(url, { allowedHosts: ['127.0.0.1'] }, '127.0.0.1'))).toBe('delivered');
  });

  it('a listed name that is known to the proxy alone goes there', async () => {
    const proxy = await socks();
    const answer = await by(`socks5h://127.0.0.1:${proxy.port}`, {
      allowedHosts: ['hooks.test'],
      addressesOf: async () => [],
    });
    expect(judged(answer)).toBe('delivered');
  });

  it('localhost is this machine, also by way of a proxy', async () => {
    const proxy = await socks();
    const options = { allowedHosts: ['localhost'], addressesOf: undefined };
    const answer = await by(`socks5h://127.0.0.1:${proxy.port}`, options, 'localhost');
    expect(answer).toMatchObject({ kind: 'forbidden', what: 'address', value: '127.0.0.1' });
  });
});

describe('what failed', () => {
  const told = async (answer: Promise<WebhookAnswer>) => {
    const failed = classifyWebhookAnswer(await answer, 'json');
    return [failed?.code, failed?.reaction, failed?.said];
  };

  it.each<[number, string, RegExp]>([
    [1, 'proxy_refused', /SOCKS reply 1: .*trouble/],
    [2, 'proxy_refused', /SOCKS reply 2: .*rules/],
    [3, 'proxy_cannot_reach', /SOCKS reply 3: .*network/],
    [4, 'proxy_cannot_reach', /SOCKS reply 4: .*name/],
    [5, 'proxy_cannot_reach', /SOCKS reply 5: .*refused/],
    [6, 'proxy_cannot_reach', /SOCKS reply 6/],
    [7, 'proxy_refused', /SOCKS reply 7/],
    [8, 'proxy_refused', /SOCKS reply 8: .*address/],
    [99, 'proxy_refused', /SOCKS reply 1/],
  ])('a SOCKS proxy that answers with %d', async (refuse, code, said) => {
    const proxy = await socks({ refuse });
    expect(await told(by(`socks5h://127.0.0.1:${proxy.port}`))).toEqual([
      code,
      'deferred',
      expect.stringMatching(said),
    ]);
    expect(receivers.seen).toEqual([]);
  });

  it.each<[number, string]>([
    [403, 'proxy_refused'],
    [407, 'proxy_login'],
    [502, 'proxy_cannot_reach'],
    [504, 'proxy_cannot_reach'],
  ])('an HTTP proxy that answers with %d, and repeats what it was asked', async (refuse, code) => {
    const proxy = await http({ login: LOGIN, refuse });
    const answer = await by(`http://${USER_INFO}127.0.0.1:${proxy.port}`);
    expect(judged(answer)).toBe(`${code}: deferred`);
    expect(classifyWebhookAnswer(answer, 'json')?.said).toBe(`HTTP ${refuse}`);
  });

  it.each([
    ['socks5h', 'wrong:login@', 'proxy_login_refused: deferred'],
    ['socks5h', '', 'proxy_login_refused: deferred'],
    ['http', 'wrong:login@', 'proxy_login: deferred'],
    ['http', '', 'proxy_login: deferred'],
  ])('%s with the login "%s"', async (kind, login, expected) => {
    const proxy = kind === 'http' ? await http({ login: LOGIN }) : await socks({ login: LOGIN });
    expect(judged(await by(`${kind}://${login}127.0.0.1:${proxy.port}`))).toBe(expected);
    expect(receivers.seen).toEqual([]);
  });

  it.each(['http', 'socks5h'])('%s: nobody listens at the port of the proxy', async (kind) => {
    const proxy = await startSocksServer({ to: port() });
    await proxy.close();
    expect(judged(await by(`${kind}://127.0.0.1:${proxy.port}`))).toBe('proxy_unreachable: deferred');
  });

  it.each(['http', 'socks5h'])(
    '%s: a proxy that says nothing is told of, and not the receiver',
    async (kind) => {
      const silent = await http({ isSilent: true });
      const quiet = ending(await listening(() => undefined));
      const at = kind === 'http' ? silent.port : quiet.port;
      expect(judged(await by(`${kind}://127.0.0.1:${at}`, { timeoutMs: 300 }))).toBe(
        'proxy_unreachable: deferred',
      );
    },
  );

  it('it is no proxy of this kind', async () => {
    const other = ending(await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(judged(await by(`socks5h://127.0.0.1:${other.port}`))).toBe('proxy_protocol: deferred');
  });

  it('TLS behind the proxy is TLS', async () => {
    const other = await receivers.start(receivers.authority.issue(['other.test']));
    const proxy = await socks({ to: portOf(other) });
    expect(judged(await by(`socks5h://127.0.0.1:${proxy.port}`))).toBe('certificate_of_another: deferred');
  });

  it('a name that is not known here is DNS, where the proxy wants an address', async () => {
    const proxy = await socks();
    const resolve = ((_name: string, _options: object, callback: (error: Error) => void) =>
      callback(
        Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      )) as unknown as WebhookTalkOptions['resolve'];
    expect(judged(await by(`socks5://127.0.0.1:${proxy.port}`, { resolve }))).toBe('host_unknown: deferred');
  });

  it('nothing that comes back holds the address or the login of the proxy', async () => {
    const [refusing, login, gone] = [
      await http({ login: LOGIN, refuse: 403 }),
      await socks({ login: LOGIN }),
      9,
    ];
    const answers = await Promise.all([
      by(`http://${USER_INFO}127.0.0.1:${refusing.port}`),
      by(`socks5h://ada:another-secret@127.0.0.1:${login.port}`),
      by(`http://${USER_INFO}127.0.0.1:${gone}`),
      by(`socks5://${USER_INFO}127.0.0.1:${gone}`),
    ]);
    const basic = Buffer.from(`ada:${LOGIN.password}`).toString('base64');
    for (const answer of answers) {
      const failed = classifyWebhookAnswer(answer, 'json');
      const printed = inspect([answer, failed], { depth: null, showHidden: true });
      for (const text of [LOGIN.password, USER_INFO, basic, 'another-secret', '127.0.0.1'])
        expect(printed).not.toContain(text);
    }
  });
});

async function listening(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port: portOf(server), close };
}
