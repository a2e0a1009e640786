import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import type { ChannelMessage } from '../../notify/message/message';
import { MINUTE, NOW } from '../../../test/builders';
import { removeIndices, useTestElasticsearch } from '../../../test/elasticsearch';
import { newSpace, type StoringSpace } from '../../../test/storage';
import { firstMessage, overviewOf, placesOf } from '../../../test/stored_messages';

import { opened } from '../../notify/delivery/circuit';
import type { ChannelRef } from '../../notify/delivery/outbox_port';
import { openChannel } from '../../../test/fake_outbox';
import { CHANNEL_ID, DELIVERY_CHANNEL } from '../../../test/channels';

jest.setTimeout(120_000);

const KICKED = { code: 'bot_kicked', said: 'kicked', remedy: 'Let it in.' };
const HOUR = 60 * MINUTE;

type Entry = OutboxEntry<ChannelMessage>;

describe('the outbox in Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  const inSpace = () => newSpace(elasticsearch);
  // The outbox is one for all spaces: what one case left would be due in the next.
  afterEach(() => removeIndices(elasticsearch.client(), `*${elasticsearch.id}*`));

  /** The outbox is one for all spaces: what others left is not looked at. */
  const due = async ({ outbox, space }: StoringSpace, now: number) =>
    (await outbox.due(now, [])).filter((entry) => entry.space === space);
  const onlyDue = async (own: StoringSpace, now: number) => {
    const [entry, ...more] = await due(own, now);
    if (!entry || more.length > 0) throw new Error(`${more.length + (entry ? 1 : 0)} are due, not one.`);
    return entry;
  };
  const refOf = ({ space }: StoringSpace, channelId = CHANNEL_ID): ChannelRef => ({ space, channelId });
  const get = async (own: StoringSpace, key = 'guest') =>
    own.outbox.get(refOf(own), firstMessage(own.space, key).id);

  it('planned twice is planned once, and the first plan stays', async () => {
    const own = await inSpace();
    await own.plans.add([firstMessage(own.space)]);
    await own.plans.add([
      firstMessage(own.space, 'guest', NOW + 1),
      firstMessage(own.space, 'anna', NOW + 1),
    ]);
    const keys = ['guest', 'anna', 'nobody'];
    const planned = await own.plans.plannedFor(placesOf(keys), NOW);
    expect(keys.map((key) => planned.of(ACCOUNT_RULE.id, key).map(({ plannedAt }) => plannedAt))).toEqual([
      [NOW],
      [NOW + 1],
      [],
    ]);
    expect(await due(own, NOW)).toHaveLength(1);
    const later = await own.plans.plannedFor(placesOf(keys), NOW + 1);
    expect(keys.map((key) => later.of(ACCOUNT_RULE.id, key).length)).toEqual([0, 1, 0]);
  });

  it('a plan again after it was sent does not send it again', async () => {
    const own = await inSpace();
    await own.plans.add([firstMessage(own.space)]);
    await own.outbox.record({ ...(await onlyDue(own, NOW)), status: 'delivered', deliveredAt: NOW });
    await own.plans.add([firstMessage(own.space)]);
    expect(await due(own, NOW + 1)).toEqual([]);
  });

  it('finds the plans of more groups than fit one search', async () => {
    const own = await inSpace();
    const keys = Array.from({ length: 1_201 }, (_, n) => `u${n}`);
    await own.plans.add(keys.map((key) => firstMessage(own.space, key)));
    const planned = await own.plans.plannedFor(placesOf(keys), NOW);
    expect(keys.filter((key) => planned.of(ACCOUNT_RULE.id, key).length !== 1)).toEqual([]);
  });

  it('of two that claim one delivery, one wins', async () => {
    const own = await inSpace();
    await own.plans.add([firstMessage(own.space)]);
    const entry = await onlyDue(own, NOW);
    const claims = await Promise.all([1, 2].map(() => own.outbox.claim(entry, NOW + MINUTE)));
    const [claimed, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    expect(claimed).toMatchObject({ status: 'sending', attempts: 1, claimedUntil: NOW + MINUTE });
  });

  it('a claimed one is due again when its claim has expired, and not a millisecond before', async () => {
    const own = await inSpace();
    await own.plans.add([firstMessage(own.space)]);
    const entry = await onlyDue(own, NOW);
    await own.outbox.claim(entry, NOW + MINUTE);
    expect(await due(own, NOW + MINUTE - 1)).toEqual([]);
    const again = await onlyDue(own, NOW + MINUTE);
    expect(await own.outbox.claim(again, NOW + 2 * MINUTE)).toMatchObject({ attempts: 2 });
  });

  it('what a Kibana writes whose claim another one took over changes nothing', async () => {
    const own = await inSpace();
    await own.plans.add([firstMessage(own.space)]);
    const slow = await own.outbox.claim(await onlyDue(own, NOW), NOW + MINUTE);
    await own.outbox.claim(await onlyDue(own, NOW + MINUTE), NOW + 2 * MINUTE);
    if (!slow) throw new Error('Nobody else claims here.');
    await own.outbox.record({ ...slow, status: 'expired' });
    expect(await get(own)).toMatchObject({ status: 'sending', attempts: 2 });
  });

  it('one that waits is due at its time, not before, the oldest first', async () => {
    const own = await inSpace();
    await own.plans.add([
      firstMessage(own.space, 'late', NOW + 2),
      firstMessage(own.space, 'early', NOW + 1),
    ]);
    expect(await due(own, NOW)).toEqual([]);
    const order: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const entry = await onlyDue(own, NOW + 2);
      order.push(entry.groupKey);
      await own.outbox.record({ ...entry, notBefore: NOW + MINUTE });
    }
    expect(order).toEqual(['early', 'late']);
    expect(await due(own, NOW + MINUTE - 1)).toEqual([]);
    expect(await due(own, NOW + MINUTE)).toHaveLength(1);
  });

  it('of each channel the one that goes first is due, whatever waits: the worked one before 300 others', async () => {
    const own = await inSpace();
    const low = Array.from({ length: 300 }, (_, n) => firstMessage(own.space, `u${n}`, NOW + n));
    const worked = { ...firstMessage(own.space, 'worked', NOW + 1_000), priority: 10 };
    const reminder = { ...firstMessage(own.space, 'again', NOW - 1), priority: 40 };
    await own.plans.add([...low, reminder, worked, firstMessage(own.space, 'guest', NOW + 5_000, 'day')]);
    const first = await due(own, NOW + 10_000);
    expect(first.map(({ channel, groupKey }) => [channel.id, groupKey])).toEqual([
      [CHANNEL_ID, 'worked'],
      ['day', 'guest'],
    ]);
  });

  it('channels that have to wait are left out, and hold up no other, of their space or another', async () => {
    const [waiting, other] = [await inSpace(), await inSpace()];
    await waiting.plans.add(Array.from({ length: 150 }, (_, n) => firstMessage(waiting.space, `u${n}`)));
    await waiting.plans.add([firstMessage(waiting.space, 'guest', NOW, 'day')]);
    await other.plans.add([firstMessage(other.space, 'guest', NOW + 1)]);
    const names = new Map([
      [waiting.space, 'waiting'],
      [other.space, 'other'],
    ]);
    const places = async (...except: ChannelRef[]) => {
      const entries = await other.outbox.due(NOW + 1, except);
      return entries.flatMap(({ space, channel }) => {
        const name = names.get(space);
        return name ? [`${name} ${channel.id}`] : [];
      });
    };
    expect((await places()).sort()).toEqual(['other night', 'waiting day', 'waiting night']);
    expect((await places(refOf(waiting))).sort()).toEqual(['other night', 'waiting day']);
    expect(await places(refOf(waiting), refOf(waiting, 'day'), refOf(other))).toEqual([]);
  });

  it('what is held back is found, marked and found again, and what another Kibana wrote stays', async () => {
    const own = await inSpace();
    const keys = ['waits', 'refused', 'sent', 'taken'];
    await own.plans.add(keys.map((key) => firstMessage(own.space, key)));
    await own.plans.add([firstMessage(own.space, 'elsewhere', NOW, 'day')]);
    const change = async (key: string, changes: Partial<Entry>) => {
      const entry = await get(own, key);
      if (entry) await own.outbox.record({ ...entry, ...changes });
    };
    await change('refused', { status: 'refused', refusedBy: 'channel' });
    await change('sent', { status: 'delivered', deliveredAt: NOW });
    const held = await own.outbox.heldBack(refOf(own));
    expect(held.map(({ groupKey }) => groupKey).sort()).toEqual(['refused', 'taken', 'waits']);
    await change('taken', { status: 'sending', claimedUntil: NOW + MINUTE });
    await own.outbox.summarise(held, 'summary');
    const told = await own.outbox.summarisedBy(refOf(own), 'summary');
    expect(told.map(({ groupKey, status }) => `${groupKey} ${status}`).sort()).toEqual([
      'refused summarised',
      'waits summarised',
    ]);
  });

  it('the overview says of each channel what waits, what was refused or given up, and what works', async () => {
    const own = await inSpace();
    await own.plans.add(['waits', 'late', 'refused', 'sent'].map((key) => firstMessage(own.space, key)));
    // Counted by when they were given up, however long ago they were planned.
    await own.plans.add(['old', 'older'].map((key) => firstMessage(own.space, key, NOW - 60 * HOUR)));
    await own.plans.add([firstMessage(own.space, 'guest', NOW, 'day')]);
    const change = async (key: string, changes: Partial<Entry>) => {
      const entry = await get(own, key);
      if (entry) await own.outbox.record({ ...entry, ...changes });
    };
    const failed = (code: string) => ({ lastErrorCode: code, lastError: `${code} said`, remedy: 'Mend it.' });
    await change('late', failed('too_many_requests'));
    await change('refused', { status: 'refused', refusedBy: 'message', ...failed('text_empty') });
    await change('old', { status: 'expired', givenUpAt: NOW, ...failed('too_old') });
    await change('older', { status: 'expired', givenUpAt: NOW - 2 * HOUR, ...failed('too_old') });
    await change('sent', { status: 'delivered', deliveredAt: NOW + 1 });
    expect(await overviewOf(own)).toEqual({
      channelId: CHANNEL_ID,
      waiting: 2,
      refused: 1,
      undelivered: 1,
      refusal: { code: 'text_empty', said: 'text_empty said', remedy: 'Mend it.' },
      delay: { code: 'too_many_requests', said: 'too_many_requests said', remedy: 'Mend it.' },
      detour: null,
      lastDeliveredAt: NOW + 1,
      worksSince: NOW + 1,
      broken: null,
      unread: null,
    });
    // What was tried again and then arrived is no detour.
    await change('sent', failed('no_answer'));
    expect(await overviewOf(own)).toMatchObject({ detour: null });
    await change('sent', { detour: true, ...failed('recipients_left_out') });
    expect(await overviewOf(own)).toMatchObject({ detour: { code: 'recipients_left_out' } });
    expect(await overviewOf(own, 'day')).toMatchObject({ waiting: 1, refused: 0, refusal: null });
    await own.circuits.write(opened(null, openChannel({ space: own.space }), KICKED, NOW));
    expect(await overviewOf(own)).toMatchObject({ broken: { ...KICKED, since: NOW } });
  });

  it('a channel works since the first message that arrived after it last broke or was changed', async () => {
    const own = await inSpace();
    const deliver = async (key: string, deliveredAt: number, channelId = CHANNEL_ID) => {
      const entry = firstMessage(own.space, key, NOW, channelId);
      await own.plans.add([{ ...entry, status: 'delivered', deliveredAt }]);
    };
    const worksSince = async (channelId = CHANNEL_ID) => (await overviewOf(own, channelId))?.worksSince;
    for (const minute of [1, 2]) await deliver(`${minute}`, NOW + minute * MINUTE);
    await deliver('other', NOW + MINUTE, 'day');
    expect(await worksSince()).toBe(NOW + MINUTE);

    await own.circuits.write(opened(null, openChannel({ space: own.space }), KICKED, NOW + 3 * MINUTE));
    expect(await worksSince()).toBeNull();
    const circuit = await own.circuits.of(refOf(own));
    await deliver('released', NOW + 5 * MINUTE);
    if (circuit) await own.circuits.close(circuit);
    await deliver('later', NOW + 6 * MINUTE);
    expect(await worksSince()).toBe(NOW + 5 * MINUTE);

    await own.channelChanged(CHANNEL_ID, NOW + 7 * MINUTE);
    expect(await worksSince()).toBeNull();
    await deliver('elsewhere', NOW + 8 * MINUTE);
    expect(await worksSince()).toBe(NOW + 8 * MINUTE);
    // A Kibana that closes the circuit late takes nothing back.
    if (circuit) await own.circuits.close(circuit);
    expect(await worksSince()).toBe(NOW + 8 * MINUTE);
    expect(await worksSince('day')).toBe(NOW + MINUTE);
  });

  it('other spaces see nothing of it', async () => {
    const [own, other] = [await inSpace(), await inSpace()];
    const entry = firstMessage(own.space);
    const { alertId } = entry;
    await own.plans.add([entry]);
    const planned = await other.plans.plannedFor(placesOf(['guest']), 0);
    expect(planned.of(ACCOUNT_RULE.id, 'guest')).toEqual([]);
    expect((await other.deliveries.ofAlerts([alertId ?? ''])).get(alertId ?? '')).toEqual([]);
    expect((await own.deliveries.ofAlerts([alertId ?? ''])).get(alertId ?? '')).toMatchObject([
      { channel: DELIVERY_CHANNEL, status: 'pending' },
    ]);
    expect(await other.deliveries.overview(0)).toEqual([]);
  });
});
