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

  const webhook = (settings: object) => configSchema.validate({ webhook: settings }).webhook;
  it('lets webhooks go to the public services alone, if nothing is said', () => {
    const { allowedHosts, proxyUrl, certificateAuthorities } = configSchema.validate({}).webhook;
    expect(allowedHosts).toEqual(expect.arrayContaining(['hooks.slack.com', 'discord.com', 'ntfy.sh']));
    expect([proxyUrl, certificateAuthorities]).toEqual([undefined, []]);
  });
  it('takes names, addresses and ranges for webhooks, or none', () => {
    expect(webhook({ allowedHosts: ['ntfy.corp.example', '10.0.0.0/24'] }).allowedHosts).toHaveLength(2);
    expect(webhook({ allowedHosts: [] }).allowedHosts).toEqual([]);
  });
  it.each([
    [
      'a URL among the hosts',
      { allowedHosts: ['https://hooks.example'] },
      /allowedHosts\.0.*must be a host name/,
    ],
    ['everything', { allowedHosts: ['*'] }, /must be a host name/],
    ['a proxy that is no URL', { proxyUrl: 'proxy' }, /URI|URL/i],
    ['an authority without a path', { certificateAuthorities: [''] }, /length/],
  ])('refuses %s for webhooks', (_what, settings, reason) => {
    expect(() => webhook(settings)).toThrow(reason);
  });
});
