import { MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { ChatRig, SOC } from '../../test/chat_rig';
import { PairingRig } from '../../test/pairing_rig';
import type { FakePairings } from '../../test/fake_pairings';

const ANNA = { id: 5001, name: 'Anna', username: 'anna' };

describe('/status in the chat of a channel', () => {
  let rig: ChatRig;
  beforeEach(async () => (rig = await ChatRig.start()));
  afterEach(() => rig.end());

  const ask = async (text = '/status', saying: object = {}) => {
    rig.botApi.say({ chat: SOC, text, ...saying });
    await rig.read();
    return rig.botApi.messages().map((message) => message.text);
  };

  it('is answered in one line', async () => {
    rig.status = { state: 'running', lastGoodAt: NOW - SECOND, openAlerts: 3, waitingMessages: 1 };
    expect(await ask()).toEqual([
      `🟢 Detection is running · last good check ${new Date(NOW - SECOND).toISOString().slice(0, 19).replace('T', ' ')} UTC · 3 open alerts · 1 message waits`,
    ]);
  });

  it.each([
    ['failing', '🔴 Detection is failing'],
    ['stalled', '🔴 Detection has stopped'],
    ['starting', '🟡 Detection is starting'],
    ['catching_up', '🟡 Detection is catching up'],
    ['off', '⚪ Detection is off'],
  ] as const)('says when it is %s, and that there was no good check yet', async (state, begins) => {
    rig.status = { state, lastGoodAt: null, openAlerts: 1, waitingMessages: 0 };
    expect(await ask()).toEqual([`${begins} · last good check none yet · 1 open alert · 0 messages wait`]);
  });

  it('is answered for a chat of more spaces than fit into a message: the others are counted', async () => {
    const ports = rig.ports();
    const [here] = await ports.channelsOf(0);
    if (!here) throw new Error('There is no channel.');
    const spaces = Array.from({ length: 60 }, (_, n) => `a-space-with-a-rather-long-name-${n}`);
    rig.botApi.say({ chat: SOC, text: '/status' });
    await rig.read({
      ...ports,
      channelsOf: async () => spaces.map((space) => ({ ...here, ref: { ...here.ref, space } })),
    });
    const [answer = ''] = rig.botApi.messages().map(({ text }) => text);
    expect(answer).toMatch(/^🟢 a-space-with-a-rather-long-name-0: Detection is running/);
    expect(answer).toMatch(/\nAnd 45 more spaces, in Kibana\.$/);
  });

  it.each([
    ['with the name of the bot', '/status@sandbox_alerts_bot'],
    ['in capitals', '/STATUS'],
    ['with a blank behind it', '/status '],
  ])('is understood %s', async (_how, text) => {
    expect(await ask(text)).toHaveLength(1);
  });

  it.each<[string, string, object]>([
    ['another command', '/start', {}],
    ['more than the command', '/status now', {}],
    ['a forwarded message', '/status', { forwarded: true }],
    ['another chat, by way of a bot', '/status', { asChat: -1002 }],
    ['a bot', '/status', { from: { ...ANNA, isBot: true } }],
    ['a chat that is none of a channel', '/status', { chat: 1001 }],
  ])('%s gets no answer', async (_what, text, saying) => {
    expect(await ask(text, saying)).toEqual([]);
  });

  it('is answered to an administrator who stays anonymous, where there is no list', async () => {
    expect(await ask('/status', { asChat: SOC })).toHaveLength(1);
    rig.users = [5001];
    rig.outbox.now += MINUTE;
    expect(await ask('/status', { asChat: SOC })).toHaveLength(1);
  });

  it('is answered to people on the list alone, where there is one', async () => {
    rig.users = [5001];
    expect(await ask('/status', { from: { ...ANNA, id: 6 } })).toEqual([]);
    expect(await ask('/status', { from: ANNA })).toHaveLength(1);
  });

  it('is answered once in ten seconds, however often it is asked', async () => {
    for (let n = 0; n < 20; n += 1) rig.botApi.say({ chat: SOC, text: '/status' });
    expect(await ask()).toHaveLength(1);
    rig.outbox.now += 10 * SECOND;
    expect(await ask()).toHaveLength(2);
  });

  it('waits for its turn a moment where a message went out just now', async () => {
    await rig.tell();
    expect(await ask()).toHaveLength(2);
  });

  it('takes no turn from an alert: where none comes in three seconds, it is not answered', async () => {
    await rig.outbox.ports().pacing.pause(`telegram:f1:${SOC}`, rig.outbox.now + MINUTE);
    expect(await ask()).toEqual([]);
  });
});

describe('a group that gets another id while its bot is read', () => {
  const UPGRADED = -1009001;

  it('is followed: its channel has the new id, and the buttons work there', async () => {
    const rig = await ChatRig.start();
    await rig.tell();
    rig.botApi.upgrade(SOC, UPGRADED);
    await rig.read();
    expect(rig.channel).toMatchObject({
      id: CHANNEL_ID,
      options: { chatId: String(UPGRADED), buttons: true },
    });
    rig.outbox.plan({ now: rig.outbox.now });
    await rig.settle();
    expect(rig.message().chat_id).toBe(String(UPGRADED));
    await rig.end();
  });

  it('is followed by a pairing that found it and is not confirmed yet', async () => {
    const [rig, chat] = [await PairingRig.start(), await ChatRig.start()];
    const pairing = await rig.begin();
    rig.botApi.open({ link: pairing.groupLink ?? '', chat: SOC });
    await rig.read();
    Object.assign(chat, { pairings: rig.pairings satisfies FakePairings });
    chat.botApi.upgrade(SOC, UPGRADED);
    await chat.read();
    expect(await rig.state(pairing)).toMatchObject({
      state: 'found',
      chat: { id: String(UPGRADED), type: 'supergroup' },
    });
    await Promise.all([rig.end(), chat.end()]);
  });

  it('is not followed by a channel that names another chat', async () => {
    const rig = await ChatRig.start({ chatId: '-1003002' });
    rig.botApi.upgrade(SOC, UPGRADED);
    await rig.read();
    expect(rig.channel.options['chatId']).toBe('-1003002');
    await rig.end();
  });
});
