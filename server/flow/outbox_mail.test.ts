import { Secret } from '../../common/channels/secret';
import { HOUR, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { failedTalk, MailRig } from '../../test/mail_rig';

const wrong = failedTalk({ stage: 'login', status: 535, enhanced: '5.7.8', said: '535 5.7.8 bad password' });

describe('a login that is refused', () => {
  let rig: MailRig;
  beforeEach(async () => {
    rig = new MailRig();
    rig.answer = () => wrong;
    rig.plan();
    rig.plan();
    await rig.drain();
  });
  const mend = () => (rig.answer = () => null);

  it('is tried once, however long nobody does anything, and what is held back says why', async () => {
    await rig.passTime(24 * HOUR);
    expect(rig.logins).toEqual([NOW]);
    expect(rig.statuses()).toEqual({ refused: 1, pending: 1 });
    expect(rig.first()).toMatchObject({
      lastErrorCode: 'login_refused',
      remedy: expect.stringMatching(/not tried again by itself/),
    });
    expect([...rig.circuits.values()]).toMatchObject([{ state: 'open', code: 'login_refused' }]);
  });

  it('is tried with the password that somebody saves, and what was held back is told in one mail', async () => {
    await rig.passTime(2 * HOUR);
    mend();
    rig.channels.set(
      CHANNEL_ID,
      rig.channel({ secrets: { password: new Secret('new') }, fingerprint: 'f2' }),
    );
    await rig.passTime(HOUR);
    expect(rig.subjects().slice(1)).toEqual(['2 attacks were held back']);
    expect([rig.circuits.size, rig.statuses()]).toEqual([0, { summarised: 2, delivered: 1 }]);
  });

  it('is tried by a test message: where that arrives, what was held back is told at once', async () => {
    mend();
    rig.planTest();
    await rig.drain(SECOND);
    await rig.drain(MINUTE);
    expect(rig.subjects().slice(2)).toEqual(['2 attacks were held back']);
    expect(rig.circuits.size).toBe(0);
  });

  it('is tried no more after a test message that was refused too', async () => {
    rig.planTest();
    await rig.passTime(24 * HOUR);
    expect(rig.logins).toHaveLength(2);
  });

  it('is forgotten where the channel is removed', async () => {
    rig.channels.clear();
    await rig.passTime(2 * HOUR);
    expect(rig.circuits.size).toBe(0);
  });
});

it('another refusal is probed, until a probe shows that the login is refused', async () => {
  const rig = new MailRig();
  rig.answer = () => failedTalk({ stage: 'sender', status: 550, said: '550 not this sender' });
  rig.plan();
  await rig.drain();
  await rig.passTime(10 * MINUTE);
  const before = rig.logins.length;
  expect(before).toBeGreaterThan(1);
  rig.answer = () => wrong;
  await rig.passTime(24 * HOUR);
  expect(rig.logins).toHaveLength(before + 1);
});
