import { Client } from '@elastic/elasticsearch';
import { alertsIndex, CHANNELS_INDEX, stateIndex } from '../../server/adapters/storage/own_indices';
import type { Login } from '../kibana_client';
import { People } from './people';
import { attackedSpace, TARGET, type TestSpace } from './place';

jest.setTimeout(120_000);

/** docs/roles.md, "Alerts in Discover and Lens". */
const rightsOn = (space: TestSpace) => ({
  indices: [{ names: [alertsIndex(space.id)], privileges: ['read', 'view_index_metadata'] as never[] }],
});

describe('a role that reads the alerts of its space in Discover', () => {
  let own: TestSpace;
  let other: TestSpace;
  let people: People;
  let person: Client;

  const clientOf = (login: Login) => new Client({ node: TARGET.elasticsearch, auth: login });
  const search = async (index: string, client = person) => {
    const answer = await client.search<{ user?: { name?: string } }>(
      { index, size: 100 },
      { ignore: [403], meta: true },
    );
    const hits = answer.statusCode === 200 ? answer.body.hits.hits : [];
    return { status: answer.statusCode, indices: [...new Set(hits.map(({ _index }) => _index))], hits };
  };

  beforeAll(async () => {
    const [first, second] = await Promise.all([attackedSpace('Guest'), attackedSpace('Guest')]);
    own = first.space;
    other = second.space;
    people = new People(own);
    person = clientOf(await people.make('analyst', rightsOn(own)));
  });
  afterAll(async () => {
    await person.close();
    await people.remove();
    await own.remove();
    await other.remove();
  });

  it('reads its alerts with their fields', async () => {
    const { status, hits } = await search(alertsIndex(own.id));
    expect(status).toBe(200);
    expect(hits.map(({ _source }) => _source?.user?.name)).toEqual(['Guest']);
    const { fields } = await person.fieldCaps({ index: alertsIndex(own.id), fields: '*' });
    for (const field of ['@timestamp', 'kibana.alert.status', 'user.name', 'brute_force.attempts'])
      expect(Object.keys(fields)).toContain(field);
  });

  it.each<[string, () => string]>([
    ["another space's alerts", () => alertsIndex(other.id)],
    ["its own space's state", () => stateIndex(own.id)],
    ["another space's state", () => stateIndex(other.id)],
    ['the pauses of the channels', () => CHANNELS_INDEX],
    ['the settings, in which the channels and secrets are', () => '.kibana_brute_force_alerts'],
    ['the tasks', () => '.kibana_task_manager*'],
  ])('is not let at %s', async (_what, index) => {
    const { status, hits } = await search(index());
    // A pattern that matches nothing readable is no error: it answers nothing.
    expect(hits).toEqual([]);
    if (!index().includes('*')) expect(status).toBe(403);
  });

  it('finds nothing but its own alerts by any pattern', async () => {
    for (const pattern of ['.kibana-brute-force-alerts-*', '.kibana*', '*,.*'])
      expect([pattern, (await search(pattern)).indices]).toEqual([pattern, [alertsIndex(own.id)]]);
  });

  it('writes nothing', async () => {
    const forged = await person.index(
      { index: alertsIndex(own.id), document: { user: { name: 'forged' } } },
      { ignore: [403], meta: true },
    );
    const removed = await person.indices.delete(
      { index: alertsIndex(own.id) },
      { ignore: [403], meta: true },
    );
    expect([forged.statusCode, removed.statusCode]).toEqual([403, 403]);
  });

  it("with read on '*' it reads every space's alerts and state: said in docs/roles.md", async () => {
    const rights = { indices: [{ names: ['*'], privileges: ['read'] as never[] }] };
    const wide = clientOf(await people.make('reads-everything', rights));
    try {
      for (const index of [alertsIndex(own.id), alertsIndex(other.id), stateIndex(other.id)])
        expect([index, (await search(index, wide)).status]).toEqual([index, 200]);
    } finally {
      await wide.close();
    }
  });
});
