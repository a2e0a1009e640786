import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { editId } from '../../../common/deliveries/entry_ids';
import { alert, MINUTE, NOW, SECOND } from '../../../test/builders';
import { CHANNEL_ID, DELIVERY_CHANNEL } from '../../../test/channels';
import { removeIndices, useTestElasticsearch } from '../../../test/elasticsearch';
import { newSpace, unstored, type StoringSpace } from '../../../test/storage';
import type { ChannelMessage } from '../../notify/message/message';
import { planDelivery } from '../../notify/message/plan';
import { createRecentDeeds } from './recent_deeds';

jest.setTimeout(120_000);

type Entry = OutboxEntry<ChannelMessage>;
const idOf = (n: number) => String(n).padStart(32, '0');

describe('what is stored of people and of the messages that say what they did', () => {
  const elasticsearch = useTestElasticsearch();
  const inSpace = () => newSpace(elasticsearch);
  afterEach(() => removeIndices(elasticsearch.client(), `*${elasticsearch.id}*`));

  const message = ({ space }: StoringSpace, n: number, channelId = CHANNEL_ID): Entry =>
    planDelivery({
      ...{ space, channel: { ...DELIVERY_CHANNEL, id: channelId }, alert: alert({ id: idOf(n) }) },
      ...{ reason: 'first', ordinal: 1, link: null, now: NOW },
    });
  const changeOf = (entry: Entry, overrides: Partial<Entry> = {}): Entry => {
    const { revision: _revision, ...rest } = entry;
    return { ...rest, id: editId(entry.id), edits: entry.id, reason: 'worked_on', ...overrides };
  };
  const ref = ({ space }: StoringSpace, channelId = CHANNEL_ID) => ({ space, channelId });

  it('the messages about some alerts are read with their changes, and none of others', async () => {
    const [own, other] = [await inSpace(), await inSpace()];
    const [first, second] = [message(own, 1), message(own, 2)];
    await own.plans.add([first, changeOf(first), second, message(own, 3)]);
    await other.plans.add([message(other, 1)]);
    const found = await own.outbox.ofAlerts(own.space, [1, 2].map(idOf));
    expect(found.map(({ id }) => id).sort()).toEqual([first.id, editId(first.id), second.id].sort());
    expect(await own.outbox.ofAlerts(own.space, [])).toEqual([]);
  });

  it('changes are planned over what was read; what somebody wrote since stays', async () => {
    const own = await inSpace();
    const all = [1, 2, 3].map((n) => message(own, n));
    await own.plans.add(all);
    expect(await own.outbox.plan(all.map((entry) => changeOf(entry)))).toBe(true);
    const read = await own.outbox.ofAlerts(own.space, [1, 2].map(idOf));
    const [one, two] = read.filter(({ edits }) => edits !== null);
    if (!one || !two) throw new Error('They were planned.');
    await own.outbox.record({ ...one, status: 'sending' });
    const again = [one, two].map((entry) => ({ ...entry, plannedAt: NOW + MINUTE }));
    const unknown = message(own, 4);
    expect(await own.outbox.plan([...again, changeOf(all[2] ?? one), unknown])).toBe(false);
    const after = async ({ id }: Entry) => own.outbox.get(ref(own), id);
    expect([await after(one), await after(two)]).toMatchObject([
      { status: 'sending', plannedAt: NOW },
      { status: 'pending', plannedAt: NOW + MINUTE },
    ]);
    expect(await after(unknown)).toMatchObject({ id: unknown.id });
  });

  it('the last change that waits in a channel is known', async () => {
    const own = await inSpace();
    expect(await own.outbox.lastEditDue(ref(own))).toBeNull();
    const [one, two] = [message(own, 1), message(own, 2)];
    await own.plans.add([{ ...one, notBefore: NOW + MINUTE }, two, message(own, 3, 'day')]);
    expect(await own.outbox.lastEditDue(ref(own))).toBeNull();
    await own.outbox.plan([
      changeOf(one, { notBefore: NOW + SECOND }),
      changeOf(two, { notBefore: NOW + 3 * SECOND }),
      changeOf(message(own, 3, 'day'), { notBefore: NOW + 9 * SECOND }),
      changeOf(message(own, 4), { notBefore: NOW + 9 * SECOND, status: 'delivered' }),
    ]);
    expect(await own.outbox.lastEditDue(ref(own))).toBe(NOW + 3 * SECOND);
  });

  it('who changed alerts lately is found in all spaces, and nobody else', async () => {
    const [own, other] = [await inSpace(), await inSpace()];
    const workflow = (changedAt: number | null) => ({ workflow: { ...alert().workflow, changedAt } });
    await own.alerts.save([
      unstored({ id: idOf(1), ...workflow(NOW) }),
      unstored({ id: idOf(2), ...workflow(NOW - MINUTE) }),
      unstored({ id: idOf(3), ...workflow(null) }),
    ]);
    await other.alerts.save([unstored({ id: idOf(4), ...workflow(NOW + 1) })]);
    const found = await createRecentDeeds(elasticsearch.client()).since(NOW);
    const ours = found.filter(({ space }) => [own.space, other.space].includes(space));
    expect(ours).toEqual(
      expect.arrayContaining([
        { space: own.space, deeds: [{ alertId: idOf(1), at: NOW }] },
        { space: other.space, deeds: [{ alertId: idOf(4), at: NOW + 1 }] },
      ]),
    );
    expect(ours).toHaveLength(2);
  });
});
