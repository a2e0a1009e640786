import { configSchema } from './config';

const telegram = (settings: object) => configSchema.validate({ telegram: settings, email: {} }).telegram;

describe('kibana.yml', () => {
  it('needs nothing: the Bot API of Telegram, no proxy, switched on', () => {
    const { enabled, telegram: defaults } = configSchema.validate({ telegram: {}, email: {} });
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

describe('proxies in kibana.yml', () => {
  const proxies = (list: unknown) => configSchema.validate({ proxies: list }).proxies;
  const DMZ = { name: 'dmz', url: 'socks5://ada:hush@proxy.example:1080' };

  it('are none if nothing is said', () => {
    expect(configSchema.validate({}).proxies).toEqual([]);
  });

  it('are taken by their names', () => {
    expect(proxies([DMZ, { name: 'lab', url: 'https://lab.example' }])).toHaveLength(2);
  });

  it.each<[string, unknown, RegExp]>([
    ['two of one name', [DMZ, { ...DMZ, url: 'http://b.example' }], /proxies.*two proxies of the name dmz/],
    ['no name', [{ url: DMZ.url }], /proxies\.0\.name/],
    ['an address as a name', [{ name: DMZ.url, url: DMZ.url }], /proxies\.0\.name.*from 1 to 40/],
    ['no URL', [{ name: 'dmz' }], /proxies\.0\.url/],
    ['a URL without its scheme', [DMZ, { name: 'lab', url: 'hush.example:3128' }], /proxies\.1\.url.*socks5/],
    ['an older SOCKS', [{ name: 'dmz', url: 'socks4://ada:hush@proxy.example' }], /proxies\.0\.url.*socks5/],
    ['a slash in the password', [{ name: 'dmz', url: 'http://ada:hu/sh@proxy.example' }], /url.*%2F/],
    ['a setting that is not known', [{ ...DMZ, password: 'hush' }], /proxies\.0\.password/],
    ['one by itself in place of a list', DMZ, /array/],
    ['more than anybody has', Array.from({ length: 21 }, (_, n) => ({ ...DMZ, name: `p${n}` })), /20/],
  ])('%s is refused, and no password repeated', (_what, list, reason) => {
    let message = '';
    try {
      proxies(list);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(reason);
    expect(message).not.toMatch(/hush|ada:/);
  });

  it.each(['telegram', 'webhook'])('the one for all of %s is checked alike', (kind) => {
    const one = (proxyUrl: string) => configSchema.validate({ [kind]: { proxyUrl } });
    expect(() => one('socks5h://ada:hush@proxy.example:1080')).not.toThrow();
    expect(() => one('socks5h://ada:100%@proxy.example:1080')).toThrow(/proxyUrl.*%25/);
  });
});

describe('mail in kibana.yml', () => {
  const email = (settings: object) => configSchema.validate({ email: settings }).email;

  it('needs nothing: any server, any recipient, the certificate authorities of Node', () => {
    expect(configSchema.validate({}).email).toEqual({ certificateAuthorities: [] });
  });

  it.each(['mail.example', '*.mail.example', '10.0.0.25', 'münchen.example'])(
    'takes %s as a server',
    (host) => {
      expect(email({ allowedHosts: [host] }).allowedHosts).toEqual([host]);
    },
  );

  it.each([
    ['a server with its port', { allowedHosts: ['mail.example:587'] }, /allowedHosts\.0.*without port/],
    ['a URL', { allowedHosts: ['smtp://mail.example'] }, /allowedHosts\.0/],
    ['a star inside a name', { allowedDomains: ['mail.*.example'] }, /allowedDomains\.0/],
    ['an address as a domain', { allowedDomains: ['mail.example', 'soc@mail.example'] }, /allowedDomains\.1/],
    ['a text in place of a list', { allowedDomains: 'mail.example' }, /array/],
    ['a setting that is not known', { allowedHost: [] }, /allowedHost/],
  ])('refuses %s', (_what, settings, reason) => {
    expect(() => email(settings)).toThrow(reason);
  });
});
