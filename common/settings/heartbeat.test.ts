import { heartbeatSchema, heartbeatUrlProblem, heartbeatUrlSchema } from './heartbeat';

const KEY = 'a-secret-part-of-the-address';

describe('the URL', () => {
  it.each([
    ['of healthchecks', `https://hc-ping.com/${KEY}`],
    [
      'of Uptime Kuma, with what it wants to be told',
      `https://kuma.example/api/push/${KEY}?status=up&msg=OK&ping=`,
    ],
    ['with a port', `https://kuma.example:3001/api/push/${KEY}`],
    ['with an address', `https://10.0.0.9/${KEY}`],
    ['with letters of another language', `https://bücher.example/${KEY}`],
  ])('%s is taken', (_what, url) => {
    expect(heartbeatUrlProblem(url)).toBeUndefined();
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /is empty/],
    ['words', 'my check', /blanks or line breaks/],
    ['no URL', KEY, /no URL/],
    ['without a scheme', `hc-ping.com/${KEY}`, /no URL/],
    ['http', `http://hc-ping.com/${KEY}`, /must start with https/],
    ['another scheme', `file:///etc/${KEY}`, /must start with https/],
    ['a line break in it', `https://hc-ping.com/\r\nX: ${KEY}`, /blanks or line breaks/],
    ['a line break behind it', `https://hc-ping.com/${KEY}\n`, /blanks or line breaks/],
    ['a blank in front', ` https://hc-ping.com/${KEY}`, /blanks or line breaks/],
    ['a NUL', `https://hc-ping.com/\u0000${KEY}`, /blanks or line breaks/],
    ['a user name', `https://${KEY}@hc-ping.com/`, /user name or password.*key in the path/],
    ['a password', `https://:${KEY}@hc-ping.com/`, /user name or password/],
    ['a fragment', `https://hc-ping.com/#${KEY}`, /must not have a #/],
    ['no host', 'https://', /no URL/],
    ['a port that is none', `https://hc-ping.com:99999/${KEY}`, /no URL/],
    ['more than a URL has', `https://hc-ping.com/${'x'.repeat(2_048)}`, /more than 2,?048 characters/],
  ])('%s is refused in plain words, which do not repeat it', (_what, url, expected) => {
    const { error } = heartbeatUrlSchema.safeParse(url);
    const said = error?.issues.map(({ message }) => message).join(' ');
    expect(said).toMatch(expected);
    expect(said).not.toContain(KEY);
  });

  it.each([null, undefined, 7, {}, ['https://hc-ping.com/x']])('%j is refused', (value) => {
    expect(heartbeatUrlSchema.safeParse(value).success).toBe(false);
  });
});

describe('how it is called', () => {
  it.each([1, 5, 60])('every %i minutes is taken', (minutes) => {
    expect(heartbeatSchema.safeParse({ method: 'get', minutes }).success).toBe(true);
  });
  it.each([0, -1, 61, 2.5, NaN, Infinity, '5', null, undefined])('every %p minutes is refused', (minutes) => {
    const { error } = heartbeatSchema.safeParse({ method: 'post', minutes });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'The heartbeat must come every 1 to 60 minutes, a whole number.',
    ]);
  });
  it.each(['GET', 'head', 'put', '', null])('by %p is refused', (method) => {
    const { error } = heartbeatSchema.safeParse({ method, minutes: 5 });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'The heartbeat calls its URL by get or by post.',
    ]);
  });
  it('nothing else is taken beside', () => {
    expect(heartbeatSchema.safeParse({ method: 'get', minutes: 5, url: 'https://x.example' }).success).toBe(
      false,
    );
  });
});
