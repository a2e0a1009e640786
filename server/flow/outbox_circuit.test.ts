import { alert, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID, DELIVERY_CHANNEL } from '../../test/channels';
import { drainOutbox, openChannel } from '../../test/fake_outbox';
import { answered, lost, Rig, sent } from '../../test/telegram_rig';
import type { NotifyReason } from '../../common/alerts/verdicts';
import { planDigest } from '../notify/message/digest';

const HOUR = 60 * MINUTE;

describe('a channel that refuses for good', () => {
  it('is called once, whatever waits, and probed ever more slowly', async () => {
    const rig = new Rig(...Array<NotifyReason>(500).fill('first'));
    rig.kick();
    await rig.drain();
    expect(rig.bodies).toHaveLength(1);
    expect(rig.statuses()).toEqual({ refused: 1, pending: 499 });
    expect(rig.first()).toMatchObject({ lastErrorCode: 'bot_kicked', refusedBy: 'channel' });
    expect(rig.first().remedy).toMatch(/./);
    await rig.passTime(24 * HOUR);
    expect(rig.bodies).toHaveLength(1);
    // After 1, 3, 7, 15, 31, 63 and 123 minutes, then every hour.
    expect(rig.probes).toBe(28);
    expect(rig.statuses()).toEqual({ refused: 1, pending: 499 });
  });

  it('that works again is told everything that was held back in one message, and goes on', async () => {
    const rig = new Rig(...Array<NotifyReason>(500).fill('first'));
    rig.kick();
    await rig.drain();
    rig.kick(false);
    await rig.drain(MINUTE);
    expect(rig.texts().slice(1)).toEqual([expect.stringContaining('500 attacks were held back')]);
    expect(rig.statuses()).toEqual({ summarised: 500, delivered: 1 });
    expect(rig.circuits.size).toBe(0);
    rig.plan({ alert: alert({ id: 'later' }) });
    await rig.drain(5 * SECOND);
    expect(rig.statuses()).toEqual({ summarised: 500, delivered: 2 });
  });

  it('that works again after three days says so in a summary: none of it is sent as news', async () => {
    const rig = new Rig('first');
    rig.kick();
    await rig.passTime(72 * HOUR);
    rig.kick(false);
    await rig.passTime(HOUR);
    expect(rig.texts().slice(1)).toEqual([expect.stringContaining('1 attack was held back')]);
    expect(rig.first()).toMatchObject({ status: 'summarised' });
  });

  it('that held back messages of one alert is told by that alert itself, once', async () => {
    const rig = new Rig();
    rig.plan({ alert: alert(), now: NOW });
    rig.kick();
    await rig.drain();
    rig.plan({ alert: alert(), reason: 'reminder', ordinal: 2, now: NOW + MINUTE });
    rig.kick(false);
    await rig.drain(MINUTE);
    expect(rig.statuses()).toEqual({ summarised: 1, delivered: 1 });
    expect(rig.texts()[1]).toContain('User: <code>Guest</code>');
  });

  const digestIn = (
    rig: Rig,
    cause: 'quiet' | 'flood',
    attacks: number,
    now: number,
    id = `digest-${cause}`,
  ) => {
    const alerts = Array.from({ length: attacks }, (_, n) => alert({ id: `${cause}-${n}` }));
    const digest = { id: `digest-${cause}`, cause };
    const given = { space: 'default', channel: DELIVERY_CHANNEL, digest, said: null, link: null };
    const entry = planDigest({ ...given, alerts, linkOf: () => null, now });
    rig.entries.set(id, { ...entry, id });
  };

  it('that held back two digests tells the attacks of both', async () => {
    const rig = new Rig();
    digestIn(rig, 'quiet', 40, NOW);
    rig.kick();
    await rig.drain();
    digestIn(rig, 'flood', 2, NOW + MINUTE);
    rig.kick(false);
    await rig.drain(MINUTE);
    expect(rig.texts().at(-1)).toContain('42 attacks were held back');
    expect(rig.statuses()).toEqual({ summarised: 2, delivered: 1 });
  });

  it('that held back one digest is told by that digest itself', async () => {
    const rig = new Rig();
    digestIn(rig, 'quiet', 40, NOW);
    rig.kick();
    await rig.drain();
    rig.kick(false);
    await rig.drain(MINUTE);
    expect(rig.texts().at(-1)).toContain('40 attacks');
    expect(rig.statuses()).toEqual({ delivered: 1 });
  });

  it('counts a digest that was changed while it was held back as it was said last', async () => {
    const rig = new Rig('first');
    digestIn(rig, 'flood', 2, NOW);
    rig.kick();
    await rig.drain();
    digestIn(rig, 'flood', 7, NOW + SECOND, 'changed');
    rig.kick(false);
    await rig.drain(MINUTE);
    expect(rig.texts().at(-1)).toContain('8 attacks were held back');
  });

  it('tells a reminder in place of a first message as the first, and again where it was perhaps lost', async () => {
    const rig = new Rig();
    rig.plan({ alert: alert(), now: NOW });
    rig.kick();
    await rig.drain();
    const reminder = rig.plan({ alert: alert(), reason: 'reminder', ordinal: 2, now: NOW + MINUTE });
    rig.kick(false);
    rig.answers = [lost, sent];
    await rig.drain(MINUTE);
    expect(rig.entries.get(reminder.id)).toMatchObject({ status: 'pending', reason: 'first', unknowns: 1 });
    await rig.drain(5 * SECOND);
    expect(rig.statuses()).toEqual({ summarised: 1, delivered: 1 });
    expect(rig.texts().join()).not.toContain('still going on');
  });

  it('answers a probe well and refuses the message all the same: it stays broken, and is asked more slowly', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    rig.isIn = true;
    await rig.passTime(24 * HOUR);
    expect(rig.bodies.length).toBeLessThanOrEqual(30);
    expect(rig.circuits.size).toBe(1);
    rig.kick(false);
    await rig.passTime(2 * HOUR);
    expect(rig.texts().at(-1)).toContain('2 attacks were held back');
    expect(rig.statuses()).toEqual({ summarised: 2, delivered: 1 });
  });

  it('takes the summary and loses its answer: the channel is open again, and copies of the summary end', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    await rig.drain();
    rig.kick(false);
    rig.answers = [lost];
    await rig.drain(MINUTE);
    expect(rig.circuits.size).toBe(0);
    const copies = () => rig.texts().filter((text) => text.includes('were held back')).length;
    await rig.passTime(24 * HOUR);
    expect(copies()).toBe(12);
    expect(rig.statuses()).toEqual({ summarised: 2, expired: 1 });
    rig.kick(false);
    rig.plan({ alert: alert({ id: 'later' }) });
    await rig.drain(SECOND);
    expect(rig.statuses()).toEqual({ summarised: 2, expired: 1, delivered: 1 });
  });

  it('that lets a summary wait takes the next message first, and the summary in its time', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    await rig.drain();
    rig.kick(false);
    rig.answers = [answered(500, 'Internal Server Error'), sent];
    await rig.drain(MINUTE);
    expect([rig.circuits.size, rig.statuses()]).toEqual([0, { summarised: 2, pending: 1 }]);
    rig.plan({ alert: alert({ id: 'later' }) });
    await rig.drain(SECOND);
    expect(rig.statuses()).toEqual({ summarised: 2, pending: 1, delivered: 1 });
    await rig.passTime(HOUR);
    expect(rig.statuses()).toEqual({ summarised: 2, delivered: 2 });
  });

  it('that refuses the summary on a later try is told of the same attacks in the end', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    await rig.drain();
    rig.kick(false);
    rig.answers = [lost];
    await rig.drain(MINUTE);
    rig.kick();
    await rig.drain(MINUTE);
    expect(rig.circuits.size).toBe(1);
    rig.kick(false);
    await rig.passTime(HOUR);
    expect(rig.texts().at(-1)).toContain('2 attacks were held back');
    expect([rig.circuits.size, rig.statuses()]).toEqual([0, { summarised: 2, delivered: 1 }]);
  });

  it('that somebody changed is tried at once', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    await rig.drain();
    rig.kick(false);
    rig.channels.set(CHANNEL_ID, openChannel({ options: { chatId: '-200' } }));
    await rig.drain(SECOND);
    await rig.drain(SECOND);
    expect(rig.bodies.at(-1)).toMatchObject({ chatId: '-200', html: expect.stringContaining('2 attacks') });
    expect(rig.probes).toBe(0);
  });

  it('that was removed is forgotten', async () => {
    const rig = new Rig('first');
    rig.kick();
    await rig.drain();
    rig.channels.clear();
    await rig.drain(HOUR);
    expect(rig.circuits.size).toBe(0);
  });

  it('is not broken by a message that is at fault itself: that one stays refused, the others go on', async () => {
    const rig = new Rig('first', 'first');
    rig.answers = [answered(400, 'Bad Request: message text is empty'), sent];
    await rig.drain(SECOND);
    expect(rig.all().map(({ status }) => status)).toEqual(['refused', 'delivered']);
    expect(rig.circuits.size).toBe(0);
  });

  it('that two Kibanas see work at once: what came meanwhile is in no summary that was sent without it', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    await rig.drain();
    rig.kick(false);
    const killed = rig.ports();
    killed.outbox.put = () => Promise.reject(new Error('killed'));
    rig.now += MINUTE;
    await drainOutbox(killed);
    const slow = rig.ports();
    const due = slow.circuits.due.bind(slow.circuits);
    slow.circuits.due = async (now) => {
      const circuits = await due(now);
      await rig.drain();
      rig.plan({ alert: alert({ id: 'later' }) });
      return circuits;
    };
    await drainOutbox(slow);
    await rig.drain(MINUTE);
    expect(rig.texts().slice(1)).toEqual([
      expect.stringContaining('2 attacks were held back'),
      expect.stringContaining('Brute Force Detected!'),
    ]);
    expect(rig.statuses()).toEqual({ summarised: 2, delivered: 2 });
  });

  it.each([
    ['after what was held back was marked', 'put'],
    ['after the summary was stored', 'write'],
    ['after the summary was sent', 'close'],
  ] as const)('loses nothing where Kibana is killed %s', async (_when, call) => {
    const rig = new Rig(...Array<NotifyReason>(3).fill('first'));
    rig.kick();
    await rig.drain();
    rig.kick(false);
    const ports = rig.ports();
    const killed = () => Promise.reject(new Error('killed'));
    if (call === 'put') ports.outbox.put = killed;
    if (call === 'close') ports.circuits.close = killed;
    if (call === 'write') {
      const write = ports.circuits.write.bind(ports.circuits);
      ports.circuits.write = (circuit) => (circuit.releaseId === null ? write(circuit) : killed());
    }
    rig.now += MINUTE;
    await drainOutbox(ports).catch(() => undefined);
    await rig.drain(MINUTE);
    expect(rig.texts().slice(1)).toEqual([expect.stringContaining('3 attacks were held back')]);
    expect([rig.statuses(), rig.circuits.size]).toEqual([{ summarised: 3, delivered: 1 }, 0]);
  });
});
