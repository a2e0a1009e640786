import { MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { answered, lost, Rig, sent } from '../../test/telegram_rig';

const HOUR = 60 * MINUTE;

describe('the outbox', () => {
  it('records what Telegram confirmed: delivered', async () => {
    expect(await new Rig('first').drain()).toMatchObject({
      status: 'delivered',
      messageId: '1/-100/7',
      attempts: 1,
      deliveredAt: NOW,
    });
  });

  it('obeys retry_after for every message of the chat, also after a restart', async () => {
    const rig = new Rig('first', 'reminder');
    rig.answers = [answered(429, 'Too Many Requests: retry after 40', { retryAfterSeconds: 40 }), sent];
    await rig.drain();
    expect(rig.bodies).toHaveLength(1);
    await rig.drain(38 * SECOND);
    expect(rig.bodies).toHaveLength(1);
    expect(await rig.drain(2 * SECOND)).toMatchObject({ status: 'delivered' });
    expect(rig.bodies).toHaveLength(3);
  });

  it('sends again what was perhaps sent, when it is a first message', async () => {
    const rig = new Rig('first');
    rig.answers = [lost, sent];
    expect(await rig.drain()).toMatchObject({ status: 'pending', attempts: 1 });
    expect(await rig.drain(5 * SECOND)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('does not repeat a reminder that was perhaps sent: expired', async () => {
    const rig = new Rig('reminder');
    rig.answers = [lost];
    expect(await rig.drain()).toMatchObject({ status: 'expired', givenUpAt: NOW });
  });

  it('takes over what a killed Kibana was sending, once its claim has passed', async () => {
    const rig = new Rig('first');
    const claimed = { status: 'sending', claimedUntil: NOW + 60 * SECOND, attempts: 1 } as const;
    rig.entries.set(rig.first().id, { ...rig.first(), ...claimed });
    await rig.drain();
    expect(rig.bodies).toHaveLength(0);
    expect(await rig.drain(60 * SECOND)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('sends without markup what Telegram could not read, in the same attempt', async () => {
    const rig = new Rig('first');
    rig.answers = [answered(400, "Bad Request: can't parse entities: Unsupported start tag"), sent];
    expect(await rig.drain()).toMatchObject({ status: 'delivered', attempts: 1 });
    expect(rig.bodies[1]?.plain).toContain('User: Guest');
  });

  it('sets aside what cannot even be tried, and sends the others', async () => {
    const rig = new Rig('first', 'reminder');
    rig.now = NOW + SECOND;
    const telegram = rig.senders['telegram'];
    const send = telegram?.send;
    let calls = 0;
    Object.assign(telegram ?? {}, {
      send: (...args: Parameters<NonNullable<typeof send>>) => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('a fault of our own')) : send?.(...args);
      },
    });
    await rig.drain();
    expect(rig.all().map(({ status }) => status)).toEqual(['pending', 'delivered']);
    expect(rig.first().notBefore).toBe(NOW + SECOND + MINUTE);
    expect(rig.logged.join()).toContain('a fault of our own');
  });

  it('waits for a channel that is not set up yet, and gives up after six hours', async () => {
    const rig = new Rig('first');
    rig.channels.set(CHANNEL_ID, 'not ready');
    expect(await rig.drain()).toMatchObject({ status: 'pending', attempts: 0 });
    expect(rig.recordings).toBe(0);
    expect(await rig.drain(6 * HOUR)).toMatchObject({ status: 'expired', lastErrorCode: 'no_channel' });
  });

  it('gives up what waits for a channel that was removed, and says so', async () => {
    const rig = new Rig('first');
    rig.channels.clear();
    expect(await rig.drain()).toMatchObject({ status: 'expired', lastErrorCode: 'channel_removed' });
  });

  it('does not send again what was delivered and could not be recorded at once', async () => {
    const rig = new Rig('first');
    rig.failRecordings = 3;
    expect(await rig.drain()).toMatchObject({ status: 'delivered' });
    await rig.drain(10 * MINUTE);
    expect(rig.bodies).toHaveLength(1);
  });

  it('does not repeat a reminder that a killed Kibana was sending: expired', async () => {
    const rig = new Rig('reminder');
    rig.entries.set(rig.first().id, { ...rig.first(), status: 'sending', claimedUntil: NOW, attempts: 1 });
    expect(await rig.drain(MINUTE)).toMatchObject({ status: 'expired', lastErrorCode: 'left_unfinished' });
    expect(rig.bodies).toHaveLength(0);
  });

  it('sends at most a dozen copies where every answer is lost', async () => {
    const rig = new Rig('first');
    rig.answers = [lost];
    for (let n = 0; n < 400 && rig.first().status === 'pending'; n += 1) await rig.drain(MINUTE);
    expect(rig.first()).toMatchObject({ status: 'expired' });
    expect(rig.bodies.length).toBeLessThanOrEqual(12);
  });

  it('waiting for a paused channel writes nothing', async () => {
    const rig = new Rig('first', 'first');
    rig.sent.set('telegram:f1:-100', { taken: [], pausedUntil: NOW + MINUTE });
    await rig.drain(SECOND);
    expect({ recorded: rig.recordings, sent: rig.bodies.length }).toEqual({ recorded: 0, sent: 0 });
  });

  it('gives up a message that could not be sent for six hours', async () => {
    const rig = new Rig('first');
    rig.answers = [lost];
    for (let n = 0; n < 200 && rig.first().status === 'pending'; n += 1) await rig.drain(5 * MINUTE);
    expect(rig.first().status).toBe('expired');
    expect(rig.now - NOW).toBeGreaterThanOrEqual(6 * HOUR);
  });

  it('does not send as news what was planned before Kibana stopped for a weekend', async () => {
    const rig = new Rig('first', 'severity', 'reminder');
    await rig.drain(60 * HOUR);
    expect(rig.bodies).toEqual([]);
    expect(rig.all().map(({ status, lastErrorCode }) => [status, lastErrorCode])).toEqual(
      Array(3).fill(['expired', 'too_old']),
    );
    // However old: from now on a page says for a day that nobody was told.
    expect(rig.all().map(({ givenUpAt }) => givenUpAt)).toEqual(Array(3).fill(NOW + 60 * HOUR));
  });

  it('sends what is a moment younger than six hours', async () => {
    expect(await new Rig('first').drain(6 * HOUR - 1)).toMatchObject({ status: 'delivered' });
  });

  it('never logs more than the code and what Telegram said', async () => {
    const rig = new Rig('first');
    rig.answers = [answered(401, 'Unauthorized')];
    await rig.drain();
    expect(rig.logged.join()).toMatch(/Unauthorized/);
    expect(rig.logged.join()).not.toContain('1:x');
  });
});

describe('a group that moved to a new id', () => {
  const moved = { migrateToChatId: '-1001' };
  const migrated = answered(400, 'Bad Request: group chat was upgraded to a supergroup chat', moved);

  it('is followed at once', async () => {
    const rig = new Rig('first');
    rig.answers = [migrated, sent];
    expect(await rig.drain()).toMatchObject({ status: 'delivered' });
    expect(rig.bodies.map(({ chatId }) => chatId)).toEqual(['-100', '-1001']);
  });

  it('is followed although somebody else saves the settings at that moment: the message is put back', async () => {
    const rig = new Rig('first');
    rig.answers = [migrated, migrated, sent];
    rig.failMoves = 1;
    await rig.drain();
    await rig.drain(5 * SECOND);
    expect(rig.first()).toMatchObject({ status: 'delivered' });
    expect(rig.bodies.map(({ chatId }) => chatId)).toEqual(['-100', '-100', '-1001']);
  });
});
