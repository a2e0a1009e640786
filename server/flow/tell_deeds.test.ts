import type { AlertAction } from '../../common/alerts/actions';
import { alert, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID, DELIVERY_CHANNEL } from '../../test/channels';
import { ACKNOWLEDGE, ALERT, DeedsRig } from '../../test/deeds_rig';
import { openChannel } from '../../test/fake_outbox';
import { refusingPeople } from '../../test/fake_people';
import { answered } from '../../test/telegram_rig';
import { planDelivery, planEdit, planEnd } from '../notify/message/plan';
import { deedLooker } from './tell_deeds';

const HOUR = 60 * MINUTE;
const ANNA_TOOK_IT = expect.stringContaining('👤 <code>anna</code> acknowledged it at');

let rig: DeedsRig;
beforeEach(() => (rig = new DeedsRig()));

describe('what people do in Kibana', () => {
  it.each<[string, AlertAction, RegExp]>([
    ['acknowledged', ACKNOWLEDGE, /anna<\/code> acknowledged it at .* UTC\.$/],
    ['closed', { kind: 'close', reason: 'duplicate' }, /anna<\/code> closed it at .* UTC: duplicate\.$/],
    ['snoozed', { kind: 'snooze', until: NOW + HOUR }, /anna<\/code> snoozed it until .* UTC\.$/],
    [
      'assigned',
      { kind: 'assign', assignee: 'b<ert' },
      /anna<\/code> assigned it to <code>b&lt;ert<\/code> at/,
    ],
  ])('is in the message at once: %s', async (_what, action, says) => {
    await rig.told(ALERT);
    await rig.act(action);
    await rig.drain();
    expect(rig.deedLines()).toEqual([[expect.stringMatching(says)]]);
    expect(rig.bodies).toHaveLength(1);
  });

  it('is taken out of the message where it no longer holds', async () => {
    await rig.told(ALERT);
    await rig.act(ACKNOWLEDGE);
    await rig.drain();
    await rig.act({ kind: 'reopen' });
    await rig.drain(11 * SECOND);
    expect(rig.deedLines()).toEqual([[ANNA_TOOK_IT], []]);
  });

  it('adds no buttons to a message that has none', async () => {
    await rig.told(ALERT);
    await rig.act(ACKNOWLEDGE);
    await rig.drain();
    expect(rig.edits[0]).not.toHaveProperty('keyboard');
  });

  it.each<[string, AlertAction]>([
    ['a comment', { kind: 'comment', text: 'Looking.' }],
    ['what is so already', { kind: 'reopen' }],
  ])('is no reason to change the message: %s', async (_what, action) => {
    await rig.told(ALERT);
    await rig.act(action);
    expect(rig.changes()).toEqual([]);
  });

  it('is told of the parts of an attack, too', async () => {
    await rig.told('part', 'other');
    rig.people.add(ALERT, {}, ['part']);
    await rig.act(ACKNOWLEDGE);
    await rig.drain();
    expect(rig.changes().map(({ alertId }) => alertId)).toEqual(['part']);
    expect(rig.deedLines()).toEqual([[ANNA_TOOK_IT]]);
  });

  it('changes the newest message alone, with the numbers that it has by now', async () => {
    await rig.told(ALERT);
    const planning = { space: 'default', channel: DELIVERY_CHANNEL, link: null, now: rig.now };
    const grown = alert({ id: ALERT, evidence: { ...alert().evidence, count: 60 } });
    const reminder = planDelivery({ ...planning, alert: grown, reason: 'reminder', ordinal: 2 });
    rig.entries.set(reminder.id, reminder);
    await rig.drain();
    const edit = planEdit({ ...planning, alert: grown, reason: 'ended', ordinal: 2, edits: reminder.id });
    rig.entries.set(edit.id, edit);
    await rig.drain(2 * SECOND);
    rig.edits.length = 0;
    await rig.act(ACKNOWLEDGE);
    await rig.drain(11 * SECOND);
    expect(rig.changes().map((one) => one.edits)).toEqual([reminder.id]);
    expect(rig.edits).toEqual([expect.objectContaining({ html: expect.stringContaining('Attempts: 60') })]);
    expect(rig.edits[0]?.html).toContain('has ended');
    expect(rig.deedLines()).toEqual([[ANNA_TOOK_IT]]);
  });

  it('changes the message that said that the attack is over, where that is the newest', async () => {
    await rig.told(ALERT);
    const end = planEnd({
      ...{ space: 'default', channel: DELIVERY_CHANNEL, link: null },
      ...{ alert: alert({ id: ALERT }), reason: 'ended', ordinal: 1, now: rig.now },
    });
    rig.entries.set(end.id, end);
    await rig.drain();
    await rig.act(ACKNOWLEDGE);
    expect(rig.changes().map((one) => one.edits)).toEqual([end.id]);
  });

  it('needs no change of a message that is still to be sent: that says it', async () => {
    rig.people.add(ALERT);
    rig.plan({ alert: alert({ id: ALERT }) });
    await rig.act(ACKNOWLEDGE);
    await rig.drain();
    expect(rig.texts()).toEqual([ANNA_TOOK_IT]);
    expect(rig.changes()).toEqual([]);
  });

  it('leaves a change that waits as it is: that says it', async () => {
    await rig.told(ALERT);
    const waiting = planEdit({
      ...{ space: 'default', channel: DELIVERY_CHANNEL, link: null, alert: alert({ id: ALERT }) },
      ...{ reason: 'growing', ordinal: 1, now: rig.now, edits: rig.first().id },
    });
    rig.entries.set(waiting.id, waiting);
    await rig.act(ACKNOWLEDGE);
    expect(rig.changes()).toEqual([waiting]);
    await rig.drain();
    expect(rig.deedLines()).toEqual([[ANNA_TOOK_IT]]);
  });

  it('is told after a change that was on its way at that moment', async () => {
    await rig.told(ALERT);
    await rig.act({ kind: 'snooze', until: rig.now + HOUR });
    const telegram = rig.senders['telegram'];
    const change = telegram?.edit?.bind(telegram);
    let isFirst = true;
    if (telegram && change)
      telegram.edit = async (...args) => {
        if (isFirst) {
          isFirst = false;
          rig.now += SECOND;
          await rig.act(ACKNOWLEDGE);
        }
        return change(...args);
      };
    await rig.drain();
    await rig.drain(11 * SECOND);
    expect(rig.deedLines().at(-1)).toContainEqual(ANNA_TOOK_IT);
  });

  it.each<[string, () => void]>([
    ['that was removed', () => void rig.channels.delete(CHANNEL_ID)],
    ['that cannot send now', () => void rig.channels.set(CHANNEL_ID, 'not ready')],
    ['whose messages cannot be changed', () => void delete rig.senders['telegram']?.edit],
  ])('is not told through a channel %s', async (_what, change) => {
    await rig.told(ALERT);
    change();
    await rig.act(ACKNOWLEDGE);
    expect([rig.changes(), rig.all().length]).toEqual([[], 1]);
  });

  it('is told through every channel that told of the alert', async () => {
    await rig.told(ALERT);
    rig.channels.set('day', openChannel({ id: 'day', options: { chatId: '-200' } }));
    rig.plan({ alert: alert({ id: ALERT }), channel: { ...DELIVERY_CHANNEL, id: 'day' } });
    await rig.drain(2 * SECOND);
    await rig.act(ACKNOWLEDGE);
    await rig.drain(11 * SECOND);
    expect(rig.edits.map(({ chatId }) => chatId).sort()).toEqual(['-100', '-200']);
  });

  it('is done although nothing can be planned, and a line of the log says so', async () => {
    await rig.told(ALERT);
    const ports = rig.deedPorts({ people: () => refusingPeople('503') });
    expect(await rig.act(ACKNOWLEDGE, [ALERT], ports)).toMatchObject({ outcomes: [{ outcome: 'done' }] });
    expect(rig.logged).toEqual([expect.stringContaining('503')]);
    await deedLooker(rig.deedPorts())();
    await rig.drain();
    expect(rig.deedLines()).toEqual([[ANNA_TOOK_IT]]);
  });
});

describe('many at once', () => {
  /** Messages as if they had been sent one a minute. */
  function sent(count: number): string[] {
    return Array.from({ length: count }, (_, n) => {
      const id = String(n).padStart(32, '0');
      rig.people.add(id);
      const entry = rig.plan({ alert: alert({ id }), now: NOW - (count - n) * MINUTE });
      rig.entries.set(entry.id, {
        ...entry,
        status: 'delivered',
        messageId: `1/-100/${n}`,
        text: '',
        deliveredAt: NOW,
      });
      return id;
    });
  }

  it('a thousand are changed one every ten seconds, the newest first, and each is written once', async () => {
    const ids = sent(1_000);
    await rig.act(ACKNOWLEDGE, ids);
    const [due] = [rig.changes().map(({ notBefore }) => notBefore - rig.now)];
    expect([...due].sort((a, b) => a - b)).toEqual(ids.map((_, n) => n * 10 * SECOND));
    rig.recordings = 0;
    for (let n = 0; n < 60; n += 1) await rig.drain(SECOND);
    expect(rig.edits.map(({ messageId }) => messageId)).toEqual([999, 998, 997, 996, 995, 994]);
    expect(rig.recordings).toBeLessThanOrEqual(2 * rig.edits.length);
  });

  it('more of them come behind those that wait; a single one, that somebody looks at, does not', async () => {
    const ids = sent(30);
    await rig.act(ACKNOWLEDGE, ids.slice(0, 10));
    await rig.act(ACKNOWLEDGE, ids.slice(10, 20));
    await rig.act(ACKNOWLEDGE, ids.slice(20, 21));
    const due = (from: number, to: number) =>
      rig
        .changes()
        .filter(({ alertId }) => ids.slice(from, to).includes(alertId ?? ''))
        .map(({ notBefore }) => Math.round((notBefore - rig.now + 10) / (10 * SECOND)))
        .sort((a, b) => a - b);
    expect(due(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(due(10, 20)).toEqual([0, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(due(20, 21)).toEqual([0]);
  });
});

it('a change that Telegram refuses for good is not planned again', async () => {
  await rig.told(ALERT);
  rig.editAnswers = [answered(400, "Bad Request: message can't be edited")];
  await rig.act(ACKNOWLEDGE);
  await rig.drain();
  const before = rig.changes();
  await deedLooker(rig.deedPorts())();
  expect(rig.changes()).toEqual(before);
});
