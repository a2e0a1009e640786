import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import dns from 'node:dns';
import tls from 'node:tls';
import { startBotApi, type BotApi } from '../../../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../../../sandbox/bot_api/chats';
import { createTestAuthority } from '../../../test/certificates';
import { startConnectProxy } from '../../../test/connect_proxy';
import { listenOnLoopback } from '../../../test/loopback';
import { startSocksServer, type SocksRules, type SocksServer } from '../../../test/socks_server';
import { Secret } from '../../../common/channels/secret';
import { classifyTelegramFailure } from '../../notify/telegram/errors';
import type { TelegramAnswer } from '../../notify/telegram/bot_api_port';
import type { NamedProxy } from '../proxies/named_proxies';
import { createTelegramBot, createTelegramWays } from './bot';

const TOKEN = new Secret(DEMO_BOT.token);
const NO_HOST = 'x'.repeat(64);
/** A name that only the proxy can lead anywhere. */
const FAR = 'http://bot-api.invalid:8081';
const LOGIN = { user: 'ada', password: 'p@ss' };
let botApi: BotApi;
const open: Array<{ close(): Promise<void> }> = [];
beforeAll(async () => (botApi = await startBotApi()));
afterAll(() => botApi.close());
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const socks = async (rules: Partial<SocksRules> = {}): Promise<SocksServer> => {
  const server = await startSocksServer({ to: botApi.port, ...rules });
  open.push(server);
  return server;
};
/** Answers every connection with the same bytes. */
const answering = async (answer: string): Promise<number> => {
  const server: Server = createServer((socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => void server.close(() => resolve())) });
  return (server.address() as AddressInfo).port;
};
const silent = async (): Promise<number> => {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket: Socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      sockets.forEach((socket) => socket.destroy());
      server.close(() => resolve());
    });
  open.push({ close });
  return (server.address() as AddressInfo).port;
};
const ask = (apiUrl: string, proxyUrl: string, more = {}) =>
  createTelegramBot({ apiUrl, proxyUrl, timeoutMs: 5_000, ...more }).getMe(TOKEN);
const judged = (answer: TelegramAnswer<unknown>) => {
  if (answer.ok) return 'ok';
  const { code, reaction } = classifyTelegramFailure(answer.failure);
  return `${code}: ${reaction.kind}`;
};

describe('a SOCKS5 proxy', () => {
  it('socks5h: resolves the name itself', async () => {
    const proxy = await socks();
    expect(judged(await ask(FAR, `socks5h://127.0.0.1:${proxy.port}`))).toBe('ok');
    expect(proxy.asked).toEqual(['bot-api.invalid:8081']);
  });

  it('socks5: is told the address that was resolved here', async () => {
    const proxy = await socks();
    const answer = await ask('http://localhost:8081', `socks5://127.0.0.1:${proxy.port}`, {
      ipv4First: true,
    });
    expect(judged(answer)).toBe('ok');
    expect(proxy.asked).toEqual(['127.0.0.1:8081']);
  });

  it('takes the login of its address', async () => {
    const proxy = await socks({ login: LOGIN });
    const right = `socks5h://ada:${encodeURIComponent(LOGIN.password)}@127.0.0.1:${proxy.port}`;
    expect(judged(await ask(FAR, right))).toBe('ok');
  });

  it.each<[string, Partial<SocksRules>, string]>([
    ['a wrong login', { login: LOGIN }, 'ada:wrong@'],
    ['no login', { login: LOGIN }, ''],
  ])('%s: the login is refused, and nothing was sent', async (_what, rules, login) => {
    const proxy = await socks(rules);
    const answer = await ask(FAR, `socks5h://${login}127.0.0.1:${proxy.port}`);
    expect(judged(answer)).toBe('proxy_login_refused: not_sent_retry');
    expect(JSON.stringify(answer)).not.toMatch(/wrong|stand-in_token/);
  });

  it.each([
    ['by its rules', 2, 'proxy_refused', 'SOCKS reply 2'],
    ['for want of a network', 3, 'proxy_cannot_reach', 'SOCKS reply 3'],
    ['for want of the host', 4, 'proxy_cannot_reach', 'SOCKS reply 4'],
    ['since nobody listens there', 5, 'proxy_cannot_reach', 'SOCKS reply 5'],
  ])('does not connect, %s', async (_why, refuse, code, words) => {
    const proxy = await socks({ refuse });
    const answer = await ask(FAR, `socks5h://127.0.0.1:${proxy.port}`);
    expect(judged(answer)).toBe(`${code}: not_sent_retry`);
    if (!answer.ok) expect(classifyTelegramFailure(answer.failure).said).toContain(words);
  });

  it('a name that cannot be resolved here is the name, not the proxy', async () => {
    const proxy = await socks();
    const answer = await ask(`http://${NO_HOST}`, `socks5://127.0.0.1:${proxy.port}`);
    expect(judged(answer)).toBe('host_unknown: not_sent_retry');
  });

  it('TLS that fails behind it is TLS, not the proxy', async () => {
    const proxy = await socks();
    const answer = await ask('https://bot-api.invalid', `socks5h://127.0.0.1:${proxy.port}`);
    expect(judged(answer)).toBe('no_tls: not_sent_retry');
  });
});

describe('a Bot API over TLS at an address', () => {
  const authority = createTestAuthority();
  let trusting: jest.SpyInstance;
  beforeAll(() => {
    const connectOverTls = tls.connect.bind(tls) as (options: tls.ConnectionOptions) => tls.TLSSocket;
    trusting = jest
      .spyOn(tls, 'connect')
      .mockImplementation(((options: tls.ConnectionOptions) =>
        connectOverTls({ ...options, ca: authority.certificate })) as typeof tls.connect);
  });
  afterAll(() => trusting.mockRestore());

  /** TLS in front of the Bot API, with a certificate for these names. */
  const overTls = async (names: string[]): Promise<number> => {
    const server = tls.createServer(authority.issue(names), (socket) => {
      const far = connect(botApi.port, '127.0.0.1');
      for (const end of [socket, far]) end.on('error', () => [socket, far].forEach((one) => one.destroy()));
      socket.pipe(far).pipe(socket);
    });
    const listening = await listenOnLoopback(server);
    open.push(listening);
    return listening.port;
  };
  const proxyOf = async (kind: string, to: number): Promise<string | undefined> => {
    if (kind === 'no proxy') return undefined;
    const shown = kind === 'https' ? { tls: authority.issue(['127.0.0.1']) } : {};
    const isWeb = kind === 'http' || kind === 'https';
    const proxy = isWeb ? await startConnectProxy({ to, ...shown }) : await startSocksServer({ to });
    open.push(proxy);
    return `${kind}://127.0.0.1:${proxy.port}`;
  };

  const WAYS = ['no proxy', 'http', 'https', 'socks5', 'socks5h'];
  it.each(WAYS)('%s: is reached where the certificate is for this address', async (kind) => {
    const port = await overTls(['127.0.0.1']);
    const proxyUrl = await proxyOf(kind, port);
    const bot = createTelegramBot({ apiUrl: `https://127.0.0.1:${port}`, proxyUrl, timeoutMs: 5_000 });
    expect(judged(await bot.getMe(TOKEN))).toBe('ok');
  });

  it.each(WAYS)('%s: is not taken for it with a certificate for another', async (kind) => {
    // localhost: what Node compares with where nobody says a name.
    const port = await overTls(['localhost', '127.0.0.2']);
    const proxyUrl = await proxyOf(kind, port);
    const bot = createTelegramBot({ apiUrl: `https://127.0.0.1:${port}`, proxyUrl, timeoutMs: 5_000 });
    const answer = await bot.getMe(TOKEN);
    expect(judged(answer)).toBe('certificate_refused: not_sent_retry');
    expect(answer).toMatchObject({ failure: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
  });
});

describe('any proxy', () => {
  it.each([
    ['socks5h', FAR],
    ['http', FAR],
    ['http', 'https://bot-api.invalid'],
  ])('nobody listens at the port: %s for %s', async (kind, apiUrl) => {
    const proxy = await startSocksServer({ to: botApi.port });
    await proxy.close();
    const answer = await ask(apiUrl, `${kind}://ada:secret@127.0.0.1:${proxy.port}`);
    expect(judged(answer)).toBe('proxy_unreachable: not_sent_retry');
    expect(answer).toMatchObject({ failure: { code: 'PROXY_ECONNREFUSED' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each([
    ['socks5h', FAR],
    ['http', FAR],
    ['http', 'https://bot-api.invalid'],
  ])('its name is not known: %s for %s', async (kind, apiUrl) => {
    const answer = await ask(apiUrl, `${kind}://${NO_HOST}:1080`);
    expect(judged(answer)).toBe('proxy_unreachable: not_sent_retry');
  });

  it.each([
    ['HTTP at the port of a SOCKS proxy', 'socks5h', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['something that hangs up', 'http', ''],
  ])('%s', async (_what, kind, answer) => {
    const port = await answering(answer);
    expect(judged(await ask('https://bot-api.invalid', `${kind}://127.0.0.1:${port}`))).toBe(
      'proxy_protocol: not_sent_retry',
    );
  });

  it.each([
    [403, 'proxy_refused'],
    [502, 'proxy_cannot_reach'],
    [503, 'proxy_cannot_reach'],
  ])('an HTTP proxy that does not connect, with %d: nothing was sent', async (status, code) => {
    const port = await answering(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nNo`);
    const answer = await ask('https://bot-api.invalid', `http://127.0.0.1:${port}`);
    expect(judged(answer)).toBe(`${code}: not_sent_retry`);
  });

  it.each(['http', 'socks5h'])('that says nothing, by %s, is told of, and not Telegram', async (kind) => {
    const port = await silent();
    const answer = await ask('https://bot-api.invalid', `${kind}://127.0.0.1:${port}`, { timeoutMs: 300 });
    expect(judged(answer)).toBe('proxy_unreachable: not_sent_retry');
  });
});

describe('proxies by their names', () => {
  const ways = (proxies: NamedProxy[], proxyUrl?: string) =>
    createTelegramWays({ apiUrl: FAR, proxyUrl, proxies, timeoutMs: 5_000 });

  it('each channel goes by its own, and by the common one where it names none', async () => {
    const [common, dmz] = [await socks(), await socks({ login: LOGIN })];
    const login = `ada:${encodeURIComponent(LOGIN.password)}@`;
    const through = ways(
      [{ name: 'dmz', url: `socks5h://${login}127.0.0.1:${dmz.port}` }],
      `socks5h://127.0.0.1:${common.port}`,
    );
    expect(judged(await through('dmz').getMe(TOKEN))).toBe('ok');
    expect([common.asked.length, dmz.asked.length]).toEqual([0, 1]);
    expect(judged(await through(null).getMe(TOKEN))).toBe('ok');
    expect([common.asked.length, dmz.asked.length]).toEqual([1, 1]);
  });

  it('a name that is not listed: nothing is sent by any other way, and the name is said', async () => {
    const common = await socks();
    const answer = await ways([], `socks5h://127.0.0.1:${common.port}`)('dmz').getMe(TOKEN);
    expect(judged(answer)).toBe('proxy_not_listed: refused');
    if (!answer.ok) expect(classifyTelegramFailure(answer.failure).said).toContain('dmz');
    expect(common.asked).toEqual([]);
  });
});

it('IPv4 first: asks the resolver for that order, and only where kibana.yml says so', async () => {
  const lookup = jest.spyOn(dns, 'lookup');
  const url = `http://localhost:${botApi.port}`;
  const orders = async (ipv4First: boolean) => {
    lookup.mockClear();
    await createTelegramBot({ apiUrl: url, ipv4First, timeoutMs: 5_000 }).getMe(TOKEN);
    return lookup.mock.calls.map((call) => (call as unknown as [string, { verbatim?: boolean }])[1].verbatim);
  };
  expect(await orders(true)).toContain(false);
  expect(await orders(false)).not.toContain(false);
  lookup.mockRestore();
});
