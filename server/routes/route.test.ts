import { telegramChannel, withToken } from '../../test/channels';
import { API, type ErrorBody } from '../../common/api/api';
import { BOUNDS } from '../../common/bounds';
import { API_PRIVILEGE } from '../../common/api/plugin';
import { ACCOUNT_RULE } from '../../common/rules/default_rules';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { ALL_ROUTES } from '../../test/all_routes';
import { FakeServices } from '../../test/fake_services';
import { elasticsearchError, savedObjectsError } from '../../test/thrown_errors';

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(...ALL_ROUTES);
  kibana.save();
});

describe('what a route is declared with', () => {
  it.each([
    ['GET', API.detect, 'read'],
    ['GET', API.alerts, 'read'],
    ['GET', API.alert, 'read'],
    ['GET', API.status, 'read'],
    ['GET', API.metrics, 'read'],
    ['GET', API.settings, 'read'],
    ['PUT', API.settings, 'all'],
    ['POST', API.turnOn, 'all'],
    ['POST', API.turnOff, 'all'],
    ['POST', API.checkSource, 'all'],
    ['POST', API.checkToken, 'all'],
    ['POST', API.checkChat, 'all'],
    ['POST', API.testChannel, 'all'],
    ['GET', API.channelTest, 'all'],
  ] as const)('%s %s asks for "%s", in the words of 8.12 and of later versions', (method, path, level) => {
    const privilege = API_PRIVILEGE[level];
    const declared = kibana.declared(method, path);
    expect(declared?.security).toEqual({ authz: { requiredPrivileges: [privilege] } });
    expect(declared?.options?.tags).toEqual([`access:${privilege}`]);
    expect(declared?.options?.body).toEqual(method === 'GET' ? undefined : { maxBytes: BOUNDS.body });
  });
});

describe('an error from outside', () => {
  it.each([
    ['Elasticsearch refuses the right', elasticsearchError('ResponseError', 403), 403, 'es_forbidden'],
    ['Elasticsearch is overloaded', elasticsearchError('ResponseError', 429), 503, 'es_overloaded'],
    ['Elasticsearch is away', elasticsearchError('ResponseError', 503), 503, 'es_unavailable'],
    ['nobody listens', elasticsearchError('ConnectionError'), 503, 'es_unavailable'],
    ['no node lives', elasticsearchError('NoLivingConnectionsError'), 503, 'es_unavailable'],
    ['time is up', elasticsearchError('TimeoutError'), 503, 'es_timeout'],
    ['the answer is a part', elasticsearchError('IncompleteAnswerError'), 503, 'es_incomplete'],
    ['somebody saved meanwhile', savedObjectsError(409), 409, 'conflict'],
  ])('%s', async (_name, error, status, code) => {
    kibana.failing.set('write', error);
    const answer = await kibana.ask<ErrorBody>('POST', API.turnOff, { body: { version: 'v1' } });
    expect([answer.status, answer.problems[0]?.code]).toEqual([status, code]);
    expect(answer.problems[0]?.remedy).not.toBe('');
    expect(answer.body.message).toContain(answer.problems[0]?.remedy);
    expect(JSON.stringify(answer.body)).not.toContain(error.message);
  });

  it.each([
    ['a fault of our own', new TypeError('x is undefined')],
    ['a caller who is not logged in any more: Kibana asks again', elasticsearchError('ResponseError', 401)],
    ["an alert's conflict, which is no conflict of settings", new Error('version conflict')],
  ])('is left to Kibana: %s', async (_name, error) => {
    kibana.failing.set('write', error);
    await expect(kibana.ask('POST', API.turnOff, { body: { version: 'v1' } })).rejects.toBe(error);
  });
});

describe('input of the wrong kind', () => {
  const valid = { settings: DEFAULT_SETTINGS, version: 'v1' };
  const withSetting = (name: string, value: unknown) => ({
    ...valid,
    settings: { ...DEFAULT_SETTINGS, [name]: value },
  });
  const withRule = (change: object) => withSetting('rules', [{ ...ACCOUNT_RULE, ...change }]);

  it.each<[string, unknown, string | undefined, string]>([
    ['no body', undefined, 'settings', 'The field settings is missing'],
    ['a list', [], undefined, 'The request body is missing or of the wrong type'],
    ['a text', 'settings', undefined, 'must be of type object'],
    ['no settings', { version: 'v1' }, 'settings', 'must be of type object'],
    ['a version that is a number', { ...valid, version: 1 }, 'version', 'must be of type string'],
    ['a threshold as text', withRule({ threshold: '5' }), 'settings.rules.0.threshold', 'for example 5'],
    ['a threshold of 0', withRule({ threshold: 0 }), 'settings.rules.0.threshold', 'from 1 to 1,000,000'],
    ['a timespan as number', withRule({ timespan: 300 }), 'settings.rules.0.timespan', 'for example 5m'],
    ['no rules', withSetting('rules', undefined), 'settings.rules', 'from 1 to 50 rules'],
    ['an interval of 2h', withSetting('interval', '2h'), 'settings.interval', 'from 1s to 1h'],
    ['no cooldown', withSetting('cooldown', undefined), 'settings.cooldown', 'for example 15m'],
    [
      'domains apart as text',
      withSetting('keepDomainsApart', 'yes'),
      'settings.keepDomainsApart',
      'type boolean',
    ],
    [
      'patterns as text',
      withSetting('indexPatterns', 'a-*'),
      'settings.indexPatterns',
      'for example winlogbeat-*',
    ],
    [
      'a chat id that is none',
      withSetting('channels', [telegramChannel('x')]),
      'settings.channels.0.options.chatId',
      'chat id',
    ],
    [
      'a chat id as number',
      withSetting('channels', [{ ...telegramChannel(''), options: { chatId: -2001 } }]),
      'settings.channels.0.options.chatId',
      'Copy it again',
    ],
    [
      'a token that is none',
      { ...valid, secrets: withToken('@night_bot') },
      'secrets.night.botToken',
      '@BotFather',
    ],
    ['an unknown field', { ...valid, treshold: 5 }, 'treshold', 'not known: treshold'],
    ['an unknown setting', withSetting('treshold', 5), 'settings.treshold', 'not known: settings.treshold'],
  ])(
    '%s is refused at its field, with what to do, and nothing is written',
    async (_name, body, field, words) => {
      const { status, problems } = await kibana.ask('PUT', API.settings, { body });
      expect([status, problems[0]?.field, kibana.done]).toEqual([400, field, []]);
      expect(`${problems[0]?.message} ${problems[0]?.remedy}`).toContain(words);
    },
  );

  it('names every field that is wrong, not only the first', async () => {
    const body = { ...valid, settings: { ...DEFAULT_SETTINGS, rules: [], cooldown: '0s' } };
    const { problems } = await kibana.ask('PUT', API.settings, { body });
    expect(problems.map(({ field }) => field)).toEqual(['settings.rules', 'settings.cooldown']);
  });
});
