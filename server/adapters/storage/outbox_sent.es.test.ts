import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import type { ChannelMessage } from '../../notify/message/message';
import { TEST_TOKEN } from '../../../test/background';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { removeIndices, useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, unstored, type StoringSpace } from '../../../test/storage';
import { firstMessage, overviewOf, placesOf } from '../../../test/stored_messages';
import type { ChannelSender, OpenChannel, Outcome } from '../../notify/delivery/channel_sender_port';
import { createChannelTests } from '../../flow/channel_tests';
import { drainOutbox, openChannel } from '../../../test/fake_outbox';
import { DELIVERY_CHANNEL } from '../../../test/channels';
import { fakeWork } from '../../../test/fake_buttons';
import { Secret } from '../../../common/channels/secret';
import { alertsIndex, CHANNELS_INDEX, hashOf } from './own_indices';

jest.setTimeout(120_000);

const DELIVERED: Outcome = { kind: 'delivered', messageId: '7', text: 'Brute Force Detected!' };
const KICKED = { code: 'bot_kicked', said: 'kicked', remedy: 'Let it in.' };

describe('the whole outbox on Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  const inSpace = () => newSpace(elasticsearch);
  // The outbox is one for all spaces: what one case left would be due in the next.
  afterEach(() => removeIndices(elasticsearch.client(), `*${elasticsearch.id}*`));

  it('the ordinal of an alert outlives the index of alerts', async () => {
    const own = await inSpace();
    const ordinalOf = async () =>
      (await own.alerts.lastOrdinals(placesOf(['guest']))).of(ACCOUNT_RULE.id, 'guest');
    await own.alerts.save([
      unstored({ id: hashOf(own.space, 'guest'), group: account('guest'), ordinal: 4 }),
    ]);
    await own.plans.add([{ ...firstMessage(own.space), alertOrdinal: 4 }]);
    expect(await ordinalOf()).toBe(4);
    await own.client.indices.delete({ index: alertsIndex(own.space) });
    expect(await ordinalOf()).toBe(4);
  });

  describe('sent by way of the whole outbox', () => {
    const [, secret = ''] = TEST_TOKEN.split(':');
    const tooMany = (seconds: number): Outcome => ({
      kind: 'deferred',
      waitMs: seconds * SECOND,
      code: 'too_many_requests',
      said: 'Too Many Requests',
      remedy: 'Wait.',
    });
    const toldBy = (message: ChannelMessage): string => {
      if (message.kind === 'attack') return message.group.value;
      return message.kind === 'summary' ? `${message.attacks} attacks` : 'a test';
    };
    /** A kind of channel that is not Telegram, as it stands in a registry: what it was told, and what it answers. */
    class TestKind implements ChannelSender {
      readonly told: string[] = [];
      constructor(public answer: Outcome) {}
      async send(message: ChannelMessage): Promise<Outcome> {
        this.told.push(toldBy(message));
        return this.answer;
      }
      probe = async () =>
        this.answer.kind === 'delivered' ? { works: true as const } : { works: false as const, ...KICKED };
      limits = ({ space, id }: OpenChannel) => [{ key: `test:${space}:${id}`, rates: [] }] as const;
      check = async () => ({ sender: null, receiver: null, problems: [] });
    }
    const drain = async (own: StoringSpace, now: number, senders: Record<string, TestKind>) => {
      let clock = now;
      await drainOutbox({
        outbox: own.outbox,
        circuits: own.circuits,
        pacing: own.pacing,
        channels: {
          // The outbox is one for all spaces: what others left waits.
          of: async ({ space, channelId }) =>
            space === own.space
              ? openChannel({
                  space,
                  id: channelId,
                  kind: channelId,
                  secrets: { key: new Secret(TEST_TOKEN) },
                })
              : 'not ready',
          moved: async () => undefined,
        },
        senders,
        work: fakeWork(),
        listLinkOf: () => null,
        clock: () => clock,
        jitter: () => 0,
        wait: async (ms) => void (clock += ms),
        log: () => undefined,
      });
    };

    it('a message waits as long as it is told, with all others of its channel, and is sent once', async () => {
      const own = await inSpace();
      await own.plans.add([firstMessage(own.space, 'guest'), firstMessage(own.space, 'anna')]);
      const night = new TestKind(tooMany(20));
      await drain(own, NOW, { night });
      expect(night.told).toHaveLength(1);
      night.answer = DELIVERED;
      await drain(own, NOW + 18 * SECOND, { night });
      expect(night.told).toHaveLength(1);
      await drain(own, NOW + 20 * SECOND, { night });
      await drain(own, NOW + 20 * SECOND, { night });
      expect(night.told).toHaveLength(3);
      expect(await overviewOf(own)).toMatchObject({ waiting: 0, lastDeliveredAt: NOW + 20 * SECOND });
    });

    it('a test that arrives through a broken channel has told what was held back, at once', async () => {
      const own = await inSpace();
      await own.plans.add([firstMessage(own.space, 'guest')]);
      const night = new TestKind({ kind: 'refused', by: 'channel', ...KICKED });
      await drain(own, NOW, { night });
      night.answer = DELIVERED;
      const ports = {
        outbox: own.outbox,
        randomWord: () => '1',
        pokeOutbox: () => undefined,
        clock: () => NOW,
      };
      await createChannelTests(ports, own.space).send({ ...DELIVERY_CHANNEL, id: 'night' }, null);
      await drain(own, NOW + 2 * SECOND, { night });
      expect(night.told).toEqual(['guest', 'a test', 'guest']);
      expect(await overviewOf(own)).toMatchObject({ refused: 0, waiting: 0, broken: null });
    });

    it('two channels of another kind: one refuses, the other delivers; repaired, it is told in one message', async () => {
      const own = await inSpace();
      const keys = ['guest', 'anna', 'bert'];
      await own.plans.add(
        keys.flatMap((key) => [
          firstMessage(own.space, key, NOW, 'night'),
          firstMessage(own.space, key, NOW, 'day'),
        ]),
      );
      const night = new TestKind({ kind: 'refused', by: 'channel', ...KICKED });
      const day = new TestKind(DELIVERED);
      await drain(own, NOW, { night, day });
      expect([night.told.length, [...day.told].sort()]).toEqual([1, ['anna', 'bert', 'guest']]);
      expect(await overviewOf(own, 'night')).toMatchObject({ refused: 1, waiting: 2, broken: KICKED });
      expect(await overviewOf(own, 'day')).toMatchObject({ refused: 0, waiting: 0, broken: null });

      night.answer = DELIVERED;
      await drain(own, NOW + MINUTE, { night, day });
      expect(night.told.slice(1)).toEqual(['3 attacks']);
      expect(day.told).toHaveLength(3);
      expect(await overviewOf(own, 'night')).toMatchObject({ refused: 0, waiting: 0, broken: null });
      const id = hashOf(own.space, 'anna');
      const shown = (await own.deliveries.ofAlerts([id])).get(id) ?? [];
      expect(shown.map(({ channel, status }) => `${channel.id} ${status}`).sort()).toEqual([
        'day delivered',
        'night summarised',
      ]);
    });

    it('the token stands in none of its documents, and every index is hidden and mapped', async () => {
      const own = await inSpace();
      await own.plans.add([firstMessage(own.space)]);
      await drain(own, NOW, { night: new TestKind({ kind: 'refused', by: 'channel', ...KICKED }) });
      const everything = { index: '.kibana-brute-force-alerts-*', expand_wildcards: 'all' as const };
      await own.client.indices.refresh(everything);
      const { hits } = await own.client.search({ ...everything, size: 10_000 });
      const documents = JSON.stringify(hits.hits);
      expect(documents).toContain(own.space);
      expect(documents).not.toContain(secret);
      const found = Object.entries(await own.client.indices.get(everything));
      expect(found.map(([index]) => index)).toContain(CHANNELS_INDEX);
      for (const [, { settings, mappings }] of found)
        expect([settings?.index?.hidden, mappings?.dynamic]).toEqual(['true', 'false']);
    });
  });
});
