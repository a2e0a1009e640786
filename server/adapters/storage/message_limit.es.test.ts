import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { SILENT } from '../../../test/background';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { createIndexSetup, stateIndex } from './own_indices';
import { createTestMessageLimit } from './message_limit';

jest.setTimeout(60_000);

describe('test messages of a space', () => {
  const elasticsearch = useTestElasticsearch();
  let now = NOW;
  /** One Kibana's; all of them share the index. */
  const kibana = (node?: string) => {
    const client = node ? elasticsearch.connect({ node, maxRetries: 0 }) : elasticsearch.client();
    return createTestMessageLimit(client, createIndexSetup(client, SILENT), () => now);
  };
  const spaceOf = (name: string) => `${name}-${elasticsearch.id}`;

  it('ten in a minute, whichever Kibana they go through; then wait', async () => {
    const [space, first, second] = [spaceOf('ten'), kibana(), kibana()];
    for (let n = 0; n < 10; n += 1) {
      now = NOW + n * SECOND;
      expect((await (n % 2 === 0 ? first : second)(space)).ok).toBe(true);
    }
    expect(await first(space)).toEqual({ ok: false, waitMs: 51 * SECOND });
    expect(await second(space)).toEqual({ ok: false, waitMs: 51 * SECOND });
    expect((await second(spaceOf('another'))).ok).toBe(true);
    now = NOW + MINUTE;
    expect((await second(space)).ok).toBe(true);
    expect(await first(space)).toEqual({ ok: false, waitMs: SECOND });
  });

  it('at once by three Kibanas: ten, and not one more', async () => {
    now = NOW;
    const [space, kibanas] = [spaceOf('race'), [kibana(), kibana(), kibana()]];
    const asked = kibanas.flatMap((limit) => Array.from({ length: 10 }, () => limit(space)));
    const leaves = await Promise.all(asked);
    expect(leaves.filter(({ ok }) => ok)).toHaveLength(10);
  });

  it('is in the hidden index of the space, and is no delivery', async () => {
    now = NOW;
    const space = spaceOf('kept');
    await kibana()(space);
    const found = await elasticsearch.client().get({ index: stateIndex(space), id: 'test-messages' });
    expect(found._source).toEqual({ kind: 'rate', space, test_messages: { taken: [NOW] } });
    const settings = await elasticsearch.client().indices.getSettings({ index: stateIndex(space) });
    expect(settings[stateIndex(space)]?.settings?.index?.hidden).toBe('true');
  });

  it('nothing is sent where nothing can be counted, and the error carries no address', async () => {
    await expect(kibana('http://127.0.0.1:1')(spaceOf('away'))).rejects.toThrow(
      'test messages could not be counted (no answer)',
    );
  });

  it('nothing is sent where the index takes no writes', async () => {
    const space = spaceOf('full');
    await kibana()(space);
    const block = { 'index.blocks.read_only_allow_delete': true };
    await elasticsearch.client().indices.putSettings({ index: stateIndex(space), settings: block });
    await expect(kibana()(space)).rejects.toThrow(/could not be counted \(4\d\d\)/);
  });
});
