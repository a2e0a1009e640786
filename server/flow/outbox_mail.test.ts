import { Secret } from '../../common/channels/secret';
import { HOUR, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID, DELIVERY_CHANNEL } from '../../test/channels';
import { failedTalk, MailRig } from '../../test/mail_rig';
import type { Mail, SmtpFailure } from '../notify/email/smtp_port';

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

describe('two channels of one login', () => {
  const other = { ...DELIVERY_CHANNEL, id: 'other' };
  const to = (mail: Mail | null) => mail?.to[0] ?? '';
  let rig: MailRig;
  beforeEach(() => {
    rig = new MailRig();
    const options = { ...rig.channel().options, recipients: ['day@mail.example'] };
    rig.channels.set('other', rig.channel({ id: 'other', options }));
  });
  const putOff = (change: Partial<SmtpFailure>) => {
    rig.answer = (mail) => (to(mail) === 'soc@mail.example' ? failedTalk(change) : null);
    rig.plan();
  };

  it.each<[string, Partial<SmtpFailure>]>([
    [
      'has a domain that is not found',
      { stage: 'recipients', status: 450, enhanced: '4.1.2', said: '450 4.1.2 Domain not found' },
    ],
    ['has a full mailbox', { stage: 'recipients', status: 452, enhanced: '4.2.2', said: '452 4.2.2 full' }],
    ['counts too many', { stage: 'recipients', status: 452, enhanced: '4.5.3', said: '452 too many' }],
    ['is greylisted after the mail', { stage: 'answer', status: 451, said: '451 4.7.1 later' }],
  ])('a recipient of one that %s delays no mail of the other', async (_what, change) => {
    putOff(change);
    await rig.drain();
    for (let minute = 0; minute < 30; minute += 1) {
      const entry = rig.plan({ channel: other });
      await rig.drain(MINUTE);
      expect(rig.entries.get(entry.id)?.status).toBe('delivered');
    }
    // Its own message is tried every five minutes.
    expect(rig.first()).toMatchObject({ status: 'pending', attempts: 7 });
  });

  it.each<[string, Partial<SmtpFailure>]>([
    ['the login', { stage: 'login', status: 454, said: '454 4.7.0 too many logins' }],
    ['how much it is sent', { stage: 'sender', status: 421, said: '421 4.7.0 too many mails' }],
    ['its own room', { stage: 'sender', status: 452, enhanced: '4.3.1', said: '452 4.3.1 no storage' }],
    ['the limit of the login', { stage: 'answer', status: 550, enhanced: '5.4.5', said: '550 5.4.5 limit' }],
  ])('wait together where the server speaks of %s', async (_what, change) => {
    putOff(change);
    await rig.drain();
    const entry = rig.plan({ channel: other });
    await rig.drain(4 * MINUTE);
    expect(rig.entries.get(entry.id)?.status).toBe('pending');
    await rig.drain(MINUTE + 2 * SECOND);
    expect(rig.entries.get(entry.id)?.status).toBe('delivered');
  });
});

it('a mail that one recipient did not get is delivered, with a warning, and is not sent again', async () => {
  const rig = new MailRig();
  rig.rejected = [{ address: 'busy@mail.example', status: 450, said: '450 4.2.0 greylisted' }];
  rig.plan();
  await rig.drain();
  await rig.passTime(HOUR);
  expect(rig.mails).toHaveLength(1);
  expect(rig.first()).toMatchObject({
    status: 'delivered',
    detour: true,
    lastErrorCode: 'recipients_left_out',
    lastError: expect.stringContaining('busy@mail.example (450 4.2.0 greylisted)'),
    remedy: expect.stringMatching(/^Tell them/),
  });
});
