import { MINUTE, NOW } from '../../../test/builders';
import { SILENT } from '../../../test/background';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import type { Pairing } from '../../notify/telegram/pairing_port';
import { CHANNELS_INDEX, createIndexSetup } from './own_indices';
import { createPairings, createReaderLease } from './pairings_index';

jest.setTimeout(60_000);

const elasticsearch = useTestElasticsearch();
let botId = 700_000;
beforeEach(() => (botId += 1));

/** One Kibana's; all of them share the index. */
const kibana = () => {
  const client = elasticsearch.client();
  const setUp = createIndexSetup(client, SILENT);
  return { pairings: createPairings(client, setUp), lease: createReaderLease(client, setUp) };
};
const pairing = (id: string, overrides: Partial<Pairing> = {}): Pairing => ({
  id: `${id}-${botId}`,
  space: 'night',
  nonceHash: 'a hash',
  bot: { id: botId, username: 'stand_in_bot' },
  expiresAt: NOW + 10 * MINUTE,
  found: null,
  failure: null,
  ...overrides,
});
const found = { id: '-2001', type: 'group', title: 'SOC', topicId: 7, askedBy: '@anna' } as const;

describe('pairings', () => {
  it('are read in their own space only', async () => {
    const { pairings } = kibana();
    const one = pairing('one');
    await pairings.create(one);
    expect((await pairings.read('night', one.id))?.pairing).toEqual(one);
    expect(await pairings.read('day', one.id)).toBeNull();
    expect(await pairings.read('night', 'unknown')).toBeNull();
  });

  it('wait until they were answered or their time is up, whichever Kibana asks', async () => {
    const { pairings } = kibana();
    const [open, over, answered] = [
      pairing('open', { space: 'day' }),
      pairing('over', { expiresAt: NOW }),
      pairing('answered', { found }),
    ];
    for (const one of [open, over, answered]) await pairings.create(one);
    const waiting = await kibana().pairings.waitingFor(botId, NOW);
    expect(waiting.map((stored) => stored.pairing)).toEqual([open]);
  });

  it('are written once where two write at the same time', async () => {
    const { pairings } = kibana();
    const one = pairing('one');
    await pairings.create(one);
    const stored = await pairings.read('night', one.id);
    if (!stored) throw new Error('It was not stored.');
    const writing = [1, 2, 3].map(() => kibana().pairings.write({ ...stored, pairing: { ...one, found } }));
    expect((await Promise.all(writing)).filter(Boolean)).toHaveLength(1);
    expect((await pairings.read('night', one.id))?.pairing.found).toEqual(found);
  });

  it('that were removed stay removed, also where somebody answers late', async () => {
    const { pairings } = kibana();
    const one = pairing('one');
    await pairings.create(one);
    const stored = await pairings.read('night', one.id);
    await pairings.remove(one.id);
    expect(stored && (await pairings.write(stored))).toBe(false);
    expect(await pairings.read('night', one.id)).toBeNull();
  });

  it('whose time is up are removed in all spaces', async () => {
    const { pairings } = kibana();
    const [over, open] = [pairing('over', { space: 'day', expiresAt: NOW - 1 }), pairing('open')];
    for (const one of [over, open]) await pairings.create(one);
    await pairings.removeExpired(NOW);
    expect(await pairings.read('day', over.id)).toBeNull();
    expect(await pairings.read('night', open.id)).not.toBeNull();
  });

  it('are in the hidden index of channels', async () => {
    const settings = await elasticsearch.client().indices.getSettings({ index: CHANNELS_INDEX });
    expect(settings[CHANNELS_INDEX]?.settings?.index?.hidden).toBe('true');
  });
});

describe('who reads a bot', () => {
  it('one of three Kibanas that ask at once', async () => {
    const asked = ['a', 'b', 'c'].map((holder) => kibana().lease.hold(botId, holder, NOW, NOW + MINUTE));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
  });

  it('the same one for as long as it says so, and another one when it is silent', async () => {
    const { lease } = kibana();
    expect(await lease.hold(botId, 'a', NOW, NOW + MINUTE)).toBe(true);
    expect(await lease.hold(botId, 'a', NOW + 1, NOW + 2 * MINUTE)).toBe(true);
    expect(await lease.hold(botId, 'b', NOW + MINUTE, NOW + 3 * MINUTE)).toBe(false);
    expect(await lease.hold(botId, 'b', NOW + 2 * MINUTE, NOW + 3 * MINUTE)).toBe(true);
    await lease.release(botId, 'a');
    expect(await lease.hold(botId, 'a', NOW + 2 * MINUTE, NOW + 3 * MINUTE)).toBe(false);
  });

  it('another one at once where the first let go', async () => {
    const { lease } = kibana();
    await lease.hold(botId, 'a', NOW, NOW + MINUTE);
    await lease.release(botId, 'a');
    expect(await lease.hold(botId, 'b', NOW, NOW + MINUTE)).toBe(true);
  });
});
