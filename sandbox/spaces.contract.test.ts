import { useElasticsearch } from './test_support/elasticsearch';
import { ask, runFixture } from './test_support/fixture';

jest.setTimeout(60_000);
const elasticsearch = useElasticsearch();

test('a space is read like a saved object of a hidden type, and is not found once it was deleted', async () => {
  const id = `contract-${process.pid}`;
  const sandbox = await runFixture({ node: elasticsearch.node(), spaces: [id] });
  try {
    const { createInternalRepository } = sandbox.core.savedObjects;
    const spaces = createInternalRepository(['space']);
    expect(await spaces.get('space', id)).toMatchObject({ id, type: 'space' });
    expect(await spaces.get('space', 'default')).toMatchObject({ id: 'default' });
    const isNotFound = { isBoom: true, output: { statusCode: 404 } };
    await expect(createInternalRepository().get('space', id)).rejects.toMatchObject(isNotFound);
    expect((await ask(`${sandbox.url}/api/spaces/space/${id}`, 'DELETE')).status).toBe(204);
    await expect(spaces.get('space', id)).rejects.toMatchObject(isNotFound);
  } finally {
    await sandbox.stop();
  }
});
