import { telegramChannel } from '../../test/channels';
import { botTokenSchema } from '../channels/telegram';
import { DEFAULT_SETTINGS, keptFor, settingsSchema } from './settings';

const refusal = (change: Record<string, unknown>) => {
  const result = settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...change });
  return result.success ? undefined : result.error.issues.map((issue) => issue.message).join(' ');
};

describe('settings', () => {
  it('takes the defaults', () => expect(refusal({})).toBeUndefined());

  it.each(['0s', '2h', '61m'])('refuses interval %p', (interval) =>
    expect(refusal({ interval })).toMatch(/interval must be/),
  );

  it.each([
    ['', /empty/],
    ['*', /every index/],
    ['**', /every index/],
    ['_all', /every index/],
    ['-x', /excludes/],
    ['<now/d>', /date math/],
    ['.kibana*', /Kibana itself or of alerts/],
    ['.k*', /Kibana itself or of alerts/],
    ['.alerts*', /Kibana itself or of alerts/],
    ['.*', /every index|Kibana itself/],
    ['c:winlogbeat-*', /remote cluster/],
    ['a,b', /no index name/],
    ['Winlogbeat-*', /lower case/],
    ['x'.repeat(256), /more than 255/],
  ])('refuses index pattern %p', (pattern, reason) => {
    expect(refusal({ indexPatterns: [pattern] })).toMatch(reason);
  });

  it.each(['winlogbeat-*', 'logs-system.security-default', '.ds-logs-windows*'])(
    'takes index pattern %p',
    (pattern) => {
      expect(refusal({ indexPatterns: [pattern] })).toBeUndefined();
    },
  );

  it.each(['0s', '59s', '8d'])('refuses cooldown %p', (cooldown) =>
    expect(refusal({ cooldown })).toMatch(/cooldown must be/),
  );

  it.each(['0d', '00d', '-1d', '1.5d', '24h', '3651d', '90', '90d\n', '', 'never', 90, null])(
    'refuses to keep alerts for %p, and says why not for nothing',
    (retention) => expect(refusal({ retention })).toMatch(/1d to 3650d.*0 would remove/),
  );
  it.each([
    ['1d', 86_400_000],
    ['3650d', 3_650 * 86_400_000],
    ['forever', null],
  ])('keeps alerts for %s', (retention, ms) => {
    expect(refusal({ retention })).toBeUndefined();
    expect(keptFor({ retention })).toBe(ms);
  });

  it.each([[['']], [['x'.repeat(257)]], [Array.from({ length: 201 }, (_, n) => `u${n}`)], ['SYSTEM']])(
    'refuses to leave out %p',
    (excludedAccounts) => expect(refusal({ excludedAccounts })).toMatch(/accounts to leave out/),
  );
  it.each([
    [['gateway'], /"gateway" is no IP address.*10\.0\.0\.5/],
    [['10.0.0.0/33'], /"10\.0\.0\.0\/33" is no range.*32 for IPv4/],
    [['::/0'], /is every address.*Switch the rules/],
    [Array.from({ length: 201 }, (_, n) => `10.0.0.${n}`), /at most 200 addresses/],
  ])('refuses excluded addresses %j', (excludedAddresses, why) =>
    expect(refusal({ excludedAddresses })).toMatch(why),
  );
  it('refuses a word for Kerberos and NTLM that is none', () =>
    expect(refusal({ kerberosAndNtlm: true })).toMatch(/auto, on or off/));

  it.each([
    { account: 'a b' },
    { account: '' },
    { account: 'x*' },
    { account: 'x^2' },
    { account: 'x'.repeat(257) },
  ])('refuses to read the fields %p', (fields) => expect(refusal({ fields })).toMatch(/name of a field/));
  it('refuses a field of something that no event tells', () =>
    expect(refusal({ fields: { colour: 'x' } })).toMatch(/colour|nvalid/));
  it('takes the field of another shipper', () =>
    expect(refusal({ fields: { account: 'win.user' } })).toBeUndefined());

  it('refuses a field that it does not know, by name', () =>
    expect(refusal({ treshold: 5 })).toMatch(/treshold/));

  it.each([
    'soc',
    '100 200',
    '--5',
    '-100x',
    '@1abc',
    '@',
    '@abc',
    `@${'a'.repeat(33)}`,
    '@söc_alerts',
    '0',
    '-0',
    '+42',
    '007',
    '4.2',
    '1e5',
    '-1001234567890123456',
    '４２',
    '−1001234567890',
    '42\r\n',
    '-42\u200b',
    't.me/soc_alerts',
    'https://t.me/c/1234567890/7',
  ])('refuses chat id %p', (chatId) => {
    expect(refusal({ channels: [telegramChannel(chatId)] })).toMatch(/no chat id/);
  });
  it.each(['', '42', '-42', '-1001234567890', '@soc_alerts'])('takes chat id %p', (chatId) => {
    expect(refusal({ channels: [telegramChannel(chatId)] })).toBeUndefined();
  });
});

describe('bot token', () => {
  const secret = 'AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
  const refused = (token: string) => {
    const result = botTokenSchema.safeParse(token);
    return result.success ? undefined : result.error.issues[0]?.message;
  };

  it('takes what BotFather gives', () => expect(refused(`123456789:${secret}`)).toBeUndefined());
  it.each([
    ['', /empty/],
    [`123456789: ${secret}`, /blanks/],
    [`bot123456789:${secret}`, /starts with "bot"/],
    ['@soc_bot', /name, not its token/],
    ['123456789', /no bot token/],
    [`0123456789:${secret}`, /no bot token/],
    [`123456789:${secret}\r\nX-Header: y`, /blanks/],
    [`123456789:${secret}\n`, /blanks/],
    [`123456789:${secret.slice(0, 20)}`, /no bot token/],
    [`123456789:${'A'.repeat(65)}`, /no bot token/],
    [`12345678901234567:${secret}`, /no bot token/],
    [`123456789:${secret.slice(0, -1)}ä`, /no bot token/],
    [`123456789:${secret.slice(0, -1)}/`, /no bot token/],
    [`１23456789:${secret}`, /no bot token/],
    [`botbot123456789:${secret}`, /no bot token/],
    [`https://api.telegram.org/bot123456789:${secret}/getMe`, /no bot token/],
    [`123456789:${secret}:${secret}`, /no bot token/],
  ])('refuses %p and never repeats it', (token, reason) => {
    expect(refused(token)).toMatch(reason);
    if (token.length > 20) expect(refused(token)).not.toContain(token);
  });
});
