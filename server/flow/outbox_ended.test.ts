import { alert, evidence, HOUR, MINUTE, NOW } from '../../test/builders';
import { MailRig } from '../../test/mail_rig';
import { Rig } from '../../test/telegram_rig';
import type { FakeOutbox } from '../../test/fake_outbox';
import { planEdit, planEnd, type Planning } from '../notify/message/plan';

const ID = 'a'.repeat(32);
const LAST = NOW + 5 * MINUTE;
const grown = alert({ id: ID, status: 'recovered', evidence: evidence({ count: 20, last: LAST }) });

/** Plans the first message about an attack that goes on. */
function planFirst(rig: FakeOutbox): void {
  rig.people.add(ID);
  rig.plan({ alert: alert({ id: ID }), now: NOW });
}

/** The attack grows and ends half an hour later, which a change of its message tells. */
function end(rig: FakeOutbox): void {
  rig.people.end(ID, LAST);
  rig.now += HOUR / 2;
}

/** The first message is refused, since the bot was removed from the chat, and the attack ends. */
async function refuseFirst(rig: Rig): Promise<void> {
  planFirst(rig);
  rig.kick();
  await rig.drain();
  end(rig);
}

const planning = (rig: FakeOutbox): Planning => ({
  space: 'default',
  channel: rig.first().channel,
  alert: grown,
  reason: 'ended',
  ordinal: 1,
  link: null,
  now: rig.now,
});

describe('a first message that goes out after its attack ended', () => {
  it('since the chat was mended late says so, and gets the last numbers', async () => {
    const rig = new Rig();
    await refuseFirst(rig);
    const edit = planEdit({ ...planning(rig), edits: rig.first().id });
    rig.entries.set(edit.id, edit);
    rig.kick(false);
    await rig.passTime(HOUR);
    expect(rig.texts().slice(1)).toEqual([expect.stringContaining('✅ This attack has ended: nothing came')]);
    expect(rig.edits).toMatchObject([{ html: expect.stringContaining('Attempts: 20') }]);
    expect(rig.statuses()).toEqual({ delivered: 2 });
  });

  it('in place of the message about the end says so', async () => {
    const rig = new Rig();
    await refuseFirst(rig);
    const ended = planEnd(planning(rig));
    rig.entries.set(ended.id, ended);
    rig.people.parts.clear();
    rig.kick(false);
    await rig.passTime(HOUR);
    expect(rig.texts().slice(1)).toEqual([expect.stringMatching(/This attack has ended.*Attempts: 20/s)]);
  });

  it('says so where messages cannot be changed', async () => {
    const rig = new MailRig();
    planFirst(rig);
    end(rig);
    await rig.drain();
    expect(rig.mails).toMatchObject([{ plain: expect.stringContaining('This attack is over.') }]);
  });

  it('says nothing of it where the attack goes on again', async () => {
    const rig = new MailRig();
    rig.people.add(ID);
    rig.plan({ alert: grown });
    await rig.drain();
    expect(rig.mails).toMatchObject([{ plain: expect.not.stringContaining('is over') }]);
  });
});
