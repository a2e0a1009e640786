import { alert, MINUTE, NOW, SECOND } from '../../test/builders';
import { Secret } from '../../common/channels/secret';
import { planDelivery } from '../notify/message/plan';
import type { TelegramAnswer } from '../notify/telegram/telegram_port';
import { drainOutbox, type Entry, type OutboxPorts } from './outbox';

type Sent = TelegramAnswer<{ messageId: number; text: string }>;
const sent: Sent = { ok: true, result: { messageId: 7, text: 'Brute Force Detected!' } };
const answered = (httpStatus: number, description: string, extra = {}): Sent => ({
  ok: false,
  failure: { kind: 'answered', httpStatus, description, fromTelegram: true, ...extra },
});
const lost: Sent = { ok: false, failure: { kind: 'network', code: 'ECONNRESET' } };

/** One space's outbox in memory and a Telegram that answers as it is told; the last answer repeats. */
class Rig {
  now = NOW;
  entries = new Map<string, Entry>();
  pauses = new Map<string, number>();
  chat = '-100';
  hasChannel = true;
  recordings = 0;
  failRecordings = 0;
  answers: Sent[] = [sent];
  bodies: Array<{ chatId: string; html?: string; plain?: string }> = [];
  logged: string[] = [];

  constructor(...reasons: Array<'first' | 'reminder'>) {
    reasons.forEach((reason, n) => this.plan(reason, n));
  }

  plan(reason: 'first' | 'reminder', n: number): void {
    const entry = planDelivery({
      space: 'default',
      alert: alert(),
      reason,
      ordinal: n + 1,
      link: null,
      now: NOW + n,
    });
    this.entries.set(entry.id, entry);
  }

  ports(): OutboxPorts {
    return {
      outbox: {
        due: async (now, exceptSpaces) =>
          [...this.entries.values()].filter(({ space, status, notBefore, claimedUntil }) =>
            exceptSpaces.includes(space)
              ? false
              : status === 'sending'
                ? (claimedUntil ?? 0) <= now
                : status === 'pending' && notBefore <= now,
          ),
        claim: async (entry, until) => {
          const claimed: Entry = {
            ...entry,
            status: 'sending',
            claimedUntil: until,
            attempts: entry.attempts + 1,
          };
          this.entries.set(entry.id, claimed);
          return claimed;
        },
        record: async (entry) => {
          this.recordings += 1;
          if (this.failRecordings > 0) {
            this.failRecordings -= 1;
            throw new Error('429');
          }
          this.entries.set(entry.id, entry);
        },
        pausedUntil: async (key) => this.pauses.get(key) ?? 0,
        pause: async (key, until) => void this.pauses.set(key, until),
      },
      channels: {
        of: async () =>
          this.hasChannel ? { token: new Secret('1:x'), chatId: this.chat, key: `bot:${this.chat}` } : null,
        moved: async (_space, chatId) => void (this.chat = chatId),
      },
      telegram: {
        getMe: () => Promise.reject(new Error('not asked')),
        getChat: () => Promise.reject(new Error('not asked')),
        sendMessage: async (_token, body) => {
          this.bodies.push(body);
          return (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? sent;
        },
      },
      clock: () => this.now,
      jitter: () => 0,
      wait: async (ms) => void (this.now += ms),
      log: (line) => void this.logged.push(line),
    };
  }

  async drain(after = 0): Promise<Entry> {
    this.now += after;
    await drainOutbox(this.ports());
    return this.first();
  }

  first(): Entry {
    const [entry] = this.entries.values();
    if (!entry) throw new Error('the rig has no entry');
    return entry;
  }
}

describe('the outbox', () => {
  it('records what Telegram confirmed: delivered', async () => {
    expect(await new Rig('first').drain()).toMatchObject({
      status: 'delivered',
      messageId: 7,
      attempts: 1,
      deliveredAt: NOW,
    });
  });

  it('refused for good: nobody tries again, and the remedy is there', async () => {
    const rig = new Rig('first');
    rig.answers = [answered(403, 'Forbidden: bot was blocked by the user')];
    expect(await rig.drain()).toMatchObject({ status: 'refused', lastErrorCode: 'bot_blocked' });
    expect(rig.first().remedy).toMatch(/./);
    await rig.drain(60 * MINUTE);
    expect(rig.bodies).toHaveLength(1);
  });

  it('obeys retry_after for every message of the chat, also after a restart', async () => {
    const rig = new Rig('first', 'reminder');
    rig.answers = [answered(429, 'Too Many Requests: retry after 40', { retryAfterSeconds: 40 }), sent];
    await rig.drain();
    expect(rig.bodies).toHaveLength(1);
    await rig.drain(39 * SECOND);
    expect(rig.bodies).toHaveLength(1);
    expect(await rig.drain(SECOND)).toMatchObject({ status: 'delivered' });
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
    expect(await rig.drain()).toMatchObject({ status: 'expired' });
  });

  it('takes over what a killed Kibana was sending, once its claim has passed', async () => {
    const rig = new Rig('first');
    rig.entries.set(rig.first().id, {
      ...rig.first(),
      status: 'sending',
      claimedUntil: NOW + 60 * SECOND,
      attempts: 1,
    });
    await rig.drain();
    expect(rig.bodies).toHaveLength(0);
    expect(await rig.drain(60 * SECOND)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('follows a group to its new id at once', async () => {
    const rig = new Rig('first');
    const moved = { migrateToChatId: '-1001' };
    rig.answers = [answered(400, 'Bad Request: group chat was upgraded to a supergroup chat', moved), sent];
    expect(await rig.drain()).toMatchObject({ status: 'delivered' });
    expect(rig.bodies.map(({ chatId }) => chatId)).toEqual(['-100', '-1001']);
  });

  it('sends without markup what Telegram could not read', async () => {
    const rig = new Rig('first');
    rig.answers = [answered(400, "Bad Request: can't parse entities: Unsupported start tag"), sent];
    expect(await rig.drain()).toMatchObject({ status: 'delivered' });
    expect(rig.bodies[1]?.plain).toContain('User: Guest');
  });

  it('sets aside what cannot even be tried, and sends the others', async () => {
    const rig = new Rig('first', 'reminder');
    rig.now = NOW + SECOND;
    const ports = rig.ports();
    const send = ports.telegram.sendMessage;
    let calls = 0;
    ports.telegram.sendMessage = (...args) => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('a fault of our own')) : send(...args);
    };
    await drainOutbox(ports);
    expect([...rig.entries.values()].map(({ status }) => status)).toEqual(['pending', 'delivered']);
    expect(rig.first().notBefore).toBe(rig.now + MINUTE);
    expect(rig.logged.join()).toContain('a fault of our own');
  });

  it('waits for a channel, and gives up after six hours', async () => {
    const rig = new Rig('first');
    rig.hasChannel = false;
    expect(await rig.drain()).toMatchObject({ status: 'pending', attempts: 0 });
    expect(rig.recordings).toBe(0);
    expect(await rig.drain(6 * 60 * MINUTE)).toMatchObject({
      status: 'expired',
      lastErrorCode: 'no_channel',
    });
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
    rig.pauses.set('bot:-100', NOW + MINUTE);
    await rig.drain(SECOND);
    expect({ recorded: rig.recordings, sent: rig.bodies.length }).toEqual({ recorded: 0, sent: 0 });
  });

  it('sends first messages before reminders', async () => {
    const rig = new Rig('reminder', 'first');
    const order: string[] = [];
    rig.now = NOW + SECOND;
    const ports = rig.ports();
    const claim = ports.outbox.claim.bind(ports.outbox);
    ports.outbox.claim = (entry, until) => {
      order.push(entry.reason);
      return claim(entry, until);
    };
    await drainOutbox(ports);
    expect(order).toEqual(['first', 'reminder']);
  });

  it('gives up a message that could not be sent for six hours', async () => {
    const rig = new Rig('first');
    rig.answers = [lost];
    for (let n = 0; n < 200 && rig.first().status === 'pending'; n += 1) await rig.drain(5 * MINUTE);
    expect(rig.first()).toMatchObject({ status: 'expired', lastErrorCode: 'connection_lost' });
    expect(rig.now - NOW).toBeGreaterThanOrEqual(6 * 60 * MINUTE);
  });

  it('never logs more than the code and what Telegram said', async () => {
    const rig = new Rig('first');
    rig.answers = [answered(401, 'Unauthorized')];
    await rig.drain();
    expect(rig.logged.join()).toMatch(/Unauthorized/);
    expect(rig.logged.join()).not.toContain('1:x');
  });
});
