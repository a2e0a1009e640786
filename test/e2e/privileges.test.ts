import { API } from '../../common/api';
import { KibanaClient } from '../kibana_client';
import { problemsOf, SECURED, TARGET, TestSpace } from './harness';

jest.setTimeout(180_000);

type Person = 'nobody' | 'none' | 'read' | 'all';

const PASSWORD = 'e2e-password';

/** Every route, what a person with each privilege gets, in the own space. 400 and 404 mean: let in, and refused for what was asked. */
const ROUTES: Array<[method: string, path: string, body: object | undefined, read: number, all: number]> = [
  ['GET', API.settings, undefined, 200, 200],
  ['PUT', API.settings, {}, 403, 400],
  ['POST', API.turnOn, {}, 403, 400],
  ['POST', API.turnOff, {}, 403, 400],
  ['POST', API.checkSource, {}, 403, 400],
  ['POST', API.checkToken, { botToken: 'no token' }, 403, 400],
  ['POST', API.checkChat, {}, 403, 400],
  ['POST', API.testMessage, {}, 403, 400],
  ['GET', API.alerts, undefined, 200, 200],
  ['GET', API.alert.replace('{id}', 'nothing'), undefined, 404, 404],
  ['GET', API.status, undefined, 200, 200],
  ['GET', `${API.detect}?notify=false`, undefined, 200, 200],
  ['GET', API.detect, undefined, 403, 200],
];

const suite = SECURED ? describe : describe.skip;

suite('privileges (skipped where Elasticsearch has no security)', () => {
  let space: TestSpace;
  let other: TestSpace;
  const names = new Map<Person, string>();

  const makePerson = async (person: Exclude<Person, 'nobody'>) => {
    const name = `${space.id}-${person}`;
    const applications =
      person === 'none'
        ? []
        : [
            {
              application: 'kibana-.kibana',
              privileges: [`feature_bruteForceAlerts.${person}`],
              resources: [`space:${space.id}`],
            },
          ];
    const indices = [{ names: [space.index], privileges: ['read', 'view_index_metadata'] as never[] }];
    await space.client.security.putRole({ name, indices, applications });
    await space.client.security.putUser({ username: name, password: PASSWORD, roles: [name] });
    names.set(person, name);
  };

  beforeAll(async () => {
    space = await TestSpace.create();
    other = await TestSpace.create();
    for (const person of ['none', 'read', 'all'] as const) await makePerson(person);
    await space.save({ telegramChatId: '' });
  });
  afterAll(async () => {
    for (const name of names.values()) {
      await space.client.security.deleteUser({ username: name }, { ignore: [404] });
      await space.client.security.deleteRole({ name }, { ignore: [404] });
    }
    await other.remove();
    await space.remove();
  });

  const clientOf = (person: Person, where: TestSpace) =>
    person === 'nobody'
      ? new KibanaClient(TARGET.url, null, where.id)
      : where.as(names.get(person) ?? '', PASSWORD);

  const cases = ROUTES.flatMap(([method, path, body, read, all]) => [
    { method, path, body, person: 'nobody' as const, own: 401, foreign: 401 },
    { method, path, body, person: 'none' as const, own: 403, foreign: 403 },
    { method, path, body, person: 'read' as const, own: read, foreign: 403 },
    { method, path, body, person: 'all' as const, own: all, foreign: 403 },
  ]);

  it.each(cases)(
    '$person: $method $path answers $own, in another space $foreign',
    async ({ method, path, body, person, own, foreign }) => {
      expect((await clientOf(person, space).call(method, path, body)).status).toBe(own);
      expect((await clientOf(person, other).call(method, path, body)).status).toBe(foreign);
    },
  );

  it('a reader who would send is told of ?notify=false', async () => {
    const answer = await clientOf('read', space).call('GET', API.detect);
    expect(problemsOf(answer)).toMatchObject([
      { code: 'only_looking', remedy: expect.stringContaining('?notify=false') },
    ]);
  });

  it('a person who may not read the events cannot turn detection on', async () => {
    const name = `${space.id}-blind`;
    await space.client.security.putRole({
      name,
      applications: [
        {
          application: 'kibana-.kibana',
          privileges: ['feature_bruteForceAlerts.all'],
          resources: [`space:${space.id}`],
        },
      ],
    });
    await space.client.security.putUser({ username: name, password: PASSWORD, roles: [name] });
    names.set('nobody', name);
    const { version } = await space.kibana.expect<{ version: string }>('GET', API.settings);
    const answer = await space.as(name, PASSWORD).call('POST', API.turnOn, { version });
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([
      { code: 'pattern_unreadable', message: expect.stringContaining(space.index) },
    ]);
  });

  it('detection runs with a key of the person who turned it on, and with no more rights than to read the patterns', async () => {
    const { version } = await space.kibana.expect<{ version: string }>('GET', API.settings);
    const own = clientOf('all', space);
    await own.expect('POST', API.turnOn, { version });
    const status = await space.status();
    expect(status.authority).toMatchObject({ kind: 'api_key', username: names.get('all') });
    const { api_keys: keys } = await space.client.security.getApiKey({
      username: names.get('all'),
      with_limited_by: false,
    });
    const [key] = keys.filter(({ invalidated }) => !invalidated);
    expect(key?.role_descriptors).toMatchObject({
      read_events: {
        indices: [{ names: [space.index], privileges: ['read', 'view_index_metadata'] }],
        cluster: [],
      },
    });
    const { version: now } = await own.expect<{ version: string }>('GET', API.settings);
    await own.expect('POST', API.turnOff, { version: now });
    const after = await space.client.security.getApiKey({ username: names.get('all') });
    expect(after.api_keys.filter(({ invalidated }) => !invalidated)).toEqual([]);
  });
});
