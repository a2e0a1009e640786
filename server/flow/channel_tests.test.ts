import { MINUTE, SECOND } from '../../test/builders';
import { DELIVERY_CHANNEL } from '../../test/channels';
import { answered, lost, Rig, sent, type Sent } from '../../test/telegram_rig';
import { createChannelTests } from './channel_tests';
import type { Entry } from './outbox_ports';

const HTML = { ok: false, failure: { kind: 'network', code: 'ECONNREFUSED' } } as const satisfies Sent;
let rig: Rig;
let pokes: number;
beforeEach(() => {
  rig = new Rig();
  pokes = 0;
});

const tests = (space = 'default') =>
  createChannelTests(
    {
      ...{ outbox: rig.ports().outbox, clock: () => rig.now, pokeOutbox: () => void (pokes += 1) },
      randomWord: () => String(rig.entries.size),
    },
    space,
  );
/** Sends a test through the channel; resolves with what gives it as it is then. */
async function send(): Promise<() => Promise<Entry | null>> {
  const { id } = await tests().send(DELIVERY_CHANNEL, 'anna');
  return () => tests().find(id) as Promise<Entry | null>;
}

describe('a test message of a saved channel', () => {
  it('goes through the outbox at once, and it is kept when it arrived', async () => {
    const test = await send();
    expect([pokes, await test()]).toMatchObject([1, { status: 'pending', reason: 'test', alertId: null }]);
    await rig.drain();
    expect(await test()).toMatchObject({
      status: 'delivered',
      deliveredAt: rig.now,
      text: sent.ok && sent.result.text,
    });
    expect(rig.texts()).toEqual([expect.stringContaining('Asked for in Kibana by <code>anna</code>')]);
  });

  it('goes before alerts that wait, and takes its turn as they do', async () => {
    rig.plan({ reason: 'first' });
    await send();
    await rig.drain();
    expect(rig.texts()).toEqual([
      expect.stringContaining('Test message'),
      expect.stringContaining('Brute Force Detected!'),
    ]);
  });

  it.each<[string, Sent]>([
    ['the channel refuses', answered(403, 'Forbidden: bot was kicked from the group chat')],
    ['the message is refused', answered(400, 'Bad Request: message text is empty')],
  ])('ends where %s, with what it said and what to do', async (_who, answer) => {
    rig.answers = [answer];
    const test = await send();
    await rig.drain();
    expect(await test()).toMatchObject({ status: 'expired', refusedBy: expect.stringMatching(/./) });
    expect((await test())?.remedy).toMatch(/./);
    await rig.passTime(20 * MINUTE);
    expect(rig.bodies).toHaveLength(1);
  });

  it('that the channel refuses shows that the channel is broken', async () => {
    rig.kick();
    await send();
    await rig.drain();
    expect([...rig.circuits.values()]).toMatchObject([{ state: 'open', code: 'bot_kicked' }]);
  });

  it('is sent once, where nobody knows whether it arrived', async () => {
    rig.answers = [lost];
    const test = await send();
    await rig.drain();
    await rig.passTime(20 * MINUTE);
    expect(rig.bodies).toHaveLength(1);
    expect(await test()).toMatchObject({ status: 'expired', unknowns: 1, refusedBy: null });
  });

  it('is tried again where it was not sent, for ten minutes', async () => {
    rig.answers = [HTML];
    const test = await send();
    await rig.drain();
    expect(await test()).toMatchObject({
      status: 'pending',
      notBefore: rig.now + 5 * SECOND,
      lastErrorCode: expect.stringMatching(/./),
    });
    await rig.passTime(9 * MINUTE);
    expect((await test())?.status).toBe('pending');
    await rig.passTime(5 * MINUTE);
    expect(await test()).toMatchObject({ status: 'expired', refusedBy: null, unknowns: 0 });
  });

  it('that a Kibana left on its way is not sent again', async () => {
    const test = await send();
    const entry = rig.first();
    rig.entries.set(entry.id, { ...entry, status: 'sending', claimedUntil: rig.now });
    await rig.drain(SECOND);
    expect(rig.bodies).toEqual([]);
    expect(await test()).toMatchObject({
      status: 'expired',
      lastErrorCode: 'left_unfinished',
      lastError: expect.stringContaining('test message'),
    });
  });
});

describe('through a broken channel', () => {
  /** Two alerts are held back. */
  beforeEach(async () => {
    rig.kick();
    for (const n of [0, 1]) rig.plan({ now: rig.now + n });
    await rig.drain();
    rig.bodies = [];
  });

  it('it goes all the same; where it arrives, what was held back is told in one message at once', async () => {
    rig.kick(false);
    const test = await send();
    await rig.drain(2 * SECOND);
    await rig.drain(2 * SECOND);
    expect((await test())?.status).toBe('delivered');
    expect(rig.texts()).toEqual([
      expect.stringContaining('Test message'),
      expect.stringContaining('2 attacks were held back'),
    ]);
    expect(rig.circuits.size).toBe(0);
  });

  it('it says what refuses it; the circuit stays as it was, and the test is no part of what was held back', async () => {
    const before = [...rig.circuits.values()];
    const test = await send();
    await rig.drain(2 * SECOND);
    expect(await test()).toMatchObject({ status: 'expired', lastErrorCode: 'bot_kicked' });
    expect([...rig.circuits.values()]).toEqual(before);
    rig.kick(false);
    rig.bodies = [];
    await rig.passTime(3 * MINUTE);
    expect(rig.texts()).toEqual([expect.stringContaining('2 attacks were held back')]);
  });

  it('one that waits is not told of when the channel works again', async () => {
    rig.answers = [HTML];
    await send();
    await rig.drain(2 * SECOND);
    rig.kick(false);
    rig.bodies = [];
    await rig.passTime(3 * MINUTE);
    expect(rig.texts().filter((text) => text.includes('held back'))).toEqual([
      expect.stringContaining('2 attacks were held back'),
    ]);
  });
});

it('through a channel that held back one alert, it has that told as itself', async () => {
  rig.kick();
  rig.plan();
  await rig.drain();
  rig.kick(false);
  rig.bodies = [];
  await send();
  await rig.drain(2 * SECOND);
  expect(rig.texts()).toEqual([
    expect.stringContaining('Test message'),
    expect.stringContaining('Brute Force Detected!'),
  ]);
  expect(rig.circuits.size).toBe(0);
});

it('nothing but tests is found', async () => {
  const alert = rig.plan();
  const { id } = await tests().send(DELIVERY_CHANNEL, null);
  expect(await tests().find(alert.id)).toBeNull();
  expect(await tests().find('test-none')).toBeNull();
  expect(await tests().find(id)).toMatchObject({ id, message: { askedBy: null, space: 'default' } });
});
