import { CHANNEL_ID, telegramChannel, withToken } from '../channels';
import { API, type SettingsView } from '../../common/api/api';
import { BOT_TOKEN, problemsOf, REVOKED_TOKEN, TARGET, LOGIN, TestSpace } from './harness';
import { rulesWith } from '../rules_with';

jest.setTimeout(180_000);

/** The rule of one account with something in it that no type allows. */
const withAccountRule = (change: object): object[] =>
  rulesWith().map((rule, n) => (n === 0 ? { ...rule, ...change } : rule));

describe('bad input is refused with field and remedy', () => {
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
  });
  afterAll(() => space.remove());

  const save = async (settings: object, extra: object = {}) => {
    const { version } = await space.kibana.expect<SettingsView>('GET', API.settings);
    const wanted = { ...space.settings({ channels: [] }), ...settings };
    return space.kibana.call('PUT', API.settings, { settings: wanted, version, ...extra });
  };

  it.each([0, -3, 1.5, 'five', 1e9])('threshold %p', async (threshold) => {
    const answer = await save({ rules: withAccountRule({ threshold }) });
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([
      { field: 'settings.rules.0.threshold', message: expect.stringContaining('1 to 1,000,000') },
    ]);
  });

  it.each(['5', '0m', '400d'])('timespan %p', async (timespan) => {
    const answer = await save({ rules: withAccountRule({ timespan }) });
    expect(problemsOf(answer)).toMatchObject([
      { field: 'settings.rules.0.timespan', message: expect.stringContaining('5m') },
    ]);
  });

  it.each([
    ['a severity that is none', { severity: 'grave' }, 'severity', /low, medium, high or critical/],
    ['a technique that is none', { technique: 'guessing' }, 'technique', /T1110/],
    ['an id with blanks', { id: 'my rule' }, 'id', /small letters/],
  ])('a rule with %s', async (_what, change, field, message) => {
    const answer = await save({ rules: withAccountRule(change) });
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([
      { field: `settings.rules.0.${field}`, message: expect.stringMatching(message) },
    ]);
  });

  it('two rules with one id, and accounts counted of one account', async () => {
    const [rule, ...others] = rulesWith();
    expect(problemsOf(await save({ rules: [rule, rule, ...others] }))).toMatchObject([
      { field: 'settings.rules.1.id', message: expect.stringContaining('Two rules') },
    ]);
    const pointless = { ...others[2], groupBy: 'account' };
    expect(problemsOf(await save({ rules: [pointless] }))).toMatchObject([
      { field: 'settings.rules.0.of', message: expect.stringContaining('always one') },
    ]);
  });

  it.each([
    ['no rules', { rules: [] }, 'settings.rules', /from 1 to 50/],
    [
      'an excluded account without a name',
      { excludedAccounts: ['ok', ' '] },
      'settings.excludedAccounts.1',
      /leave out/,
    ],
    [
      'a field with a blank',
      { fields: { account: 'user name' } },
      'settings.fields.account',
      /without blanks/,
    ],
  ])('%s', async (_what, settings, field, message) => {
    const answer = await save(settings);
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([{ field, message: expect.stringMatching(message) }]);
  });

  it.each([
    ['', /empty/],
    ['*', /every index/],
    ['-x', /excludes/],
    ['<now/d>', /date math/],
    ['.kibana*', /Kibana itself/],
    ['_all', /every index/],
    ['winlogbeat-*,-winlogbeat-old', /no index name/],
    ['paris:winlogbeat-*', /remote cluster/],
    ['*:*', /remote cluster/],
    ['..', /no index name/],
    ['winlog\u202etaeb', /no index name/],
    ['winlogbeat-\u0000', /no index name/],
    ['a'.repeat(5_000), /255 characters/],
    ['.alerts*', /alerts/],
  ])('index pattern %p', async (pattern, reason) => {
    const answer = await save({ indexPatterns: [pattern] });
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([
      { field: 'settings.indexPatterns.0', message: expect.stringMatching(reason) },
    ]);
  });

  describe('index patterns that cannot be read', () => {
    const refusedOn = async (pattern: string, code: string) => {
      const { version } = await space.kibana.expect<SettingsView>('GET', API.settings);
      const saved = await space.kibana.expect<SettingsView & { warnings: Array<{ code: string }> }>(
        'PUT',
        API.settings,
        {
          settings: space.settings({ indexPatterns: [pattern], channels: [] }),
          version,
        },
      );
      expect(saved.warnings.map((warning) => warning.code)).toEqual([code]);
      const answer = await space.kibana.call('POST', API.turnOn, { version: saved.version });
      expect(answer.status).toBe(400);
      expect(problemsOf(answer)).toMatchObject([
        { code, field: 'settings.indexPatterns', message: expect.stringContaining(pattern) },
      ]);
      expect(problemsOf(answer)[0]?.remedy).toMatch(/./);
    };
    const made: string[] = [];
    const make = async (name: string, properties: object) => {
      const index = `${space.index}-${name}`;
      made.push(index);
      await space.client.indices.create({ index, mappings: { properties: properties as never } });
      return index;
    };
    afterAll(async () => {
      for (const index of made) await space.client.indices.delete({ index });
    });

    it('one that matches nothing', () => refusedOn(`${space.index}-none-*`, 'pattern_matches_nothing'));
    it('one without @timestamp', async () => {
      await refusedOn(
        await make('timeless', { user: { properties: { name: { type: 'keyword' } } } }),
        'pattern_without_time',
      );
    });
    it('one without an account field', async () => {
      await refusedOn(await make('nobody', { '@timestamp': { type: 'date' } }), 'pattern_without_account');
    });
  });

  it.each([
    ['with blanks', ` ${BOT_TOKEN}`, /blanks/],
    ['with a pasted bot prefix', `bot${BOT_TOKEN}`, /starts with "bot"/],
    ['malformed', '123:abc', /no bot token/],
    ['revoked', REVOKED_TOKEN, /token/i],
  ])('a token %s, and never repeats it', async (_what, botToken, reason) => {
    const channels = [telegramChannel('')];
    const answer = await save({ channels }, { secrets: withToken(botToken) });
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([{ field: `secrets.${CHANNEL_ID}.botToken` }]);
    expect(`${problemsOf(answer)[0]?.message} ${problemsOf(answer)[0]?.remedy}`).toMatch(reason);
    expect(JSON.stringify(answer.body)).not.toContain(botToken.trim());
  });

  it.each([
    ["a person's @name", '@ada_on_duty', /chat_not_found/],
    ['without its minus', '2001', /chat_not_found/],
    ['without its -100', '-3002', /chat_not_found/],
  ])('a chat id that is %s', async (_what, chatId, code) => {
    const channels = [telegramChannel(chatId)];
    const answer = await save({ channels }, { secrets: withToken(BOT_TOKEN) });
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([
      { field: 'settings.channels.0.options.chatId', code: expect.stringMatching(code) },
    ]);
    expect(problemsOf(answer)[0]?.remedy).toMatch(/minus|-100|Start/);
  });

  it("a chat id that is a bot's: the test message says so", async () => {
    expect(await space.tryChannel(telegramChannel('1005'), { botToken: BOT_TOKEN })).toMatchObject({
      outcome: 'refused',
      said: expect.stringContaining('bot'),
      remedy: expect.stringMatching(/./),
    });
  });

  it('an unknown field, by name', async () => {
    expect(problemsOf(await save({ treshold: 5 }))).toMatchObject([
      { code: 'unknown_field', field: 'settings.treshold' },
    ]);
  });
  it.each([[[1]], ['text'], [7]])('a body of the wrong type: %j', async (body) => {
    expect((await space.kibana.call('PUT', API.settings, body)).status).toBe(400);
  });

  describe('on the wire', () => {
    const send = (init: RequestInit & { headers?: Record<string, string> }) => {
      const authorization =
        LOGIN && `Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64')}`;
      const headers = {
        'content-type': 'application/json',
        ...(authorization ? { authorization } : {}),
        ...init.headers,
      };
      return fetch(`${TARGET.url}/s/${space.id}${API.settings}`, { method: 'PUT', ...init, headers });
    };
    it.each(['__proto__', 'constructor', 'prototype'])('a field by the name of %s', async (name) => {
      const body = `{"settings":{},"version":null,"${name}":{"detectionOn":true}}`;
      const response = await send({ body, headers: { 'kbn-xsrf': 'true' } });
      expect(response.status).toBe(400);
    });
    it('a body that is not JSON', async () => {
      const response = await send({ body: '{"settings":', headers: { 'kbn-xsrf': 'true' } });
      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(/JSON/);
    });
    it('a body of 2 MB', async () => {
      const response = await send({
        body: JSON.stringify({ settings: 'x'.repeat(2e6) }),
        headers: { 'kbn-xsrf': 'true' },
      });
      expect(response.status).toBe(413);
      expect(await response.text()).toMatch(/maximum|large/i);
    });
    it('no kbn-xsrf', async () => {
      const response = await send({ body: '{}' });
      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(/kbn-xsrf/);
    });
  });

  it('?notify=perhaps', async () => {
    expect(problemsOf(await space.kibana.call('GET', `${API.detect}?notify=perhaps`))).toMatchObject([
      { field: 'notify' },
    ]);
  });
  it.each([
    '?__proto__=1',
    '?constructor=1',
    '?notify[__proto__]=1',
    '?q=user.name:*',
    '?notify=true&notify=false',
  ])('what is no parameter of detect: %s', async (query) => {
    expect((await space.kibana.call('GET', `${API.detect}${query}`)).status).toBe(400);
  });
  it('an address of 20 kB', async () => {
    const { status } = await space.kibana.call('GET', `${API.alerts}?per_page=${'1'.repeat(20_000)}`);
    expect([400, 414, 431]).toContain(status);
  });
  it.each(['per_page=0', 'per_page=x', 'per_page=1000', 'after=x', 'page=2'])('paging %p', async (query) => {
    expect((await space.kibana.call('GET', `${API.alerts}?${query}`)).status).toBe(400);
  });
  it.each([
    'nothing',
    '*',
    '_all',
    'kibana.alert.uuid:*',
    '{"match_all":{}}',
    '<img src=x>',
    '{id}',
    '__proto__',
    '../../_search',
    'a'.repeat(4_000),
  ])('an alert that is not there (%p): 404, and why', async (id) => {
    const answer = await space.kibana.call('GET', API.alert.replace('{id}', encodeURIComponent(id)));
    expect(answer.status).toBe(404);
    expect(problemsOf(answer)).toMatchObject([
      { code: 'no_such_alert', remedy: expect.stringContaining('space') },
    ]);
  });

  it('two people saving at once: the second is told, and nothing is lost silently', async () => {
    const other = await TestSpace.create();
    try {
      const opened = await other.kibana.expect<SettingsView>('GET', API.settings);
      const write = (threshold: number) =>
        other.kibana.call('PUT', API.settings, {
          settings: other.settings({ rules: rulesWith({ threshold }), channels: [] }),
          version: opened.version,
        });
      expect((await write(6)).status).toBe(200);
      const second = await write(7);
      expect(second.status).toBe(409);
      expect(problemsOf(second)).toMatchObject([{ code: 'conflict' }]);
      const { settings } = await other.kibana.expect<SettingsView>('GET', API.settings);
      expect(settings.rules[0]?.threshold).toBe(6);
    } finally {
      await other.remove();
    }
  });
});
