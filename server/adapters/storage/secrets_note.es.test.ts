import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { SILENT } from '../../../test/background';
import { createIndexSetup, stateIndex } from './own_indices';
import { createSecretsNotes } from './secrets_note';

describe('the note that a Kibana cannot decrypt the secrets of a space', () => {
  const elasticsearch = useTestElasticsearch();
  let now: number;
  const kibana = (name: string) => {
    const client = elasticsearch.client();
    return createSecretsNotes({
      client,
      setUp: createIndexSetup(client, SILENT),
      kibana: name,
      clock: () => now,
    });
  };
  const space = () => elasticsearch.id;
  beforeEach(async () => {
    now = NOW;
    await elasticsearch.client().indices.delete({ index: stateIndex(space()), ignore_unavailable: true });
  });

  it('is read by every Kibana, and is none before', async () => {
    expect(await kibana('other').read(space())).toBeNull();
    await kibana('one').saw(space(), false);
    expect(await kibana('other').read(space())).toEqual({ by: 'one', since: NOW, at: NOW });
  });

  it('stays whatever another Kibana can', async () => {
    await kibana('one').saw(space(), false);
    await kibana('other').saw(space(), true);
    expect(await kibana('other').read(space())).not.toBeNull();
  });

  it('goes with the Kibana that made it, once it can, also after a restart', async () => {
    await kibana('one').saw(space(), false);
    await kibana('one').saw(space(), true);
    expect(await kibana('one').read(space())).toBeNull();
  });

  it('keeps since when, while it is made again and again', async () => {
    const one = kibana('one');
    for (let n = 0; n < 20; n += 1, now += MINUTE) await one.saw(space(), false);
    expect(await one.read(space())).toEqual({ by: 'one', since: NOW, at: NOW + 19 * MINUTE });
  });

  it('counts no more when it was not made again for five minutes', async () => {
    const one = kibana('one');
    await one.saw(space(), false);
    now += 5 * MINUTE - 1;
    expect(await one.read(space())).not.toBeNull();
    now += 1;
    expect(await one.read(space())).toBeNull();
    await one.saw(space(), false);
    expect(await one.read(space())).toMatchObject({ since: now });
  });

  it('costs a Kibana that can no question but the first, and one that cannot one in half a minute', async () => {
    const asked: string[] = [];
    const client = elasticsearch.client();
    const counting = {
      get: (...given: Parameters<typeof client.get>) => (asked.push('get'), client.get(...given)),
      index: (...given: Parameters<typeof client.index>) => (asked.push('index'), client.index(...given)),
    } as unknown as typeof client;
    const notes = createSecretsNotes({
      client: counting,
      setUp: async () => undefined,
      kibana: 'one',
      clock: () => now,
    });
    for (let n = 0; n < 10; n += 1, now += SECOND) await notes.saw(space(), true);
    expect(asked).toEqual(['get']);
    for (let n = 0; n < 30; n += 1, now += SECOND) await notes.saw(space(), false);
    expect(asked).toEqual(['get', 'get', 'index']);
  });
});
