import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import type {
  CoreSetup,
  KibanaRequest,
  RequestHandler,
  RequestHandlerContext,
  SecurityPlugin,
  SetupPlugins,
} from '../kibana_contracts/server';
import { ask, featureOf, runFixture, type Running } from './test_support/fixture';

jest.setTimeout(60_000);

/** Needs API keys and native users. */
const { ES_SECURED_URL: secured, ES_SECURED_USERNAME, ES_SECURED_PASSWORD } = process.env;
const suite = secured ? describe : describe.skip;
if (!secured)
  console.warn(
    'ES_SECURED_URL is not set: authentication, privileges and API keys of the sandbox are not tested.',
  );

const { origin } = new URL(secured ?? 'http://none');
const superuser = { username: ES_SECURED_USERNAME ?? '', password: ES_SECURED_PASSWORD ?? '' };
const admin = new Client({ node: origin, auth: superuser });
const run = randomUUID().slice(0, 8);
/** Not a real Kibana's application: its privileges stay as they are. */
const application = `kibana-sandbox-test-${run}`;
const password: string = randomUUID();
const named = (name: string) => `sandbox-test-${run}-${name}`;
const basic = (name: string, secret = password) =>
  `Basic ${Buffer.from(`${named(name)}:${secret}`).toString('base64')}`;
const NOTE = 'fixture-note';
const index = `.kibana_sandbox-test-${run}`;
const OWN_INDICES = ['.kibana_task_manager_sandbox', '.kibana_sandbox_spaces'];

const grants: Record<string, string[]> = {
  editor: ['feature_fixture.all'],
  reader: ['feature_fixture.read'],
  nobody: [],
};

async function makeUsers(): Promise<void> {
  await admin.security.putUser({ username: named('internal'), password, roles: ['kibana_system'] });
  for (const [name, privileges] of Object.entries(grants)) {
    const applications =
      privileges.length > 0 ? [{ application, privileges, resources: ['space:default'] }] : [];
    await admin.security.putRole({ name: named(name), applications });
    await admin.security.putUser({ username: named(name), password, roles: [named(name)] });
  }
}

async function removeUsers(): Promise<void> {
  for (const name of [...Object.keys(grants), 'internal']) {
    await admin.security.deleteUser({ username: named(name) }, { ignore: [404] });
    await admin.security.deleteRole({ name: named(name) }, { ignore: [404] });
  }
  const { [application]: privileges = {} } = await admin.security.getPrivileges(
    { application },
    { ignore: [404] },
  );
  await admin.security.deletePrivileges({ application, name: Object.keys(privileges) }, { ignore: [404] });
}

suite('the sandbox on an Elasticsearch with security', () => {
  let sandbox: Running;
  let seen: { context: RequestHandlerContext; request: KibanaRequest };
  let madeByUs: string[];

  const setup = (core: CoreSetup, { features }: SetupPlugins) => {
    features.registerKibanaFeature(featureOf());
    core.savedObjects.registerType({
      name: NOTE,
      hidden: false,
      namespaceType: 'single',
      indexPattern: index,
      mappings: { dynamic: false, properties: {} },
    });
    const router = core.http.createRouter();
    router.get(
      { path: '/api/read', validate: false, options: { tags: ['access:fixture_read'] } },
      async (context, request, { ok }) => {
        seen = { context, request };
        return ok({ body: {} });
      },
    );
    const done: RequestHandler = async (_context, _request, { ok }) => ok({ body: {} });
    const authz = { requiredPrivileges: ['fixture_all'] };
    const tags = ['access:fixture_all'];
    router.put({ path: '/api/all', validate: false, options: { tags } }, done);
    router.get({ path: '/api/tags_alone', validate: false, options: { tags } }, done);
    router.get({ path: '/api/authz_alone', validate: false, security: { authz } }, done);
    router.get({ path: '/api/both', validate: false, security: { authz }, options: { tags } }, done);
  };

  beforeAll(async () => {
    const present = await Promise.all(OWN_INDICES.map((name) => admin.indices.exists({ index: name })));
    madeByUs = [`${index}_1`, ...OWN_INDICES.filter((_name, position) => !present[position])];
    await makeUsers();
    const elasticsearch = { node: origin, username: named('internal'), password };
    sandbox = await runFixture(
      { node: origin, elasticsearch, security: true, application, spaces: [] },
      { setup },
    );
  });
  afterAll(async () => {
    const { asInternalUser } = sandbox.core.elasticsearch.client;
    await asInternalUser.indices.delete({ index: madeByUs }, { ignore: [404] });
    await sandbox.stop();
    await removeUsers();
    await admin.close();
  });

  const as = (authorization: string | undefined, path: string, method = 'GET') =>
    ask(sandbox.url + path, method, undefined, {
      'kbn-xsrf': 'x',
      ...(authorization ? { authorization } : {}),
    });
  const requestOf = async (authorization: string) => {
    await as(authorization, '/api/read');
    return seen;
  };

  test.each([
    ['nobody at all', undefined],
    ['a wrong password', basic('editor', 'wrong')],
    ['another scheme', 'Digest x'],
  ])('asks %s for a name and a password, on every path', async (_name, authorization) => {
    for (const path of ['/api/read', '/app/fixture', '/', '/api/status', '/api/nope']) {
      const { status, headers, body } = await as(authorization, path);
      expect([path, status]).toEqual([path, 401]);
      expect(headers.get('www-authenticate')).toMatch(/^Basic /);
      expect(body).toEqual({ statusCode: 401, error: 'Unauthorized', message: 'Unauthorized' });
    }
  });

  test('gives anybody the login page and its script', async () => {
    expect((await as(undefined, '/login')).status).toBe(200);
    expect((await as(undefined, '/sandbox/chrome.js')).status).toBe(200);
  });

  test('lets a role do what its privilege says, in its space only', async () => {
    expect((await as(basic('editor'), '/api/read')).status).toBe(200);
    expect((await as(basic('editor'), '/api/all', 'PUT')).status).toBe(200);
    expect((await as(basic('reader'), '/api/read')).status).toBe(200);
    const refused = await as(basic('reader'), '/api/all', 'PUT');
    expect(refused.body).toEqual({ statusCode: 403, error: 'Forbidden', message: 'Forbidden' });
    expect((await as(basic('nobody'), '/api/read')).status).toBe(403);
    expect((await as(basic('editor'), '/s/red/api/read')).status).toBe(403);
    expect((await as(basic('nobody'), '/app/fixture')).status).toBe(403);
    expect((await as(basic('reader'), '/app/fixture')).status).toBe(200);
    expect(
      (
        await ask(
          `${sandbox.url}/api/spaces/space`,
          'POST',
          { id: 'x', name: 'X' },
          { 'kbn-xsrf': 'x', authorization: basic('editor') },
        )
      ).status,
    ).toBe(403);
  });

  test("asks for a route's privileges in the form of 8.12: tags, and nothing else", async () => {
    const statuses = async (name: string) => [
      (await as(basic(name), '/api/both')).status,
      (await as(basic(name), '/api/tags_alone')).status,
      (await as(basic(name), '/api/authz_alone')).status,
    ];
    expect(await statuses('reader')).toEqual([403, 403, 200]);
    expect(await statuses('editor')).toEqual([200, 200, 200]);
  });

  test('asks in the form of 9.1: what security.authz says, and a route without it fails', async () => {
    const elasticsearch = { node: origin, username: named('internal'), password };
    const like9 = await runFixture(
      { node: origin, elasticsearch, security: true, application, routePrivileges: 'authz' },
      { setup },
    );
    const statuses = async (authorization: string) => {
      const ways = ['/api/both', '/api/tags_alone', '/api/authz_alone', '/api/status'];
      const answers = ways.map((path) => ask(like9.url + path, 'GET', undefined, { authorization }));
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    try {
      expect(await statuses(basic('reader'))).toEqual([403, 500, 403, 200]);
      expect(await statuses(basic('editor'))).toEqual([200, 500, 200, 200]);
      expect(await statuses(basic('nobody'))).toEqual([403, 500, 403, 200]);
    } finally {
      await like9.stop();
    }
  });

  test('lets a superuser do everything, in every space', async () => {
    const authorization = `Basic ${Buffer.from(`${superuser.username}:${superuser.password}`).toString('base64')}`;
    expect((await as(authorization, '/s/red/api/all', 'PUT')).status).toBe(200);
  });

  test("knows the caller, the caller's capabilities, and passes the caller's own header on", async () => {
    const { request, context } = await requestOf(basic('reader'));
    expect(request.auth.isAuthenticated).toBe(true);
    expect(sandbox.plugins.security?.authc?.getCurrentUser(request)).toEqual({
      username: named('reader'),
      authentication_type: 'realm',
    });
    expect(await sandbox.core.capabilities.resolveCapabilities(request)).toEqual({
      navLinks: { fixture: true, kibana: true }, fixture: { show: true, save: false },
    }); // prettier-ignore
    const me = await (await context.core).elasticsearch.client.asCurrentUser.security.authenticate();
    expect(me.username).toBe(named('reader'));
    const faked = sandbox.core.elasticsearch.client.asScoped({ headers: { authorization: basic('editor') } });
    expect((await faked.asCurrentUser.security.authenticate()).username).toBe(named('editor'));
    const anonymous = sandbox.core.elasticsearch.client.asScoped({ headers: {} });
    await expect(anonymous.asCurrentUser.security.authenticate()).rejects.toMatchObject({ statusCode: 401 });
  });

  test('asks for saved-object privileges of a caller', async () => {
    const clientOf = async (name: string) =>
      (await (await requestOf(basic(name))).context.core).savedObjects.getClient();
    await (await clientOf('editor')).create(NOTE, { a: 1 }, { id: 'n1' });
    expect((await (await clientOf('reader')).get(NOTE, 'n1')).attributes).toEqual({ a: 1 });
    await expect((await clientOf('reader')).update(NOTE, 'n1', {})).rejects.toMatchObject({
      message: `Unable to update ${NOTE}`, output: { statusCode: 403 },
    }); // prettier-ignore
  });

  test('mints API keys for who has a password, refuses to for who comes with a key, and takes them back', async () => {
    const { apiKeys } = sandbox.plugins.security?.authc as NonNullable<SecurityPlugin['authc']>;
    expect(await apiKeys.areAPIKeysEnabled()).toBe(true);
    const params = {
      name: named('key'),
      role_descriptors: { own: { indices: [{ names: ['x'], privileges: ['read'] }] } },
    };
    const key = await apiKeys.grantAsInternalUser((await requestOf(basic('editor'))).request, params);
    const header = `ApiKey ${Buffer.from(`${key?.id}:${key?.api_key}`).toString('base64')}`;
    const owner = await admin.security.getApiKey({ id: String(key?.id) });
    expect(owner.api_keys[0]).toMatchObject({ username: named('editor'), name: named('key') });
    // The key was given no privilege of Kibana.
    expect((await as(header, '/api/read')).status).toBe(403);
    const byKey = { headers: { authorization: header } } as unknown as KibanaRequest;
    await expect(apiKeys.grantAsInternalUser(byKey, params)).rejects.toThrow(
      'Unsupported scheme "ApiKey" for granting API Key',
    );
    const nobody = { headers: {} } as unknown as KibanaRequest;
    await expect(apiKeys.grantAsInternalUser(nobody, params)).rejects.toThrow(
      'request does not contain an authorization header',
    );
    expect(await apiKeys.invalidateAsInternalUser({ ids: [String(key?.id)] })).toMatchObject({
      error_count: 0,
    });
  });

  test('adds its privileges to those that are there', async () => {
    const name = 'feature_other.all';
    await admin.security.putPrivileges({
      privileges: { [application]: { [name]: { actions: ['api:other'] } } },
    });
    await sandbox.stop();
    const elasticsearch = { node: origin, username: named('internal'), password };
    sandbox = await runFixture({ node: origin, elasticsearch, security: true, application }, { setup });
    const { [application]: present } = await admin.security.getPrivileges({ application });
    expect(Object.keys(present ?? {}).sort()).toEqual([
      'all',
      'feature_fixture.all',
      'feature_fixture.read',
      name,
      'read',
      'space_all',
      'space_read',
    ]);
  });
});
