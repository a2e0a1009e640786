import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { SILENT } from '../../../test/background';
import { alertsIndex, CHANNELS_INDEX, createIndexSetup, createSpaceIndices, stateIndex } from './own_indices';

/** A cluster that makes no index by itself, and what was asked of it. */
function cluster(existing: string[] = []) {
  const made: string[] = [];
  let templates = 0;
  const indices = {
    putIndexTemplate: async () => void (templates += 1),
    putMapping: async () => undefined,
    exists: async ({ index }: { index: string }) => [...existing, ...made].includes(index),
    create: async ({ index }: { index: string }) => {
      if (templates === 0) throw new Error('An index without its template.');
      made.push(index);
    },
  };
  return { client: { indices } as unknown as ElasticsearchClient, made };
}

describe("the plugin's own indices, where Elasticsearch makes none by itself", () => {
  it('that of channels is there before anything is written, made once', async () => {
    const { client, made } = cluster();
    const setUp = createIndexSetup(client, SILENT);
    await Promise.all([setUp(), setUp()]);
    expect(made).toEqual([CHANNELS_INDEX]);
  });

  it('those of a space are made with it, and one that exists stays as it is', async () => {
    const { client, made } = cluster([CHANNELS_INDEX]);
    await createIndexSetup(client, SILENT)();
    await createSpaceIndices(client, 'soc');
    expect(made).toEqual([alertsIndex('soc'), stateIndex('soc')]);
  });

  it('that of channels is made anew with those of a space, where somebody deleted it', async () => {
    const { client, made } = cluster();
    const setUp = createIndexSetup(client, SILENT);
    await setUp();
    made.length = 0;
    await createSpaceIndices(client, 'soc');
    expect(made).toContain(CHANNELS_INDEX);
  });
});
