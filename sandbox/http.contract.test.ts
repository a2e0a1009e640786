import { errors } from '@elastic/elasticsearch';
import type { CoreSetup, RequestHandler, Router } from '../kibana_contracts/server';
import { useElasticsearch } from './test_support/elasticsearch';
import { ask, featureOf, runFixture, type FixtureHooks, type Running } from './test_support/fixture';

jest.setTimeout(60_000);
const elasticsearch = useElasticsearch();

/** Runs the fixture for one check and stops it. */
async function withSandbox(hooks: FixtureHooks, check: (running: Running) => Promise<void>): Promise<void> {
  const running = await runFixture({ node: elasticsearch.node(), spaces: ['red'] }, hooks);
  await check(running).finally(running.stop);
}
const routes = (add: (router: Router) => void): FixtureHooks => ({
  setup: (core: CoreSetup) => add(core.http.createRouter()),
});
const echo: RequestHandler = async (_context, { params, query, body }, { ok }) =>
  ok({ body: { params, query, body } });

describe('routes', () => {
  const hooks = routes((router) => {
    const text = (
      data: unknown,
      {
        ok,
        badRequest,
      }: { ok(value: unknown): { value: unknown }; badRequest(e: string): { error: unknown } },
    ) => (Object.values((data ?? {}) as object).includes('bad') ? badRequest('is bad') : ok(data));
    const validate = { params: text, query: text, body: text };
    router.post({ path: '/api/fixture/{id}', validate, options: { body: { maxBytes: 50 } } }, echo);
    router.put({ path: '/api/unread', validate: false }, echo);
    router.get({ path: '/api/throws', validate: false }, async () => {
      throw new Error('secret inside');
    });
    router.get({ path: '/api/nothing', validate: false }, (async () => 'text') as unknown as RequestHandler);
    router.get({ path: '/api/teapot', validate: false }, async (_c, _r, { customError }) =>
      customError({ statusCode: 503, body: { message: 'later', attributes: { problems: [1] } } }),
    );
    router.get({ path: '/api/wrong', validate: false }, async (_c, _r, { customError }) =>
      customError({ statusCode: 200, body: 'x' }),
    );
    router.get({ path: '/api/es401', validate: false }, async () => {
      throw new errors.ResponseError({
        statusCode: 401,
        body: {},
        headers: {},
        warnings: null,
        meta: {} as never,
      });
    });
  });

  test("are validated, found in a space, and answer errors in Kibana's form", () =>
    withSandbox(hooks, async ({ url, log }) => {
      const good = await ask(`${url}/s/red/api/fixture/7?a=b`, 'POST', { x: 1 });
      expect(good.body).toEqual({ params: { id: '7' }, query: { a: 'b' }, body: { x: 1 } });
      const refused = async (path: string, method: string, body: unknown, status: number, message: string) =>
        expect((await ask(`${url}${path}`, method, body)).body).toMatchObject({
          statusCode: status,
          message,
        });
      await refused('/api/fixture/bad', 'POST', {}, 400, '[request params]: is bad');
      await refused('/api/fixture/1?a=bad', 'POST', {}, 400, '[request query]: is bad');
      await refused('/api/fixture/1', 'POST', { a: 'bad' }, 400, '[request body]: is bad');
      await refused('/api/fixture/1', 'POST', '{', 400, 'Invalid request payload JSON format');
      await refused(
        '/api/fixture/1',
        'POST',
        { a: 'x'.repeat(60) },
        413,
        'Payload content length greater than maximum allowed: 50',
      );
      await refused('/api/nope', 'GET', undefined, 404, 'Not Found');
      await refused(
        '/api/throws',
        'GET',
        undefined,
        500,
        'An internal server error occurred. Check Kibana server logs for details.',
      );
      await refused(
        '/api/nothing',
        'GET',
        undefined,
        500,
        'An internal server error occurred. Check Kibana server logs for details.',
      );
      await refused(
        '/api/wrong',
        'GET',
        undefined,
        500,
        'An internal server error occurred. Check Kibana server logs for details.',
      );
      expect((await ask(`${url}/api/es401`)).status).toBe(401);
      expect((await ask(`${url}/api/teapot`)).body).toEqual({
        statusCode: 503, error: 'Service Unavailable', message: 'later', attributes: { problems: [1] },
      }); // prettier-ignore
      expect((await ask(`${url}/api/unread`, 'PUT', { a: 1 })).body).toEqual({
        params: {},
        query: {},
        body: {},
      });
      expect(log.join('\n')).toContain('secret inside');
    }));

  test('refuse writes without kbn-xsrf, and browsers of another version', () =>
    withSandbox(hooks, async ({ url }) => {
      const post = async (headers: Record<string, string>) =>
        ask(`${url}/api/fixture/1`, 'POST', {}, headers);
      expect((await post({})).body.message).toBe('Request must contain a kbn-xsrf header.');
      expect((await post({ 'kbn-version': '8.12.2' })).status).toBe(200);
      expect((await post({ 'kbn-version': '8.12.1' })).body.message).toContain(
        'Browser client is out of date',
      );
    }));

  test.each<[string, (router: Router) => void, string]>([
    [
      'without validate',
      (router) => router.get({ path: '/a' } as never, echo),
      "does not have a 'validate' specified",
    ],
    [
      'with a schema instead of a function',
      (router) => router.get({ path: '/a', validate: { query: {} as never } }, echo),
      'Expected a valid validation logic',
    ],
  ])('refuse to be registered %s', async (_name, add, message) => {
    await expect(withSandbox(routes(add), async () => undefined)).rejects.toThrow(message);
  });
});

describe('the server', () => {
  test('tells its status, its version and its spaces', () =>
    withSandbox({}, async ({ url }) => {
      expect((await ask(`${url}/api/status`)).body).toMatchObject({
        version: { number: '8.12.2' },
        status: { overall: { level: 'available' } },
      });
      expect((await ask(`${url}/api/spaces/space`, 'POST', { id: 'blue', name: 'Blue' })).status).toBe(200);
      expect((await ask(`${url}/api/spaces/space`, 'POST', { id: 'blue', name: 'Blue' })).status).toBe(409);
      expect((await ask(`${url}/api/spaces/space`, 'POST', { id: 'Not!', name: 'x' })).status).toBe(400);
      expect((await ask(`${url}/api/spaces/space`)).body).toContainEqual({ id: 'blue', name: 'Blue' });
      expect((await ask(`${url}/s/blue/app/fixture`)).status).toBe(200);
      expect((await ask(`${url}/api/spaces/space/blue`, 'DELETE')).status).toBe(204);
      expect((await ask(`${url}/api/spaces/space/blue`, 'DELETE')).status).toBe(404);
      expect((await ask(`${url}/api/spaces/space/default`, 'DELETE')).status).toBe(400);
      expect((await ask(`${url}/s/blue/app/fixture`)).status).toBe(404);
    }));

  test("serves the page under Kibana's content security policy, without a script in it", () =>
    withSandbox({}, async ({ url }) => {
      const { body, headers } = await ask(`${url}/app/fixture/any/where`);
      expect(headers.get('content-security-policy')).toBe(
        "script-src 'report-sample' 'self'; worker-src 'report-sample' 'self' blob:; style-src 'report-sample' 'self' 'unsafe-inline'",
      );
      expect(String(body)).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
      const bundle = String(body).match(/"bundleUrl":"([^"]+)"/)?.[1];
      expect(bundle).toMatch(/^\/\w+\/bundles\/plugin\/fixture\/0\.1\.0\/fixture\.plugin\.js$/);
      expect((await ask(url + bundle)).status).toBe(200);
      expect(
        (await ask(`${url}${bundle?.replace('fixture.plugin.js', '..%2f..%2fkibana.json')}`)).status,
      ).toBe(404);
      expect((await ask(`${url}/s/red/`)).headers.get('location')).toBe('/s/red/app/fixture');
    }));

  test('refuses to listen beyond loopback, and a short encryption key', async () => {
    const node = elasticsearch.node();
    await expect(runFixture({ node, host: '0.0.0.0' })).rejects.toThrow('loopback only');
    await expect(runFixture({ node, encryptionKey: 'short' })).rejects.toThrow(
      'it must have a minimum length of [32]',
    );
  });
});

describe("the plugin's life", () => {
  const failing = (hooks: FixtureHooks, options: object = {}) =>
    runFixture({ node: elasticsearch.node(), ...options }, hooks);

  test.each<[string, object, string]>([
    [
      'an unknown key of kibana.yml',
      { config: { nope: 1 } },
      '[config validation of [fixture].nope]: definition for this key is missing',
    ],
    [
      'a server side without a plugin',
      { zipParts: { server: 'exports.plugin = 1' } },
      'Definition of plugin "fixture" should be a function',
    ],
    [
      'a plugin without start',
      { zipParts: { server: 'exports.plugin = () => ({ setup() {} })' } },
      'does not define "start" function',
    ],
    [
      'keys of kibana.yml without a schema',
      { config: { a: 1 }, zipParts: { server: 'exports.plugin = 1' } },
      'No validation schema has been defined for [fixture]',
    ],
  ])('refuses %s', async (_name, options, message) => {
    const config: FixtureHooks['config'] = ({ object }) => ({ schema: object?.({}) });
    await expect(failing({ config }, options)).rejects.toThrow(message);
  });

  test('ends the start where setup or start throws', async () => {
    const thrower = () => {
      throw new Error('broken plugin');
    };
    await expect(failing({ setup: thrower })).rejects.toThrow('broken plugin');
    await expect(failing({ start: thrower })).rejects.toThrow('broken plugin');
  });

  test('ends the start where setup takes longer than ten seconds', async () => {
    const forever = new Promise(() => undefined);
    await expect(failing({ setup: () => forever })).rejects.toThrow(
      `Setup lifecycle of "fixture" plugin wasn't completed in 10sec.`,
    );
  });

  test('gives only the plugins that the manifest names', async () => {
    const seen: string[] = [];
    const zipParts = { manifest: { requiredPlugins: ['features'], optionalPlugins: ['spaces'] } };
    const running = await runFixture(
      { node: elasticsearch.node(), zipParts },
      { setup: (_core, plugins) => seen.push(...Object.keys(plugins)) },
    );
    await running.stop();
    expect(seen.sort()).toEqual(['features', 'spaces']);
  });

  test('has no security, and every capability, where Elasticsearch has no security', async () => {
    const request = { headers: {} } as never;
    await withSandbox(
      {
        setup: (_core, { features, security }) => {
          features.registerKibanaFeature(featureOf());
          expect(security?.license.isEnabled()).toBe(false);
        },
      },
      async ({ core, plugins }) => {
        expect(plugins.security).not.toHaveProperty('license'); // nor has Kibana's at start
        expect(plugins.security?.authc?.getCurrentUser(request)).toBeNull();
        expect(
          await plugins.security?.authc?.apiKeys.grantAsInternalUser(request, {
            name: 'a',
            role_descriptors: {},
          }),
        ).toBeNull();
        expect(await core.capabilities.resolveCapabilities(request)).toMatchObject({
          fixture: { show: true, save: true },
        });
      },
    );
  });
});
