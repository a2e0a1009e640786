import { API } from '../../common/api/api';
import { problemsOf } from '../e2e/harness';
import { People, readsEventsOf } from './people';
import { TestSpace } from './place';

jest.setTimeout(120_000);

describe('with whose rights', () => {
  let space: TestSpace;
  let people: People;

  const switchAs = async (name: string, path: string) => {
    const { version } = await space.kibana.expect<{ version: string }>('GET', API.settings);
    return people.in(space, name).call('POST', path, { version });
  };

  beforeAll(async () => {
    space = await TestSpace.create();
    people = new People(space);
    await people.make('reader', { feature: 'read', indices: readsEventsOf(space) });
    await people.make('editor', { feature: 'all', indices: readsEventsOf(space) });
    await people.make('blind', { feature: 'all' });
    await space.save({ channels: [] });
  });
  afterAll(async () => {
    await people.remove();
    await space.remove();
  });

  it('a reader who would send is told of ?notify=false', async () => {
    const answer = await people.in(space, 'reader').call('GET', API.detect);
    expect(problemsOf(answer)).toMatchObject([
      { code: 'only_looking', remedy: expect.stringContaining('?notify=false') },
    ]);
  });

  it('a person who may not read the events cannot turn detection on', async () => {
    const answer = await switchAs('blind', API.turnOn);
    expect(answer.status).toBe(400);
    expect(problemsOf(answer)).toMatchObject([
      { code: 'pattern_unreadable', message: expect.stringContaining(space.index) },
    ]);
  });

  it('detection runs with a key of the person who turned it on, and with no more rights than to read the patterns', async () => {
    expect((await switchAs('editor', API.turnOn)).status).toBe(200);
    const { username } = people.login('editor');
    expect((await space.status()).authority).toMatchObject({ kind: 'api_key', username });
    const { api_keys: keys } = await space.client.security.getApiKey({ username, with_limited_by: false });
    const [key] = keys.filter(({ invalidated }) => !invalidated);
    expect(key?.role_descriptors).toMatchObject({
      read_events: {
        indices: [{ names: [space.index], privileges: ['read', 'view_index_metadata'] }],
        cluster: [],
      },
    });
    expect((await switchAs('editor', API.turnOff)).status).toBe(200);
    const after = await space.client.security.getApiKey({ username });
    expect(after.api_keys.filter(({ invalidated }) => !invalidated)).toEqual([]);
  });
});
