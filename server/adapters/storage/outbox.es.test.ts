import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import { Secret } from '../../../common/channels/secret';
import { TEST_TOKEN } from '../../../test/background';
import { alert, MINUTE, NOW, SECOND } from '../../../test/builders';
import { removeIndices, useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, type StoringSpace } from '../../../test/storage';
import type { AttackMessage } from '../../notify/message/message';
import { planDelivery } from '../../notify/message/plan';
import type { TelegramApi } from '../../notify/telegram/telegram_port';
import { drainOutbox } from '../../flow/outbox';
import { CHANNELS_INDEX, hashOf } from './own_indices';
import { createDeliveryReader } from './space_deliveries';

jest.setTimeout(120_000);

type Sent = Awaited<ReturnType<TelegramApi['sendMessage']>>;
const DELIVERED: Sent = { ok: true, result: { messageId: 7, text: 'Brute Force Detected!' } };

/** What is older is not tried again after a repair. */
const since = NOW - 15 * MINUTE;

describe('the outbox in Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  const inSpace = () => newSpace(elasticsearch);
  // The outbox is one for all spaces: what one case left would be due in the next.
  afterEach(() => removeIndices(elasticsearch.client(), `*${elasticsearch.id}*`));

  const plan = (space: string, key = 'guest', now = NOW): OutboxEntry<AttackMessage> =>
    planDelivery({
      space,
      alert: alert({ id: hashOf(space, key), group: account(key) }),
      reason: 'first',
      ordinal: 1,
      link: null,
      now,
    });
  /** The outbox is one for all spaces: what others left is not looked at. */
  const due = async ({ outbox, space }: StoringSpace, now: number) =>
    (await outbox.due(now, [])).filter((entry) => entry.space === space);
  const placesOf = (keys: string[]) => keys.map((groupKey) => ({ ruleId: ACCOUNT_RULE.id, groupKey }));
  const onlyDue = async (own: StoringSpace, now: number) => {
    const [entry, ...more] = await due(own, now);
    if (!entry || more.length > 0) throw new Error(`${more.length + (entry ? 1 : 0)} are due, not one.`);
    return entry;
  };
  const refuse = async (own: StoringSpace, entry: OutboxEntry<AttackMessage>) =>
    own.outbox.record({ ...entry, status: 'refused', lastErrorCode: 'bot_kicked' });

  it('planned twice is planned once, and the first plan stays', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space)]);
    await own.plans.add([plan(own.space, 'guest', NOW + 1), plan(own.space, 'anna', NOW + 1)]);
    const keys = ['guest', 'anna', 'nobody'];
    const planned = await own.plans.plannedFor(placesOf(keys));
    expect(keys.map((key) => planned.of(ACCOUNT_RULE.id, key).map(({ plannedAt }) => plannedAt))).toEqual([
      [NOW],
      [NOW + 1],
      [],
    ]);
    expect(await due(own, NOW)).toHaveLength(1);
  });

  it('a plan again after it was sent does not send it again', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space)]);
    await own.outbox.record({ ...(await onlyDue(own, NOW)), status: 'delivered', deliveredAt: NOW });
    await own.plans.add([plan(own.space)]);
    expect(await due(own, NOW + 1)).toEqual([]);
  });

  it('finds the plans of more groups than fit one search', async () => {
    const own = await inSpace();
    const keys = Array.from({ length: 1_201 }, (_, n) => `u${n}`);
    await own.plans.add(keys.map((key) => plan(own.space, key)));
    const planned = await own.plans.plannedFor(placesOf(keys));
    expect(keys.filter((key) => planned.of(ACCOUNT_RULE.id, key).length !== 1)).toEqual([]);
  });

  it('of two that claim one delivery, one wins', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space)]);
    const entry = await onlyDue(own, NOW);
    const claims = await Promise.all([1, 2].map(() => own.outbox.claim(entry, NOW + MINUTE)));
    const [claimed, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    expect(claimed).toMatchObject({ status: 'sending', attempts: 1, claimedUntil: NOW + MINUTE });
  });

  it('a claimed one is due again when its claim has expired, and not a millisecond before', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space)]);
    const entry = await onlyDue(own, NOW);
    await own.outbox.claim(entry, NOW + MINUTE);
    expect(await due(own, NOW + MINUTE - 1)).toEqual([]);
    const again = await onlyDue(own, NOW + MINUTE);
    expect(await own.outbox.claim(again, NOW + 2 * MINUTE)).toMatchObject({ attempts: 2 });
  });

  it('what a Kibana writes whose claim another one took over changes nothing', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space)]);
    const slow = await own.outbox.claim(await onlyDue(own, NOW), NOW + MINUTE);
    await own.outbox.claim(await onlyDue(own, NOW + MINUTE), NOW + 2 * MINUTE);
    if (!slow) throw new Error('Nobody else claims here.');
    await own.outbox.record({ ...slow, status: 'expired' });
    expect((await own.deliveries.overview()).newest).toMatchObject({ status: 'sending', attempts: 2 });
  });

  it('one that waits is due at its time, not before, the oldest first', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space, 'late', NOW + 2), plan(own.space, 'early', NOW + 1)]);
    const both = await due(own, NOW + 2);
    expect(both.map(({ groupKey }) => groupKey)).toEqual(['early', 'late']);
    expect(await due(own, NOW)).toEqual([]);
    for (const entry of both) await own.outbox.record({ ...entry, notBefore: NOW + MINUTE });
    expect(await due(own, NOW + MINUTE - 1)).toEqual([]);
    expect(await due(own, NOW + MINUTE)).toHaveLength(2);
  });

  it('spaces that have to wait are left out, and hold up no other', async () => {
    const [waiting, other] = [await inSpace(), await inSpace()];
    await waiting.plans.add(Array.from({ length: 150 }, (_, n) => plan(waiting.space, `u${n}`)));
    await other.plans.add([plan(other.space, 'guest', NOW + 1)]);
    const spaces = async (except: string[]) => {
      const entries = await other.outbox.due(NOW + 1, except);
      return [...new Set(entries.map(({ space }) => space))];
    };
    expect(await spaces([])).toEqual([waiting.space]);
    expect(await spaces([waiting.space])).toEqual([other.space]);
    expect(await spaces([waiting.space, other.space])).toEqual([]);
  });

  it('a pause is of its channel, of all spaces, and is never shortened', async () => {
    const [own, other] = [await inSpace(), await inSpace()];
    const channel = `bot-${own.space}:-2001`;
    expect(await own.outbox.pausedUntil(channel)).toBe(0);
    await own.outbox.pause(channel, NOW + 20 * SECOND);
    expect(await other.outbox.pausedUntil(channel)).toBe(NOW + 20 * SECOND);
    expect(await other.outbox.pausedUntil(`${channel}2`)).toBe(0);
    await other.outbox.pause(channel, NOW + 30 * SECOND);
    await other.outbox.pause(channel, NOW + 10 * SECOND);
    expect(await own.outbox.pausedUntil(channel)).toBe(NOW + 30 * SECOND);
  });

  it('what was refused is tried again after a repair, unless it is old; what was delivered is not', async () => {
    const own = await inSpace();
    await own.plans.add([
      plan(own.space, 'old', since - 1),
      plan(own.space, 'new', since),
      plan(own.space, 'sent'),
    ]);
    for (const entry of await due(own, NOW)) {
      if (entry.groupKey !== 'sent') await refuse(own, entry);
      else await own.outbox.record({ ...entry, status: 'delivered', deliveredAt: NOW });
    }
    expect(await own.deliveries.overview()).toMatchObject({ waiting: 0, refused: 2, lastDeliveredAt: NOW });
    await own.deliveries.retryRefused(since, NOW + MINUTE);
    expect(await due(own, NOW + MINUTE - 1)).toEqual([]);
    expect((await onlyDue(own, NOW + MINUTE)).groupKey).toBe('new');
    expect(await own.deliveries.overview()).toMatchObject({ waiting: 1, refused: 1 });
  });

  it('of two repairs at once, the slower one leaves alone what the other one sent', async () => {
    const own = await inSpace();
    await own.plans.add([plan(own.space)]);
    await refuse(own, await onlyDue(own, NOW));
    const repairAndSend = async () => {
      await own.deliveries.retryRefused(since, NOW);
      await own.outbox.record({ ...(await onlyDue(own, NOW)), status: 'delivered', deliveredAt: NOW });
    };
    const slow: typeof own.client = Object.create(own.client);
    slow.bulk = (async (request: never) => {
      await repairAndSend();
      return own.client.bulk(request);
    }) as typeof slow.bulk;
    await createDeliveryReader(slow, own.space).retryRefused(since, NOW);
    expect((await own.deliveries.overview()).newest?.status).toBe('delivered');
  });

  it('other spaces see nothing of it', async () => {
    const [own, other] = [await inSpace(), await inSpace()];
    const entry = plan(own.space);
    await own.plans.add([entry]);
    const planned = await other.plans.plannedFor(placesOf(['guest']));
    expect(planned.of(ACCOUNT_RULE.id, 'guest')).toEqual([]);
    expect((await other.deliveries.ofAlerts([entry.alertId])).get(entry.alertId)).toEqual([]);
    expect((await own.deliveries.ofAlerts([entry.alertId])).get(entry.alertId)).toHaveLength(1);
    expect(await other.deliveries.overview()).toMatchObject({ waiting: 0, newest: null });
  });

  describe('sent by way of the whole outbox', () => {
    const [, secret = ''] = TEST_TOKEN.split(':');
    const failed = (description: string, retryAfterSeconds?: number): Sent => ({
      ok: false,
      failure: { kind: 'answered', httpStatus: 429, description, fromTelegram: true, retryAfterSeconds },
    });
    const drain = async (own: StoringSpace, now: number, answer: Sent) => {
      const sendMessage = jest.fn(async () => answer);
      const channel = { token: new Secret(TEST_TOKEN), chatId: '-2001', key: `bot-${own.space}:-2001` };
      await drainOutbox({
        outbox: own.outbox,
        channels: { of: async () => channel, moved: async () => undefined },
        telegram: { sendMessage } as unknown as TelegramApi,
        clock: () => now,
        jitter: () => 0,
        wait: async () => undefined,
        log: () => undefined,
      });
      return sendMessage.mock.calls.length;
    };

    it('a message waits as long as Telegram says, with all others of its channel, and is sent once', async () => {
      const own = await inSpace();
      await own.plans.add([plan(own.space, 'guest'), plan(own.space, 'anna')]);
      expect(await drain(own, NOW, failed('Too Many Requests: retry after 20', 20))).toBe(1);
      expect(await drain(own, NOW + 20 * SECOND - 1, DELIVERED)).toBe(0);
      expect(await drain(own, NOW + 20 * SECOND, DELIVERED)).toBe(2);
      expect(await drain(own, NOW + 20 * SECOND, DELIVERED)).toBe(0);
      expect(await own.deliveries.overview()).toMatchObject({
        waiting: 0,
        lastDeliveredAt: NOW + 20 * SECOND,
      });
    });

    it('the token stands in none of its documents, and every index is hidden and mapped', async () => {
      const own = await inSpace();
      await own.plans.add([plan(own.space)]);
      await drain(own, NOW, failed('Too Many Requests: retry after 20', 20));
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
