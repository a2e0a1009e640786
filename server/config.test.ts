import { configSchema } from './config';

const telegram = (settings: object) => configSchema.validate({ telegram: settings }).telegram;

describe('kibana.yml', () => {
  it('needs nothing: the Bot API of Telegram, no proxy, switched on', () => {
    const { enabled, telegram: defaults } = configSchema.validate({ telegram: {} });
    expect({ enabled, proxyUrl: defaults.proxyUrl, protocol: new URL(defaults.apiUrl).protocol }).toEqual({
      enabled: true,
      proxyUrl: undefined,
      protocol: 'https:',
    });
  });

  it.each(['http://127.0.0.1:8081', 'https://bots.example/telegram'])(
    'takes %s for the Bot API',
    (apiUrl) => {
      expect(telegram({ apiUrl }).apiUrl).toBe(apiUrl);
    },
  );
  it('takes a proxy with a login', () => {
    expect(telegram({ proxyUrl: 'http://ada:secret@proxy.example:3128' }).proxyUrl).toContain(
      'proxy.example',
    );
  });

  it.each([
    'https://proxy.example',
    'socks5://ada:secret@proxy.example:1080',
    'socks5h://proxy.example:1080',
  ])('takes the proxy %s', (proxyUrl) => {
    expect(telegram({ proxyUrl }).proxyUrl).toBe(proxyUrl);
  });

  it('leaves the order of addresses to the name server, unless it says IPv4 first', () => {
    expect([telegram({}).ipv4First, telegram({ ipv4First: true }).ipv4First]).toEqual([false, true]);
  });

  it.each([
    ['a proxy of another kind', { proxyUrl: 'socks4://proxy.example' }, /socks5/],
    ['another scheme', { apiUrl: 'ftp://bots.example' }, /http/],
    ['no URL', { apiUrl: 'bots.example' }, /URI|URL/i],
    ['a port that is none', { apiUrl: 'http://bots.example:99999' }, /no URL|URI/],
    [
      'a login, which would stand beside the token',
      { apiUrl: 'https://a:b@bots.example' },
      /user name or password/,
    ],
    ['a query', { apiUrl: 'https://bots.example?x=1' }, /query/],
    ['a proxy that is no URL', { proxyUrl: 'proxy' }, /URI|URL/i],
    ['a setting that is not known', { apiURL: 'https://bots.example' }, /apiURL/],
  ])('refuses %s', (_what, settings, reason) => {
    expect(() => telegram(settings)).toThrow(reason);
  });
});
