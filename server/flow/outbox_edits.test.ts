import { alert, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { drainOutbox, openChannel } from '../../test/fake_outbox';
import { answered, lost, Rig, sent } from '../../test/telegram_rig';
import { planEdit } from '../notify/message/plan';
import type { Entry } from './outbox_ports';

const GONE = answered(400, 'Bad Request: message to edit not found');
const UNCHANGED = answered(400, 'Bad Request: message is not modified');
const SUPERGROUP = { options: { chatId: '-1001' } };
const MIGRATED = answered(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
  migrateToChatId: '-1001',
});

/** A chat with one message that was delivered, and an edit of it. */
async function rigWithEdit(): Promise<{ rig: Rig; edit: Entry }> {
  const rig = new Rig();
  const told = rig.plan({ alert: alert(), now: NOW });
  await rig.drain();
  return { rig, edit: plan(rig, told) };
}

function plan(rig: Rig, told: Entry, attempts = 20): Entry {
  const grown = alert({ evidence: { ...alert().evidence, count: attempts } });
  const edit = planEdit({ ...planning(rig), alert: grown, edits: told.id });
  rig.entries.set(edit.id, edit);
  return edit;
}

const planning = (rig: Rig) => ({
  space: 'default',
  channel: rig.first().channel,
  reason: 'growing' as const,
  ordinal: 1,
  link: null,
  now: rig.now,
});

describe('an edit', () => {
  it('changes the message, and sends none', async () => {
    const { rig, edit } = await rigWithEdit();
    await rig.drain(2 * SECOND);
    expect(rig.edits).toMatchObject([{ messageId: 7, html: expect.stringContaining('Attempts: 20') }]);
    expect(rig.bodies).toHaveLength(1);
    expect(rig.entries.get(edit.id)).toMatchObject({ status: 'delivered', edits: rig.first().id });
  });

  it('comes at most once in ten seconds a chat, and holds up no message', async () => {
    const { rig } = await rigWithEdit();
    await rig.drain(2 * SECOND);
    plan(rig, rig.first(), 40);
    const other = rig.plan({ alert: alert({ id: 'other' }) });
    await rig.drain();
    await rig.drain(7 * SECOND);
    expect([rig.edits.length, rig.entries.get(other.id)?.status]).toEqual([1, 'delivered']);
    await rig.drain(5 * SECOND);
    expect(rig.edits.map(({ html }) => html)).toEqual([
      expect.stringContaining('Attempts: 20'),
      expect.stringContaining('Attempts: 40'),
    ]);
  });

  it('that a newer one replaces before its turn is never made', async () => {
    const { rig } = await rigWithEdit();
    plan(rig, rig.first(), 30);
    await rig.drain(2 * SECOND);
    await rig.drain(MINUTE);
    expect(rig.edits).toMatchObject([{ html: expect.stringContaining('Attempts: 30') }]);
  });

  it('that a newer one replaces while it is on its way is not repeated: the newer one goes', async () => {
    const { rig } = await rigWithEdit();
    const telegram = rig.senders['telegram'];
    const change = telegram?.edit?.bind(telegram);
    let calls = 0;
    Object.assign(telegram ?? {}, {
      edit: async (...args: Parameters<NonNullable<typeof change>>) => {
        calls += 1;
        if (calls === 1) plan(rig, rig.first(), 30);
        return change?.(...args);
      },
    });
    rig.editAnswers = [lost];
    await rig.drain(2 * SECOND);
    await rig.drain(MINUTE);
    await rig.drain(MINUTE);
    expect(rig.edits.map(({ html }) => html)).toEqual([
      expect.stringContaining('Attempts: 20'),
      expect.stringContaining('Attempts: 30'),
    ]);
  });

  it('goes last: behind whatever message waits', async () => {
    const { rig } = await rigWithEdit();
    rig.plan({ alert: alert({ id: 'other' }), reason: 'reminder', ordinal: 2 });
    rig.now += 2 * SECOND;
    await rig.drain();
    expect([rig.bodies.length, rig.edits.length]).toEqual([2, 0]);
    await rig.drain(10 * SECOND);
    expect([rig.bodies.length, rig.edits.length]).toEqual([2, 1]);
  });

  it('that changes nothing was made', async () => {
    const { rig, edit } = await rigWithEdit();
    rig.editAnswers = [UNCHANGED];
    await rig.drain(2 * SECOND);
    expect(rig.entries.get(edit.id)?.status).toBe('delivered');
  });

  it('of a message that is gone is sent anew, and changed from then on', async () => {
    const { rig, edit } = await rigWithEdit();
    rig.editAnswers = [GONE];
    await rig.drain(2 * SECOND);
    await rig.drain(2 * SECOND);
    expect(rig.texts()).toEqual([expect.anything(), expect.stringContaining('Attempts: 20')]);
    const again = rig.entries.get(edit.id);
    expect(again).toMatchObject({ status: 'delivered', edits: null });
    if (again) plan(rig, again, 40);
    await rig.drain(MINUTE);
    expect(rig.edits).toHaveLength(2);
  });

  it.each<[string, (rig: Rig) => void]>([
    ['was set to another chat', (rig) => rig.channels.set(CHANNEL_ID, openChannel(SUPERGROUP))],
    ['has a group that became a supergroup', (rig) => void (rig.editAnswers = [MIGRATED])],
  ])(
    'where the channel %s changes nothing there: what it says is sent anew, and changed from then on',
    async (_what, happens) => {
      const { rig, edit } = await rigWithEdit();
      happens(rig);
      const before = rig.editAnswers.length;
      for (let n = 0; n < 3; n += 1) await rig.drain(11 * SECOND);
      expect(rig.edits.map(({ chatId }) => chatId)).toEqual(before > 0 ? ['-100'] : []);
      expect(rig.bodies).toMatchObject([
        { chatId: '-100' },
        { chatId: '-1001', html: expect.stringContaining('Attempts: 20') },
      ]);
      const again = rig.entries.get(edit.id);
      expect(again).toMatchObject({ status: 'delivered', edits: null });
      if (again) plan(rig, again, 40);
      await rig.drain(MINUTE);
      expect(rig.edits.at(-1)).toMatchObject({ chatId: '-1001', messageId: 7 });
    },
  );

  it('that only says what people did is given up where the channel was set to another chat', async () => {
    const { rig, edit } = await rigWithEdit();
    rig.entries.set(edit.id, { ...edit, reason: 'worked_on' });
    rig.channels.set(CHANNEL_ID, openChannel(SUPERGROUP));
    await rig.drain(2 * SECOND);
    expect([rig.edits, rig.bodies.length]).toEqual([[], 1]);
    expect(rig.entries.get(edit.id)).toMatchObject({ status: 'expired', lastErrorCode: 'nothing_to_edit' });
  });

  it('that was perhaps made is repeated', async () => {
    const { rig, edit } = await rigWithEdit();
    rig.editAnswers = [lost, sent];
    await rig.drain(2 * SECOND);
    await rig.drain(MINUTE);
    expect(rig.entries.get(edit.id)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it.each(['pending', 'sending'] as const)(
    'of a message that is %s waits until it is out',
    async (status) => {
      const { rig, edit } = await rigWithEdit();
      const told = rig.first();
      rig.entries.set(told.id, {
        ...told,
        status,
        notBefore: rig.now + MINUTE,
        claimedUntil: rig.now + MINUTE,
      });
      await rig.drain(2 * SECOND);
      expect(rig.entries.get(edit.id)).toMatchObject({ status: 'pending', lastErrorCode: null });
      rig.entries.set(told.id, told);
      await rig.drain(MINUTE);
      expect(rig.entries.get(edit.id)).toMatchObject({ status: 'delivered' });
      expect(rig.edits).toMatchObject([{ html: expect.stringContaining('Attempts: 20') }]);
    },
  );

  it('of a message that was never delivered is given up', async () => {
    const { rig, edit } = await rigWithEdit();
    rig.entries.set(rig.first().id, { ...rig.first(), status: 'refused' });
    await rig.drain(2 * SECOND);
    expect(rig.entries.get(edit.id)).toMatchObject({ status: 'expired', lastErrorCode: 'nothing_to_edit' });
  });

  it('that a channel refuses for good breaks it, and is not told later', async () => {
    const { rig, edit } = await rigWithEdit();
    rig.editAnswers = [answered(403, 'Forbidden: bot was kicked from the group chat')];
    rig.kick();
    await rig.drain(2 * SECOND);
    expect([rig.circuits.size, rig.entries.get(edit.id)?.status]).toEqual([1, 'expired']);
    rig.kick(false);
    await rig.drain(MINUTE);
    expect([rig.circuits.size, rig.bodies.length]).toEqual([0, 1]);
  });

  it('waits while the channel is broken, and is no part of the summary', async () => {
    const { rig } = await rigWithEdit();
    rig.plan({ alert: alert({ id: 'other' }) });
    rig.kick();
    await rig.drain(2 * SECOND);
    expect(rig.edits).toHaveLength(0);
    rig.kick(false);
    await rig.drain(MINUTE);
    await rig.drain(MINUTE);
    expect([rig.bodies.length, rig.edits.length]).toEqual([3, 1]);
  });

  it('in a kind of channel that cannot change messages is given up', async () => {
    const { rig, edit } = await rigWithEdit();
    Object.assign(rig.senders['telegram'] ?? {}, { edit: undefined });
    await drainOutbox({ ...rig.ports(), clock: () => NOW + 2 * SECOND });
    expect(rig.entries.get(edit.id)).toMatchObject({ status: 'expired', lastErrorCode: 'nothing_to_edit' });
  });
});

describe('a message that an attack ended', () => {
  it('is not repeated where it was perhaps sent', async () => {
    const rig = new Rig('ended');
    rig.answers = [lost];
    expect(await rig.drain()).toMatchObject({ status: 'expired' });
  });

  it('is not repeated where a killed Kibana was sending it', async () => {
    const rig = new Rig('ended');
    rig.entries.set(rig.first().id, { ...rig.first(), status: 'sending', claimedUntil: NOW, attempts: 1 });
    expect(await rig.drain(MINUTE)).toMatchObject({ status: 'expired', lastErrorCode: 'left_unfinished' });
  });
});
