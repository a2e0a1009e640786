import { NEWEST_FIRST, type AlertSearch } from '../common/alerts/search';
import { DEFAULT_TELL } from '../common/channels/tell';
import type { OutboxEntry } from '../common/deliveries/outbox';
import { createAlertReader } from '../server/adapters/storage/alert_reader';
import { createSpaceIndices, stateIndex } from '../server/adapters/storage/own_indices';
import type { ChannelMessage, SummaryMessage } from '../server/notify/message/message';
import { runTick } from '../server/wiring/background';
import { testBackground } from './background';
import { NOW, SECOND } from './builders';
import { telegramChannel } from './channels';
import { useTestElasticsearch } from './elasticsearch';
import { LogonIndices } from './logon_indices';

jest.setTimeout(120_000);

/** The short form of `npm run flood`: ticks on a real Elasticsearch, with a clock of the test's. */
describe('an attack on many accounts at once', () => {
  const ACCOUNTS = 200;
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);

  it('is three messages and one digest by default, and every account has its alert', async () => {
    const client = elasticsearch.connect({ node: elasticsearch.node() });
    const index = indices.newName();
    const space = index;
    let now = NOW;
    const channels = [{ ...telegramChannel('-2001'), tell: DEFAULT_TELL }];
    const background = {
      ...testBackground(client, { indexPatterns: [index], channels }, () => now),
      startedAt: NOW,
    };
    const attack = (from: number, to: number) =>
      indices.write(
        index,
        Array.from({ length: (to - from) * 5 }, (_, n) => {
          const number = from + Math.floor(n / 5);
          const name = `user${number}`;
          return { account: name, host: name, source: `10.0.0.${number}`, at: now - SECOND };
        }),
      );
    const deliveries = async () => {
      await client.indices.refresh({ index: stateIndex(space) });
      const { hits } = await client.search<{ entry: OutboxEntry<ChannelMessage> }>({
        index: stateIndex(space),
        size: 1_000,
        query: { term: { kind: 'delivery' } },
      });
      return hits.hits.flatMap(({ _source }) => (_source ? [_source.entry] : []));
    };
    await background.setUpIndices();
    await createSpaceIndices(client, space);
    await indices.create(index, 1);
    await attack(0, ACCOUNTS / 2);
    await runTick(background, space);
    now += 30 * SECOND;
    await attack(ACCOUNTS / 2, ACCOUNTS);
    await runTick(background, space);
    const planned = await deliveries();
    expect(planned.map(({ reason }) => reason).sort()).toEqual(['digest', 'first', 'first', 'first']);
    const digest = planned.find(({ reason }) => reason === 'digest')?.message as SummaryMessage;
    expect([digest.attacks, digest.gravest.length]).toEqual([ACCOUNTS - 3, 5]);
    const alerts = createAlertReader(client, space, () => now);
    const found = async (search: AlertSearch) =>
      (await alerts.find({ search, order: NEWEST_FIRST, after: null, perPage: 1, withSummary: false })).total;
    expect(await found({})).toBe(ACCOUNTS);
    expect(await found({ digest: digest.digest ?? '' })).toBe(ACCOUNTS - 3);
    now += 30 * SECOND;
    await runTick(background, space);
    expect(await deliveries()).toHaveLength(4);
  });
});
