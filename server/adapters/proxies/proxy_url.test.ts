import { proxyUrlProblem, resolvesNames } from './proxy_url';

describe('the address of a proxy', () => {
  it.each([
    'http://proxy.example',
    'http://proxy.example:3128/',
    'https://ada:pass@proxy.example:8443',
    'socks5://10.0.0.5:1080',
    'socks5h://ada:p%40ss%25@proxy.example',
    'socks5://[::1]:1080',
  ])('%s is taken', (url) => {
    expect(proxyUrlProblem(url)).toBeUndefined();
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /no URL/],
    ['a name alone', 'proxy.example', /no URL/],
    ['a port that is none', 'http://ada:hush@proxy.example:99999', /port must be a number/],
    ['a slash in the password', 'http://ada:hu/sh@proxy.example', /no URL.*%2F/],
    ['a # in the password', 'http://ada:5#hush@proxy.example:3128', /end behind the port.*%23/],
    ['a ? in the password', 'socks5://ada:5?hush@proxy.example:1080', /end behind the port.*%3F/],
    ['a % in the password', 'socks5://ada:100%hush@proxy.example:1080', /%25/],
    ['a path', 'http://ada:hush@proxy.example/hush', /end behind the port/],
    ['no host', 'socks5://ada:hush@:1080', /no URL|no host/],
    ['an older SOCKS', 'socks4://ada:hush@proxy.example', /socks5/],
    ['another scheme', 'ftp://ada:hush@proxy.example', /http:\/\/, https:\/\//],
    ['a password that SOCKS5 cannot carry', `socks5://ada:${'hush'.repeat(64)}@proxy.example`, /255 bytes/],
  ])('%s is refused, and none of it repeated', (_what, url, reason) => {
    const problem = proxyUrlProblem(url);
    expect(problem).toMatch(reason);
    expect(problem).not.toMatch(/hush|ada|proxy\.example/);
  });

  it('HTTP carries a password of any length', () => {
    expect(proxyUrlProblem(`http://ada:${'x'.repeat(300)}@proxy.example`)).toBeUndefined();
  });

  it('says who finds the addresses of names', () => {
    const urls = ['http://p', 'https://p', 'socks5h://p', 'socks5://p'];
    expect(urls.map((url) => resolvesNames(url))).toEqual([true, true, true, false]);
  });
});
