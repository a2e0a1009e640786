import { randomUUID } from 'node:crypto';
import type {
  CoreSetup,
  RequestHandlerContext,
  SavedObjectsClient,
  SavedObjectsType,
  SetupPlugins,
} from '../kibana_contracts/server';
import { useElasticsearch } from './test_support/elasticsearch';
import { ask, runFixture, type FixtureHooks, type Running } from './test_support/fixture';

jest.setTimeout(60_000);
const elasticsearch = useElasticsearch();

const NOTE = 'fixture-note';
const SECRET = 'fixture-secret';
const noteOf = (changes: Partial<SavedObjectsType> = {}): SavedObjectsType => ({
  name: NOTE,
  hidden: false,
  namespaceType: 'single',
  indexPattern: `.kibana_sandbox-test-${randomUUID().slice(0, 8)}`,
  mappings: { dynamic: false, properties: { title: { type: 'keyword' } } },
  ...changes,
});
interface Note {
  title?: string;
  body?: string;
}

async function withTypes(
  types: SavedObjectsType[],
  check: (client: SavedObjectsClient, running: Running) => Promise<void>,
  more: FixtureHooks['setup'] = () => undefined,
  options: object = {},
): Promise<void> {
  const setup = (core: CoreSetup, plugins: SetupPlugins, context: never) => {
    for (const type of types) core.savedObjects.registerType(type);
    return more(core, plugins, context);
  };
  const running = await runFixture({ node: elasticsearch.node(), ...options }, { setup });
  const client = running.core.savedObjects.createInternalRepository([NOTE, SECRET]);
  await check(client, running).finally(async () => {
    const index = types.map(({ indexPattern }) => `${indexPattern}_1`);
    await running.core.elasticsearch.client.asInternalUser.indices.delete({ index }, { ignore: [404] });
    await running.stop();
  });
}
const fails = (promise: Promise<unknown>, statusCode: number, message: string) =>
  expect(promise).rejects.toMatchObject({
    isBoom: true,
    message,
    output: { statusCode, payload: { statusCode, message } },
  });

describe('saved objects', () => {
  test('are created, read, found, changed and deleted, each space on its own', () =>
    withTypes([noteOf()], async (client) => {
      const made = await client.create<Note>(NOTE, { title: 'a' }, { id: 'n1' });
      expect(made).toMatchObject({
        id: 'n1',
        type: NOTE,
        attributes: { title: 'a' },
        namespaces: ['default'],
      });
      await client.create<Note>(NOTE, { title: 'red' }, { id: 'n1', namespace: 'red' } as object);
      expect((await client.get<Note>(NOTE, 'n1')).version).toBe(made.version);
      const changed = await client.update<Note>(NOTE, 'n1', { body: 'b' }, { version: made.version });
      expect(changed.version).not.toBe(made.version);
      expect((await client.get<Note>(NOTE, 'n1')).attributes).toEqual({ title: 'a', body: 'b' });
      expect((await client.find({ type: NOTE })).total).toBe(1);
      expect(
        (await client.find({ type: NOTE, namespaces: ['*'], perPage: 1, page: 2 })).saved_objects,
      ).toHaveLength(1);
      const [red] = (await client.find<Note>({ type: NOTE, namespaces: ['red'] })).saved_objects;
      expect(red).toMatchObject({ id: 'n1', attributes: { title: 'red' }, namespaces: ['red'] });
      await client.delete(NOTE, 'n1');
      await fails(client.get(NOTE, 'n1'), 404, `Saved object [${NOTE}/n1] not found`);
    }));

  test('refuse a second of the same id, an old version and what is not there', () =>
    withTypes([noteOf()], async (client) => {
      const { version } = await client.create<Note>(NOTE, {}, { id: 'n1' });
      await fails(client.create(NOTE, {}, { id: 'n1' }), 409, `Saved object [${NOTE}/n1] conflict`);
      await client.create<Note>(NOTE, { title: 'b' }, { id: 'n1', overwrite: true });
      await fails(client.update(NOTE, 'n1', {}, { version }), 409, `Saved object [${NOTE}/n1] conflict`);
      await fails(client.update(NOTE, 'n1', {}, { version: 'x' }), 400, 'Invalid version [x]: Bad Request');
      await fails(client.update(NOTE, 'n2', {}), 404, `Saved object [${NOTE}/n2] not found`);
      await fails(client.delete(NOTE, 'n2'), 404, `Saved object [${NOTE}/n2] not found`);
    }));

  test('of hidden types are there only for a client that names them', () =>
    withTypes([noteOf({ hidden: true })], async (client, { core }) => {
      const { id } = await client.create<Note>(NOTE, {});
      const blind = core.savedObjects.createInternalRepository();
      await fails(blind.create(NOTE, {}), 400, `Unsupported saved object type: '${NOTE}': Bad Request`);
      await fails(blind.get(NOTE, id), 404, `Saved object [${NOTE}/${id}] not found`);
      expect(await blind.find({ type: NOTE })).toEqual({ saved_objects: [], total: 0 });
    }));

  test('outlive the sandbox; new fields are mapped, changed ones refused; a space takes its own with it', async () => {
    const type = noteOf();
    await withTypes([type], async (client, { url }) => {
      await ask(`${url}/api/spaces/space`, 'POST', { id: 'gone', name: 'Gone' });
      await client.create<Note>(NOTE, {}, { id: 'n1' });
      await client.create<Note>(NOTE, {}, { id: 'n1', namespace: 'gone' } as object);
      await ask(`${url}/api/spaces/space/gone`, 'DELETE');
      expect((await client.find({ type: NOTE, namespaces: ['*'] })).total).toBe(1);
      const more = {
        ...type,
        mappings: { dynamic: false as const, properties: { title: { type: 'long' } } },
      };
      await expect(withTypes([more], async () => undefined)).rejects.toThrow('Incompatible mappings change');
      const added = {
        ...type,
        mappings: {
          dynamic: false as const,
          properties: { ...type.mappings.properties, at: { type: 'date' } },
        },
      };
      await withTypes([added], async (again) => {
        expect((await again.get(NOTE, 'n1')).id).toBe('n1');
      });
    });
  });

  test('of a caller stay in the space of the request', () => {
    let context = {} as RequestHandlerContext;
    const addRoute: FixtureHooks['setup'] = ({ http }) =>
      http
        .createRouter()
        .get(
          { path: '/api/context', validate: false },
          async (given, _request, { ok }) => ((context = given), ok()),
        );
    return withTypes(
      [noteOf()],
      async (_client, { url }) => {
        await ask(`${url}/s/red/api/context`);
        const mine = (await context.core).savedObjects.getClient();
        expect((await mine.create<Note>(NOTE, {}, { id: 'n1' })).namespaces).toEqual(['red']);
        await fails(
          mine.get(NOTE, 'n1', { namespace: 'blue' }),
          400,
          'Spaces currently determines the namespaces: Bad Request',
        );
        await expect(mine.find({ type: NOTE, namespaces: ['*'] })).rejects.toThrow(
          'in the space of the request only',
        );
      },
      addRoute,
    );
  });

  test.each<[string, SavedObjectsType[], string]>([
    ['a type twice', [noteOf(), noteOf()], `Type '${NOTE}' is already registered`],
    [
      'a type of several spaces',
      [noteOf({ namespaceType: 'multiple' })],
      'the sandbox stores single and agnostic ones only',
    ],
  ])('refuse %s', async (_name, types, message) => {
    await expect(withTypes(types, async () => undefined)).rejects.toThrow(message);
  });

  test('refuse a type after start', () => {
    let late: () => void = () => undefined;
    const keep: FixtureHooks['setup'] = ({ savedObjects }) => {
      late = () => savedObjects.registerType(noteOf({ name: 'late' }));
    };
    return withTypes([noteOf()], async () => expect(late).toThrow('after service startup'), keep);
  });
});

describe('encrypted saved objects', () => {
  const secretType = noteOf({ name: SECRET, hidden: true });
  const registration = {
    type: SECRET,
    attributesToEncrypt: new Set(['token']),
    attributesToExcludeFromAAD: new Set(['free']),
  };
  const register: FixtureHooks['setup'] = (_core, { encryptedSavedObjects }) =>
    encryptedSavedObjects.registerType(registration);
  const ID = '5f0b1f7e-35a0-4c1b-9d3c-1d4a2b6f9e10';
  const decrypted = ({ plugins }: Running, options?: { namespace: string }) =>
    plugins.encryptedSavedObjects
      .getClient({ includedHiddenTypes: [SECRET] })
      .getDecryptedAsInternalUser(SECRET, ID, options);

  test('are encrypted at rest, absent from ordinary reads, and bound to their id and space', () =>
    withTypes(
      [secretType],
      async (client, running) => {
        const made = await client.create(SECRET, { token: 't0ken', bound: 'a', free: 'b' }, {
          id: ID,
          namespace: 'red',
        } as object);
        expect(made.attributes).toEqual({ bound: 'a', free: 'b' });
        expect((await client.get(SECRET, ID, { namespace: 'red' })).attributes).toEqual({
          bound: 'a',
          free: 'b',
        });
        const raw = running.core.elasticsearch.client.asInternalUser;
        const stored = await raw.get<object>({
          index: String(secretType.indexPattern),
          id: `red:${SECRET}:${ID}`,
        });
        expect(JSON.stringify(stored)).not.toContain('t0ken');
        expect((await decrypted(running, { namespace: 'red' })).attributes).toEqual({
          token: 't0ken',
          bound: 'a',
          free: 'b',
        });
        await raw.index({
          index: String(secretType.indexPattern),
          id: `${SECRET}:${ID}`,
          document: { ...stored._source, namespace: undefined },
        });
        const error = await decrypted(running).catch((thrown: Error) => thrown);
        expect(error).toMatchObject({
          message: `Unable to decrypt attribute "token" of saved object "${SECRET},${ID}".`,
        });
        expect(running.plugins.encryptedSavedObjects.isEncryptionError(error as Error)).toBe(true);
        expect(running.plugins.encryptedSavedObjects.isEncryptionError(new Error('other'))).toBe(false);
      },
      register,
    ));

  test('as in 8.12, cannot be read after an attribute changed that was not excluded from the AAD', () =>
    withTypes(
      [secretType],
      async (client, running) => {
        await client.create(SECRET, { token: 't', bound: 'a', free: 'b' }, { id: ID });
        await client.update(SECRET, ID, { free: 'c' });
        expect((await decrypted(running)).attributes).toMatchObject({ token: 't', free: 'c' });
        await client.update(SECRET, ID, { bound: 'z' });
        await expect(decrypted(running)).rejects.toThrow('Unable to decrypt attribute "token"');
      },
      register,
    ));

  test('refuse predefined ids that are no UUID of version 1 to 5', () =>
    withTypes(
      [secretType],
      async (client) => {
        const message =
          'Predefined IDs are not allowed for saved objects with encrypted attributes unless the ID is a UUID.: Bad Request';
        await fails(client.create(SECRET, {}, { id: 's1' }), 400, message);
        await fails(client.create(SECRET, {}, { id: '01890a5d-ac96-774b-bcce-b302099a8057' }), 400, message);
      },
      register,
    ));

  test('without a key: canEncrypt is false, secrets are refused, the rest is stored', () => {
    let canEncrypt: boolean | undefined;
    const setup: FixtureHooks['setup'] = (core, plugins, context) => {
      canEncrypt = plugins.encryptedSavedObjects.canEncrypt;
      return register(core, plugins, context);
    };
    return withTypes(
      [secretType],
      async (client) => {
        expect(canEncrypt).toBe(false);
        await expect(client.create(SECRET, { token: 't' }, { id: ID })).rejects.toThrow(
          `Unable to encrypt attribute "token" of saved object "${SECRET},${ID}".`,
        );
        await client.create(SECRET, { token: null, bound: 'a' }, { id: ID });
      },
      setup,
      { encryptionKey: null },
    );
  });

  test('refuse a registration twice, and one without attributes', () =>
    withTypes(
      [secretType],
      async () => undefined,
      (_core, { encryptedSavedObjects: eso }) => {
        eso.registerType(registration);
        expect(() => eso.registerType(registration)).toThrow(
          `The "${SECRET}" saved object type is already registered.`,
        );
        expect(() => eso.registerType({ type: 'x', attributesToEncrypt: new Set() })).toThrow(
          'array for "x" is empty',
        );
      },
    ));
});
