import { DELIVERY_CHANNEL } from '../../../test/channels';
import { alert, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, unstored, type StoringSpace } from '../../../test/storage';
import { EMPTY_MEMORY } from '../../../common/status/memory';
import { planDelivery } from '../../notify/message/plan';
import { alertsIndex, stateIndex } from './own_indices';
import type { SpaceRemains } from '../../record/space_remains_port';
import { createSpaceRemains } from './space_remains';

jest.setTimeout(60_000);

describe('what a space leaves in Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let gone: StoringSpace;
  let there: StoringSpace;
  let remains: SpaceRemains;

  /** As after an attack whose message waits. */
  const fill = async ({ space, alerts, memory, plans }: StoringSpace) => {
    const guest = alert({ id: `${space}-a1`, group: account('guest') });
    await alerts.save([unstored(guest)]);
    await memory.write(EMPTY_MEMORY);
    await plans.add([
      planDelivery({
        channel: DELIVERY_CHANNEL,
        space,
        alert: guest,
        reason: 'first',
        ordinal: 1,
        link: null,
        now: NOW,
      }),
    ]);
  };
  const exist = async ({ client, space }: StoringSpace) =>
    Promise.all([alertsIndex(space), stateIndex(space)].map((index) => client.indices.exists({ index })));
  const due = async ({ outbox, space }: StoringSpace) =>
    (await outbox.due(NOW, [])).filter((entry) => entry.space === space).length;

  beforeEach(async () => {
    gone = await newSpace(elasticsearch);
    there = await newSpace(elasticsearch);
    remains = createSpaceRemains(elasticsearch.client());
    for (const one of [gone, there]) await fill(one);
  });

  it('is found by the names of its indices, each space once', async () => {
    const ours = (await remains.spaces()).filter((space) => [gone.space, there.space].includes(space));
    expect(ours).toEqual([gone.space, there.space].sort());
  });

  it('is removed with everything in it: no message waits any more, and other spaces stay as they are', async () => {
    expect(await due(gone)).toBe(1);
    expect(await remains.remove(gone.space)).toEqual([alertsIndex(gone.space), stateIndex(gone.space)]);
    expect([await exist(gone), await exist(there)]).toEqual([
      [false, false],
      [true, true],
    ]);
    expect([await due(gone), await due(there)]).toEqual([0, 1]);
    expect(await remains.spaces()).not.toContain(gone.space);
  });

  it('is removed by two Kibanas at once, and again, without harm', async () => {
    await Promise.all([remains.remove(gone.space), remains.remove(gone.space)]);
    expect(await remains.remove(gone.space)).toEqual([]);
    expect(await exist(gone)).toEqual([false, false]);
  });

  it('where nothing was ever written is removed too', async () => {
    const empty = await newSpace(elasticsearch);
    await remains.remove(empty.space);
    expect(await exist(empty)).toEqual([false, false]);
  });

  it("is left alone where it holds another space's documents, as a copy that somebody restored", async () => {
    const client = elasticsearch.client();
    for (const indexOf of [alertsIndex, stateIndex]) {
      const { hits } = await client.search({ index: indexOf(there.space) });
      for (const { _id: id, _source: document } of hits.hits)
        await client.index({ index: indexOf(gone.space), id: `copy-${id}`, document, refresh: true });
    }
    expect(await remains.remove(gone.space)).toEqual([]);
    expect(await exist(gone)).toEqual([true, true]);
  });
});
