import { telegramChannel, withToken } from '../../test/channels';
import { API } from '../../common/api/api';
import { BOUNDS } from '../../common/bounds';
import { ACCOUNT_RULE } from '../../common/rules/default_rules';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { ALL_ROUTES } from '../../test/all_routes';
import { FakeServices } from '../../test/fake_services';
import { rulesWith } from '../../test/rules_with';

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(...ALL_ROUTES);
  kibana.save();
});

/** About as much as a body of 64 kB holds. */
const LONG = 'a'.repeat(60_000);
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const saving = (changes: object, beside: object = {}) => ({
  settings: { ...DEFAULT_SETTINGS, ...changes },
  version: 'v1',
  ...beside,
});
const savingRule = (change: object) => saving({ rules: [{ ...ACCOUNT_RULE, ...change }] });
const nested = many(5_000, () => 0).reduce<unknown>((inner) => [inner], []);

const TOO_LARGE: Array<[what: string, method: string, path: string, body: object, field: string]> = [
  ['a threshold', 'PUT', API.settings, savingRule({ threshold: 1e300 }), 'settings.rules.0.threshold'],
  ['a timespan', 'PUT', API.settings, savingRule({ timespan: `${LONG}m` }), 'settings.rules.0.timespan'],
  [
    'digits of a timespan',
    'PUT',
    API.settings,
    savingRule({ timespan: '9'.repeat(9_999) }),
    'settings.rules.0.timespan',
  ],
  ['the id of a rule', 'PUT', API.settings, savingRule({ id: LONG }), 'settings.rules.0.id'],
  ['a technique', 'PUT', API.settings, savingRule({ technique: LONG }), 'settings.rules.0.technique'],
  ['a severity', 'PUT', API.settings, savingRule({ severity: LONG }), 'settings.rules.0.severity'],
  [
    'many rules',
    'PUT',
    API.settings,
    saving({ rules: many(51, (n) => ({ ...ACCOUNT_RULE, id: `r${n}` })) }),
    'settings.rules',
  ],
  [
    'an account to leave out',
    'PUT',
    API.settings,
    saving({ excludedAccounts: [LONG] }),
    'settings.excludedAccounts.0',
  ],
  [
    'many accounts to leave out',
    'PUT',
    API.settings,
    saving({ excludedAccounts: many(201, (n) => `u${n}`) }),
    'settings.excludedAccounts',
  ],
  [
    'the name of a field to read',
    'PUT',
    API.settings,
    saving({ fields: { account: LONG } }),
    'settings.fields.account',
  ],
  ['an interval', 'PUT', API.settings, saving({ interval: LONG }), 'settings.interval'],
  ['a cooldown', 'PUT', API.settings, saving({ cooldown: LONG }), 'settings.cooldown'],
  [
    'a chat id',
    'PUT',
    API.settings,
    saving({ channels: [telegramChannel('1'.repeat(60_000))] }),
    'settings.channels.0.options.chatId',
  ],
  [
    'a chat name',
    'PUT',
    API.settings,
    saving({ channels: [telegramChannel(`@${LONG}`)] }),
    'settings.channels.0.options.chatId',
  ],
  ['a pattern', 'PUT', API.settings, saving({ indexPatterns: [LONG] }), 'settings.indexPatterns.0'],
  [
    'many patterns',
    'PUT',
    API.settings,
    saving({ indexPatterns: many(51, () => 'a') }),
    'settings.indexPatterns',
  ],
  [
    'very many that are none',
    'PUT',
    API.settings,
    saving({ indexPatterns: many(15_000, () => '*') }),
    'settings.indexPatterns',
  ],
  [
    'very many of the wrong type',
    'PUT',
    API.settings,
    saving({ indexPatterns: many(20_000, () => 5) }),
    'settings.indexPatterns',
  ],
  [
    'fifty that are none',
    'PUT',
    API.settings,
    saving({ indexPatterns: many(50, () => '*') }),
    'settings.indexPatterns.0',
  ],
  ['a list in lists', 'PUT', API.settings, saving({ indexPatterns: nested }), 'settings.indexPatterns.0'],
  ['a token', 'PUT', API.settings, saving({}, { secrets: withToken(`1:${LONG}`) }), 'secrets.night.botToken'],
  [
    'many channels',
    'PUT',
    API.settings,
    saving({ channels: many(21, (n) => telegramChannel('1', `c${n}`)) }),
    'settings.channels',
  ],
  [
    'an id of secrets',
    'PUT',
    API.settings,
    saving({}, { secrets: { [LONG]: {} } }),
    `secrets.${'a'.repeat(92)}…`,
  ],
  ['a version', 'PUT', API.settings, saving({}, { version: LONG }), 'version'],
  ['a name of a field', 'PUT', API.settings, saving({}, { [LONG]: 1 }), `${'a'.repeat(100)}…`],
  [
    'many fields',
    'PUT',
    API.settings,
    saving({}, Object.fromEntries(many(5_000, (n) => [`field${n}`, n]))),
    `${many(20, (n) => `field${n}`)
      .join(', ')
      .slice(0, 100)}…`,
  ],
  ['a pattern to look at', 'POST', API.checkSource, { indexPatterns: [LONG] }, 'indexPatterns.0'],
  ['many to look at', 'POST', API.checkSource, { indexPatterns: many(51, () => 'a') }, 'indexPatterns'],
  [
    'a pattern whose fields to look at',
    'POST',
    API.fieldReport,
    { indexPatterns: [LONG] },
    'indexPatterns.0',
  ],
  [
    'a field to look at',
    'POST',
    API.fieldReport,
    { indexPatterns: ['a'], fields: { account: LONG } },
    'fields.account',
  ],
  ['a token to ask about', 'POST', API.checkToken, { botToken: LONG }, 'botToken'],
  ['a chat to ask about', 'POST', API.checkChat, { chatId: LONG }, 'chatId'],
  [
    'a chat to send to',
    'POST',
    API.testChannel,
    { channel: telegramChannel(LONG) },
    'channel.options.chatId',
  ],
  [
    'a secret to send with',
    'POST',
    API.testChannel,
    { channel: telegramChannel('1'), secrets: { botToken: LONG } },
    'secrets.botToken',
  ],
];

describe('what is too large is refused at its field, in few words, and nothing is done', () => {
  it.each(TOO_LARGE)('%s (%s %s)', async (_what, method, path, body, field) => {
    const answer = await kibana.ask(method, path, { body });
    expect([answer.status, answer.problems[0]?.field, kibana.done]).toEqual([400, field, []]);
    expect(answer.problems.length).toBeLessThanOrEqual(BOUNDS.problems);
    expect(JSON.stringify(answer.body).length).toBeLessThan(20_000);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a page', API.alerts, { page: '9'.repeat(10_000) }],
    ['a page as an exponent', API.alerts, { page: '1e400' }],
    ['a size of a page', API.alerts, { per_page: '9'.repeat(10_000) }],
    ['many pages', API.alerts, { page: many(1_000, String) }],
    ['a parameter that is not known', API.alerts, { [LONG]: '1' }],
    ['whether to send', API.detect, { notify: LONG }],
    ['a parameter of no meaning', API.detect, { [LONG]: 'x' }],
  ])('%s in the address (%s)', async (_what, path, query) => {
    const answer = await kibana.ask('GET', path, { query });
    expect([answer.status, kibana.done]).toEqual([400, []]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
  });
});

describe('what is as large as it may be is taken', () => {
  it.each<[string, object]>([
    ['fifty patterns', { indexPatterns: many(50, (n) => `winlogbeat-${n}`) }],
    ['a pattern of 255 characters', { indexPatterns: ['a'.repeat(255)] }],
    ['the highest threshold', { rules: rulesWith({ threshold: 1_000_000, timespan: '1d' }) }],
    ['the longest spans', { interval: '1h', cooldown: '7d' }],
    ['the longest name of a chat', { channels: [telegramChannel(`@${'a'.repeat(32)}`)] }],
  ])('%s', async (_what, changes) => {
    expect((await kibana.ask('PUT', API.settings, { body: saving(changes) })).status).toBe(200);
  });

  it('a version of 128 characters, which is then one of other settings', async () => {
    const body = saving({}, { version: 'v'.repeat(BOUNDS.versionLength) });
    expect((await kibana.ask('PUT', API.settings, { body })).status).toBe(409);
  });
});
