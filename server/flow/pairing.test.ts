import { Secret } from '../../common/channels/secret';
import { DEMO_BOT, REVOKED_BOT, type MemberState } from '../../sandbox/bot_api/chats';
import type { Saying } from '../../sandbox/bot_api/people';
import { MINUTE } from '../../test/builders';
import { nonceOf, PairingRig } from '../../test/pairing_rig';
import { cancelPairing, checkChat, startPairing } from './pairing';

let rig: PairingRig;
beforeEach(async () => (rig = await PairingRig.start()));
afterEach(() => rig.end());

describe('a chat is named by writing to the bot from it', () => {
  it('a person opens the link and presses Start', async () => {
    const pairing = await rig.begin();
    expect(await rig.state(pairing)).toEqual({ state: 'waiting', problems: [] });
    expect(rig.botApi.open({ link: pairing.personLink, chat: 1002 })).toBe(true);
    await rig.read();
    const chat = { id: '1002', type: 'private', title: 'Not started', topicId: null, askedBy: '@anna' };
    expect(await rig.state(pairing)).toEqual({ state: 'found', chat });
    expect(await rig.confirm(pairing)).toEqual({ ok: true, result: chat });
    expect(await rig.state(pairing)).toEqual({ state: 'over' });
  });

  it('a group is chosen, which lets the bot in', async () => {
    const pairing = await rig.begin();
    expect(rig.botApi.open({ link: pairing.groupLink ?? '', chat: -2003 })).toBe(true);
    await rig.read();
    const chat = { id: '-2003', type: 'group', title: 'Left group', topicId: null, askedBy: '@anna' };
    expect(await rig.confirm(pairing)).toEqual({ ok: true, result: chat });
  });

  it.each<[string, Omit<Saying, 'text'>, object]>([
    [
      'a channel, where nobody is named',
      { chat: -1004001 },
      { type: 'channel', askedBy: null, topicId: null },
    ],
    ['one topic of a group', { chat: -1003002, topic: 7 }, { type: 'supergroup', topicId: 7 }],
    [
      'a person without a user name',
      { chat: 1001, from: { name: 'Ada\u202eb' } },
      { type: 'private', askedBy: 'Ada\ufffdb' },
    ],
  ])('the command is posted in %s', async (_where, saying, chat) => {
    const pairing = await rig.begin();
    expect(rig.botApi.say({ ...saying, text: pairing.command })).toBe(true);
    await rig.read();
    expect(await rig.confirm(pairing)).toMatchObject({ ok: true, result: chat });
  });

  it.each<[string, (nonce: string) => Partial<Saying>]>([
    ['another text', () => ({ text: 'hello' })],
    ['Start without a nonce', () => ({ text: '/start' })],
    ['another nonce', () => ({ text: '/start AAAAAAAAAAAAAAAAAAAAAA' })],
    ['the nonce alone', (nonce) => ({ text: nonce })],
    ['the nonce in a sentence', (nonce) => ({ text: `please /start ${nonce}` })],
    ['the nonce and more', (nonce) => ({ text: `/start ${nonce} now` })],
    ['another command', (nonce) => ({ text: `/stop ${nonce}` })],
    ['a command for another bot', (nonce) => ({ text: `/start@another_bot ${nonce}` })],
    ['a forwarded message', (nonce) => ({ text: `/start ${nonce}`, forwarded: true })],
    ['another chat, by way of a bot', (nonce) => ({ text: `/start ${nonce}`, asChat: -1002 })],
    ['a bot', (nonce) => ({ text: `/start ${nonce}`, from: { name: 'Robot', isBot: true } })],
  ])('%s is ignored', async (_what, saying) => {
    const pairing = await rig.begin();
    expect(rig.botApi.say({ chat: 1001, text: '', ...saying(nonceOf(pairing)) })).toBe(true);
    rig.botApi.open({ link: pairing.personLink, chat: 1002 });
    await rig.read();
    expect(await rig.state(pairing)).toMatchObject({ state: 'found', chat: { id: '1002' } });
  });

  it('an administrator who stays anonymous writes as the group, which is named as the one who asked', async () => {
    const pairing = await rig.begin();
    rig.botApi.say({ chat: -2001, text: pairing.command, asChat: -2001 });
    await rig.read();
    expect(await rig.state(pairing)).toMatchObject({ chat: { id: '-2001', title: 'SOC', askedBy: 'SOC' } });
  });

  it('the first chat that answers keeps it, and each pairing has its own', async () => {
    const [one, other] = [await rig.begin(), await rig.begin('day')];
    rig.botApi.open({ link: one.personLink, chat: 1001 });
    rig.botApi.open({ link: one.personLink, chat: 1002 });
    rig.botApi.say({ chat: -2001, text: other.command });
    await rig.read();
    expect(await rig.state(one)).toMatchObject({ chat: { id: '1001' } });
    expect(await rig.state(other, 'day')).toMatchObject({ chat: { id: '-2001' } });
  });

  it('only the hash of the nonce is kept, and no answer but the first carries it', async () => {
    const pairing = await rig.begin();
    expect(JSON.stringify([...rig.pairings.stored])).not.toContain(nonceOf(pairing));
    expect(JSON.stringify(await rig.state(pairing))).not.toContain(nonceOf(pairing));
    expect(Buffer.from(nonceOf(pairing), 'base64url')).toHaveLength(16);
  });

  it('nobody else can look, confirm or cancel from another space', async () => {
    const pairing = await rig.begin();
    rig.botApi.open({ link: pairing.personLink, chat: 1001 });
    await rig.read();
    expect(await rig.state(pairing, 'day')).toEqual({ state: 'over' });
    expect(await rig.confirm(pairing, 'day')).toMatchObject({ problem: { code: 'nothing_to_confirm' } });
    await cancelPairing(rig.ports(), { space: 'day', id: pairing.id });
    expect(await rig.state(pairing)).toMatchObject({ state: 'found' });
  });

  it('after ten minutes, or cancelled, the links are good for nothing', async () => {
    const [old, cancelled] = [await rig.begin(), await rig.begin()];
    await cancelPairing(rig.ports(), { space: 'night', id: cancelled.id });
    rig.now += 10 * MINUTE;
    for (const { personLink } of [old, cancelled]) rig.botApi.open({ link: personLink, chat: 1001 });
    const fresh = await rig.begin();
    rig.botApi.open({ link: fresh.personLink, chat: 1002 });
    await rig.read();
    for (const over of [old, cancelled]) {
      expect(await rig.state(over)).toEqual({ state: 'over' });
      expect(await rig.confirm(over)).toMatchObject({ problem: { code: 'nothing_to_confirm' } });
    }
    expect(rig.pairings.stored.size).toBe(1);
  });
});

describe('what stands in the way of pairing', () => {
  it.each([
    ['revoked', REVOKED_BOT.token, 'token_refused'],
    ['cut short', DEMO_BOT.token.slice(0, -4), 'token_refused'],
    ['with bot in front', `bot${DEMO_BOT.token}`, 'token_unknown'],
  ])('a token that is %s', async (_how, token, code) => {
    const started = await startPairing(rig.ports(), 'night', new Secret(token));
    expect(started).toMatchObject({ ok: false, problem: { code, field: 'botToken' } });
    expect([rig.pairings.stored.size, rig.wanted]).toEqual([0, 0]);
  });

  it('a webhook is told with its host alone, and is left as it is', async () => {
    rig.botApi.setWebhook('https://other.example/secret-path');
    await expect(rig.begin()).rejects.toThrow(/other\.example\. Answers/);
    await expect(rig.begin()).rejects.not.toThrow(/secret-path/);
    expect([rig.called('deleteWebhook'), rig.called('getUpdates')]).toEqual([[], []]);
  });

  it('a webhook that is set while it waits, and another program that reads: told, and it goes on', async () => {
    const pairing = await rig.begin();
    const said: unknown[] = [];
    rig.botApi.script.next({ kind: 'refusal', code: 'other_reader', method: 'getUpdates' });
    rig.botApi.setWebhook('https://other.example');
    let waits = 0;
    rig.onWait = () => {
      waits += 1;
      said.push([...rig.pairings.stored.values()].map(({ pairing: { failure } }) => failure));
      if (waits < 2) return;
      rig.botApi.setWebhook('');
      rig.botApi.open({ link: pairing.personLink, chat: 1001 });
    };
    await rig.read();
    expect(said).toMatchObject([
      [{ httpStatus: 409, description: expect.stringContaining('other getUpdates') }],
      [{ httpStatus: 409, description: expect.stringContaining('webhook is active') }],
    ]);
    expect(await rig.state(pairing)).toMatchObject({ state: 'found' });
  });

  it('what keeps answers from being read is shown with what to do', async () => {
    const pairing = await rig.begin();
    rig.botApi.script.next({ kind: 'refusal', code: 'other_reader', method: 'getUpdates' });
    let shown: Promise<unknown> = Promise.resolve();
    rig.onWait = () => {
      shown = rig.state(pairing).finally(() => rig.botApi.open({ link: pairing.personLink, chat: 1001 }));
    };
    await rig.read();
    expect(await shown).toMatchObject({ state: 'waiting', problems: [{ code: 'other_reader' }] });
  });

  it('the token of another bot', async () => {
    const pairing = await rig.begin();
    rig.token = new Secret(REVOKED_BOT.token);
    expect(await rig.state(pairing)).toMatchObject({ problems: [{ code: 'other_bot' }] });
  });
});

describe('confirming', () => {
  const pairedWith = async (chat: number) => {
    const pairing = await rig.begin();
    rig.botApi.say({ chat, text: pairing.command });
    await rig.read();
    return pairing;
  };

  it.each<[string, number, MemberState, string]>([
    ['thrown out of a group', -2001, 'kicked', 'bot_kicked'],
    ['out of a group', -2001, 'left', 'bot_not_a_member'],
    ['without the right to write in a group', -1003002, 'muted', 'no_right_to_send_text'],
    ['no administrator of a channel', -1004001, 'member', 'admin_rights_needed'],
  ])(
    'the bot is %s meanwhile: told, and confirmed again when it is mended',
    async (_what, chat, to, code) => {
      const pairing = await pairedWith(chat);
      rig.botApi.setChatState(chat, to);
      expect(await rig.confirm(pairing)).toMatchObject({ ok: false, problem: { code } });
      rig.botApi.setChatState(chat, 'admin');
      expect(await rig.confirm(pairing)).toMatchObject({ ok: true });
    },
  );

  it('a group that became a supergroup meanwhile is answered with its new id', async () => {
    const pairing = await rig.begin();
    const found = {
      id: '-2006',
      type: 'group',
      title: 'Upgraded group',
      topicId: null,
      askedBy: null,
    } as const;
    const stored = await rig.pairings.read('night', pairing.id);
    if (stored) await rig.pairings.write({ ...stored, pairing: { ...stored.pairing, found } });
    expect(await rig.confirm(pairing)).toMatchObject({
      ok: true,
      result: { id: '-1003001', type: 'supergroup' },
    });
  });

  it('writes nothing in the chat', async () => {
    await rig.confirm(await pairedWith(-2001));
    expect(rig.botApi.messages()).toEqual([]);
  });
});

describe('a chat that somebody typed', () => {
  const typed = (chatId: string) => checkChat(rig.ports(), rig.token, chatId, 'chatId');

  it.each([
    ['a group', '-2001', { id: '-2001', title: 'SOC' }],
    ['a person', '1001', { id: '1001', type: 'private' }],
    ['a public group by its name', '@soc_public', { id: '-1003002' }],
    ['a channel', '-1004001', { type: 'channel' }],
    ['a group that was upgraded: the new one', '-2006', { id: '-1003001', type: 'supergroup' }],
  ])('is answered where the bot may write: %s', async (_what, chatId, chat) => {
    expect(await typed(chatId)).toMatchObject({ ok: true, result: chat });
    expect(rig.botApi.messages()).toEqual([]);
  });

  it.each([
    ['without its minus', '2001', 'chat_not_found'],
    ['a person who never pressed Start', '1002', 'bot_not_started'],
    ['a person who blocked the bot', '1003', 'bot_blocked'],
    ['a deleted account', '1004', 'user_deactivated'],
    ['a bot', '1005', 'chat_is_a_bot'],
    ['a group in which the bot may not write', '-2002', 'no_right_to_send_text'],
    ['a group that the bot left', '-2003', 'bot_not_a_member'],
    ['a group that threw it out', '-2004', 'bot_kicked'],
    ['a deleted group', '-2005', 'chat_deleted'],
    ['a supergroup in which it may not write', '-1003003', 'no_right_to_send_text'],
    ['a channel that it only reads', '-1004002', 'admin_rights_needed'],
  ])('is refused, with what to do: %s', async (_what, chatId, code) => {
    expect(await typed(chatId)).toMatchObject({ ok: false, problem: { code, field: 'chatId' } });
  });
});

describe('one reader', () => {
  it('a second Kibana leaves the bot alone while the first one reads', async () => {
    const pairing = await rig.begin();
    await rig.lease.hold(100001, 'kibana-2');
    await rig.read('kibana-1');
    expect(rig.called('getUpdates')).toEqual([]);
    await rig.lease.release(100001, 'kibana-2');
    rig.botApi.open({ link: pairing.personLink, chat: 1001 });
    await rig.read('kibana-1');
    expect([await rig.state(pairing), rig.lease.holders.size]).toMatchObject([{ state: 'found' }, 0]);
  });

  it('stops as soon as nobody waits, and has Telegram forget what it read', async () => {
    const pairing = await rig.begin();
    rig.botApi.open({ link: pairing.personLink, chat: 1001 });
    await rig.read();
    const [first, last, ...more] = rig.called('getUpdates').map(({ parameters }) => parameters);
    expect([first, more]).toMatchObject([
      { allowed_updates: ['message', 'channel_post', 'callback_query'] },
      [],
    ]);
    expect(last).toMatchObject({ offset: 800_002, timeout: 0 });
  });

  it('ends with its Kibana, and lets go of the bot', async () => {
    await rig.begin();
    const reading = rig.read();
    rig.controller.abort();
    await reading;
    expect(rig.lease.holders.size).toBe(0);
  });
});
