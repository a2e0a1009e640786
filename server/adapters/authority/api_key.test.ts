import { inspect } from 'node:util';
import { Secret } from '../../../common/channels/secret';
import type {
  ApiKeys,
  AuthenticatedUser,
  CoreStart,
  ElasticsearchClient,
  FakeRequest,
  KibanaRequest,
  Logger,
  SecurityPlugin,
} from '../../../kibana_contracts/server';
import { SILENT } from '../../../test/background';
import { createAuthority } from './api_key';

const REQUEST = { headers: {}, params: {}, query: {}, body: {} } as unknown as KibanaRequest;
const ANNA: AuthenticatedUser = { username: 'anna', authentication_type: 'realm' };
type Grant = Parameters<ApiKeys['grantAsInternalUser']>[1];

let granted: Grant[];
let invalidated: string[][];
let logged: string[];
const logger: Logger = { ...SILENT, warn: (line) => logged.push(line) };
beforeEach(() => {
  granted = [];
  invalidated = [];
  logged = [];
});

const apiKeys = (overrides: Partial<ApiKeys> = {}): ApiKeys => ({
  areAPIKeysEnabled: async () => true,
  grantAsInternalUser: async (_request, params) => {
    granted.push(params);
    return { id: 'id-1', name: params.name, api_key: 'the-secret' };
  },
  invalidateAsInternalUser: async ({ ids }) => {
    invalidated.push(ids);
    return { error_count: 0 };
  },
  ...overrides,
});
const pluginOf = (keys: ApiKeys, user: AuthenticatedUser | null = ANNA): SecurityPlugin => ({
  authc: { apiKeys: keys, getCurrentUser: () => user },
});
const client = {} as ElasticsearchClient;
let asked: Array<KibanaRequest | FakeRequest>;
const coreOf = (security?: CoreStart['security']): CoreStart =>
  ({
    elasticsearch: {
      client: {
        asInternalUser: {} as ElasticsearchClient,
        asScoped: (request: FakeRequest) => {
          asked.push(request);
          return { asCurrentUser: client, asInternalUser: {} as ElasticsearchClient };
        },
      },
    },
    security,
  }) as unknown as CoreStart;
const authorityOf = (security?: SecurityPlugin, core = coreOf()) =>
  createAuthority(core, { security, license: { isEnabled: () => true } }, logger);
const mint = (security?: SecurityPlugin, core?: CoreStart) =>
  authorityOf(security, core).mint(REQUEST, ['winlogbeat-*', 'logs-*'], 'night');
beforeEach(() => (asked = []));

it.each<[string, { isEnabled(): boolean } | undefined, boolean]>([
  ['the security plugin is disabled', undefined, false],
  ['Elasticsearch has no security', { isEnabled: () => false }, false],
  ['Elasticsearch has security', { isEnabled: () => true }, true],
])('where %s security is on: %#', (_name, license, isOn) => {
  expect(createAuthority(coreOf(), { license }, logger).securityOn()).toBe(isOn);
});

it.each<[string, SecurityPlugin | undefined, CoreStart['security'], string | null]>([
  ['the plugin knows them', pluginOf(apiKeys()), undefined, 'anna'],
  ['core knows them, as from 8.16 on', {}, { authc: { getCurrentUser: () => ANNA } }, 'anna'],
  ['Kibana has no users', undefined, undefined, null],
])('the caller has a name where %s', (_where, plugin, core, name) => {
  expect(authorityOf(plugin, coreOf(core)).userOf(REQUEST)).toBe(name);
});

describe('a key', () => {
  it('may read the patterns and nothing else, and says whose it is', async () => {
    const minting = await mint(pluginOf(apiKeys()));
    expect(granted).toEqual([
      {
        name: 'Brute force alerts: night (reads for detection)',
        metadata: { application: 'bruteForceAlerts', space: 'night' },
        role_descriptors: {
          read_events: {
            indices: [{ names: ['winlogbeat-*', 'logs-*'], privileges: ['read', 'view_index_metadata'] }],
          },
        },
      },
    ]);
    expect(minting).toMatchObject({ ok: true, key: { id: 'id-1', username: 'anna' } });
  });

  it('goes as base64 of id and secret, and prints as stars', async () => {
    const minting = await mint(pluginOf(apiKeys()));
    if (!minting.ok) throw new Error('not minted');
    const text = Buffer.from(minting.key.header.reveal(), 'base64').toString();
    expect(text).toBe('id-1:the-secret');
    expect(inspect(minting, { depth: null })).not.toContain(minting.key.header.reveal());
    expect(JSON.stringify(minting)).not.toContain(minting.key.header.reveal());
  });

  it('is used in the header of its own requests', () => {
    const found = authorityOf(pluginOf(apiKeys())).clientOf(new Secret('aGVhZGVy'));
    expect(found).toBe(client);
    expect(asked).toEqual([{ headers: { authorization: 'ApiKey aGVhZGVy' } }]);
  });

  it("comes from core's keys where the plugin has none, as from 8.16 on", async () => {
    const core = coreOf({ authc: { apiKeys: apiKeys(), getCurrentUser: () => ANNA } });
    expect(await mint({}, core)).toMatchObject({ ok: true, key: { username: 'anna' } });
  });

  it("is the plugin's where both are there", async () => {
    const other = apiKeys({ grantAsInternalUser: async () => null });
    expect(await mint(pluginOf(apiKeys()), coreOf({ authc: { apiKeys: other } }))).toMatchObject({
      ok: true,
    });
  });

  it('has no name of a person where nobody knows one', async () => {
    expect(await mint(pluginOf(apiKeys(), null))).toMatchObject({ ok: true, key: { username: '' } });
  });
});

describe('no key is made', () => {
  const keyCaller: AuthenticatedUser = { username: 'anna', authentication_type: 'api_key' };
  it.each<[string, SecurityPlugin | undefined, CoreStart['security'], string]>([
    ['the caller is a key itself', pluginOf(apiKeys(), keyCaller), undefined, 'caller_is_api_key'],
    [
      'the caller is a key itself, says core',
      undefined,
      { authc: { apiKeys: apiKeys(), getCurrentUser: () => keyCaller } },
      'caller_is_api_key',
    ],
    [
      'keys are disabled',
      pluginOf(apiKeys({ areAPIKeysEnabled: async () => false })),
      undefined,
      'api_keys_disabled',
    ],
    [
      'Kibana grants none',
      pluginOf(apiKeys({ grantAsInternalUser: async () => null })),
      undefined,
      'api_keys_disabled',
    ],
    ['the start contract has no authc', {}, undefined, 'api_keys_disabled'],
    ['there is no security plugin', undefined, undefined, 'api_keys_disabled'],
  ])('where %s', async (_name, security, ofCore, code) => {
    const minting = await mint(security, coreOf(ofCore));
    expect(minting).toMatchObject({ ok: false, problem: { code, severity: 'error' } });
    expect(!minting.ok && minting.problem.remedy).not.toBe('');
    expect(granted).toEqual([]);
  });

  it('and what Elasticsearch throws is thrown on', async () => {
    const away = () => Promise.reject(new Error('away'));
    await expect(mint(pluginOf(apiKeys({ grantAsInternalUser: away })))).rejects.toThrow('away');
  });
});

describe('invalidating a key', () => {
  it('names that key alone', async () => {
    await authorityOf(pluginOf(apiKeys())).invalidate('id-1');
    expect([invalidated, logged]).toEqual([[['id-1']], []]);
  });

  it.each<[string, ApiKeys['invalidateAsInternalUser'], string[]]>([
    [
      'an error in the answer is logged',
      async () => ({ error_count: 1 }),
      ['API key id-1 could not be invalidated'],
    ],
    [
      'what is thrown is logged, and not thrown on',
      () => Promise.reject(new Error('away')),
      ['API key id-1 could not be invalidated: away'],
    ],
    ['no answer, without security, is no error', async () => null, []],
  ])('%s', async (_name, invalidateAsInternalUser, lines) => {
    await authorityOf(pluginOf(apiKeys({ invalidateAsInternalUser }))).invalidate('id-1');
    expect(logged).toEqual(lines);
  });

  it('does nothing where there are no keys', async () => {
    await authorityOf().invalidate('id-1');
    expect(logged).toEqual([]);
  });
});
