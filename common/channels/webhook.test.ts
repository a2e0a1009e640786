import { webhook, type WebhookOptions } from './webhook';
import { headerNameProblem, headersOf, headersProblem } from './webhook_headers';
import { hostOfUrl, hostProblem, urlProblem } from './webhook_url';

describe('a URL', () => {
  it.each([
    'https://hooks.slack.com/services/T0/B0/abc',
    'https://prod-23.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=x',
    'https://10.0.0.5:8443/message?token=x',
    'https://[2001:db8::5]/x',
    'https://bücher.example/x',
  ])('%s is taken', (url) => {
    expect(urlProblem(url)).toBeUndefined();
  });
  it.each<[string, string, RegExp]>([
    ['nothing', '', /empty/],
    ['words', 'my webhook', /blanks/],
    ['a line break', 'https://hooks.example/a\r\nX-Evil: 1', /blanks or line breaks/],
    ['a control character', 'https://hooks.example/\u0000', /blanks or line breaks/],
    ['a host alone', 'hooks.example/services', /is no URL/],
    ['plain HTTP', 'http://hooks.example/x', /must start with https/],
    ['a file', 'file:///etc/passwd', /must start with https/],
    ['a script', 'javascript:alert(1)', /must start with https/],
    ['a login', 'https://user:key@hooks.example/', /user name or password/],
    ['a fragment', 'https://hooks.example/#x', /# in it/],
    ['a port that is none', 'https://hooks.example:99999/', /is no URL/],
    ['far too much', `https://hooks.example/${'a'.repeat(3_000)}`, /more than 2048/],
  ])('of %s is refused', (_what, url, reason) => {
    expect(urlProblem(url)).toMatch(reason);
  });
  it('is never repeated', () => {
    expect(urlProblem('http://hooks.example/very-secret')).not.toContain('very-secret');
  });
});

describe('the host of a URL', () => {
  it.each([
    ['https://Hooks.Slack.com/x', 'hooks.slack.com'],
    ['https://hooks.example:443/x', 'hooks.example'],
    ['https://hooks.example:8443/x', 'hooks.example:8443'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://2130706433/', '127.0.0.1'],
    ['https://0x7f.1/', '127.0.0.1'],
    ['https://[::FFFF:127.0.0.1]/', '[::ffff:7f00:1]'],
    ['http://hooks.example/', undefined],
    ['no url', undefined],
  ])('%s: %s', (url, host) => {
    expect(hostOfUrl(url)).toBe(host);
  });
  it.each(['hooks.example', 'hooks.example:8443', '10.0.0.5', '[2001:db8::5]', 'xn--bcher-kva.example'])(
    '%s is taken',
    (host) => {
      expect(hostProblem(host)).toBeUndefined();
    },
  );
  it.each([
    'Hooks.Example',
    'hooks.example/x',
    'a@b',
    'https://hooks.example',
    'bücher.example',
    'a b',
    'x:443',
    '0x7f.1',
  ])('%s is not: it stands otherwise in a URL', (host) => {
    expect(hostProblem(host)).toMatch(/not the host of a URL/);
  });
});

describe('headers', () => {
  it.each(['Authorization', 'X-Gotify-Key', 'x_y', 'Title'])('%s is taken', (name) => {
    expect(headerNameProblem(name)).toBeUndefined();
  });
  it.each([
    ['', /is no name/],
    ['X Y', /is no name/],
    ['X:', /is no name/],
    ['X\r\nEvil', /is no name/],
    ['é', /is no name/],
    ['x'.repeat(65), /is no name/],
    ['Host', /set by Kibana itself/],
    ['content-length', /set by Kibana itself/],
    ['X-Brute-Force-Alerts-Signature', /set by Kibana itself/],
  ])('%j is refused', (name, reason) => {
    expect(headerNameProblem(name)).toMatch(reason);
  });

  it.each<[string, string, RegExp | undefined]>([
    ['values', '{"Authorization":"Bearer abc","X-A":"b c"}', undefined],
    ['no JSON', 'Authorization: Bearer abc', /JSON object/],
    ['a list', '["a"]', /JSON object/],
    ['nothing', 'null', /JSON object/],
    ['a number', '{"X-A":1}', /JSON object/],
    ['a line break', '{"X-A":"a\\r\\nX-Evil: 1"}', /without line breaks/],
    ['an empty value', '{"X-A":""}', /without line breaks/],
    ['a blank at its end', '{"X-A":"a "}', /no blank at its ends/],
    ['other letters than ASCII', '{"X-A":"ü"}', /plain letters/],
    ['far too much', `{"X-A":"${'a'.repeat(2_000)}"}`, /1024/],
  ])('with %s', (_what, text, reason) => {
    const problem = headersProblem(text);
    if (reason) expect(problem).toMatch(reason);
    else expect(problem).toBeUndefined();
  });
  it('that name a prototype are names like any other', () => {
    expect(Object.keys(headersOf('{"__proto__":"x"}') ?? {})).toEqual(['__proto__']);
  });
});

describe('the options', () => {
  const options = (change: Partial<WebhookOptions> = {}): WebhookOptions => ({
    preset: 'json',
    host: 'hooks.example',
    headers: [],
    signed: false,
    proxy: null,
    ...change,
  });
  it.each<[string, Partial<WebhookOptions>, string[] | null]>([
    ['nothing but the URL', {}, ['url']],
    ['headers', { headers: ['X-A'] }, ['url', 'headers']],
    ['a signature', { signed: true }, ['url', 'signingKey']],
    ['no host yet', { host: '' }, null],
  ])('with %s need', (_what, change, needed) => {
    expect(webhook.needs(options(change))).toEqual(needed);
  });
  it('another host is another destination, another form or header is not', () => {
    const of = (change: Partial<WebhookOptions>) => webhook.destination(options(change));
    expect(of({ host: 'evil.example' })).not.toBe(of({}));
    expect(of({ preset: 'slack', headers: ['X-A'], signed: true })).toBe(of({}));
  });
  it.each<[string, object]>([
    ['a header twice', { headers: ['X-A', 'x-a'] }],
    ['eleven headers', { headers: Array.from({ length: 11 }, (_, n) => `X-${n}`) }],
    ['a form that is not known', { preset: 'pigeon' }],
    ['an option that is not known', { url: 'https://hooks.example/' }],
  ])('with %s are refused', (_what, change) => {
    expect(webhook.options.safeParse({ ...options(), ...change }).success).toBe(false);
  });
  it.each(['short', 'with blanks in it which is wrong', 'x'.repeat(257), 'ümlaut-ümlaut-ümlaut'])(
    'the signing key %j is refused',
    (signingKey) => {
      expect(webhook.secrets.shape.signingKey.safeParse(signingKey).success).toBe(false);
    },
  );
});
