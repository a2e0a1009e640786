import { startBotApi, type BotApi } from './bot_api';
import { callBotApi, type Reply } from './caller';

/**
 * How the Bot API answers a bot that reads what people write. The words are those of tdlib/telegram-bot-api 10.0,
 * Client.cpp.
 */
let api: BotApi;
beforeEach(async () => (api = await startBotApi()));
afterEach(() => api.close());

const read = (parameters: object = {}) => callBotApi(api, 'getUpdates', parameters);
const idsOf = ({ body }: Reply) =>
  (body.result as unknown as Array<{ update_id: number }>).map((one) => one.update_id);

describe('getUpdates', () => {
  it('gives an update again until a later one is asked for', async () => {
    for (const text of ['one', 'two']) api.say({ chat: 1001, text });
    const [first = 0, second = 0] = idsOf(await read());
    expect(idsOf(await read())).toEqual([first, second]);
    expect(idsOf(await read({ offset: second }))).toEqual([second]);
    expect(idsOf(await read({ offset: second + 1 }))).toEqual([]);
    expect(idsOf(await read({ limit: 1 }))).toEqual([]);
  });

  it('waits for an update as long as it is told, and no longer', async () => {
    const waiting = read({ timeout: 50 });
    while (api.calls().length === 0) await callBotApi(api, 'getMe');
    api.say({ chat: 1001, text: 'late' });
    expect(idsOf(await waiting)).toHaveLength(1);
  });

  it('a second reader ends the first one', async () => {
    const first = read({ timeout: 50 });
    while (api.calls().length === 0) await callBotApi(api, 'getMe');
    expect((await read()).status).toBe(200);
    expect(await first).toMatchObject({
      status: 409,
      body: { description: expect.stringContaining('terminated by other getUpdates request') },
    });
  });

  it('is refused while a webhook is set', async () => {
    api.setWebhook('https://other.example/hook');
    expect(await read()).toMatchObject({
      status: 409,
      body: { description: expect.stringContaining('webhook is active') },
    });
    expect((await callBotApi(api, 'getWebhookInfo')).body.result).toMatchObject({
      url: 'https://other.example/hook',
    });
  });
});

describe('what a bot hears', () => {
  it.each<[string, number, string, boolean]>([
    ['a person who pressed Start', 1001, 'hello', true],
    ['a person who did not', 1002, 'hello', false],
    ['a person who blocked it', 1003, 'hello', false],
    ['words in a group, in privacy mode', -2001, 'hello', false],
    ['a command in a group', -2001, '/status', true],
    ['a command for it in a group', -2001, '/status@sandbox_alerts_bot', true],
    ['a command for another bot', -2001, '/status@another_bot', false],
    ['a group that it left', -2003, '/status', false],
    ['a channel that it administers', -1004001, 'hello', true],
    ['a channel that it only reads', -1004002, 'hello', false],
    ['a chat that is not there', 4242, 'hello', false],
  ])('%s', async (_what, chat, text, heard) => {
    expect(api.say({ chat, text })).toBe(heard);
    expect(idsOf(await read())).toHaveLength(heard ? 1 : 0);
  });

  it('a link opens the own chat of a person, or lets the bot into a group', async () => {
    const link = (way: string) => `https://t.me/sandbox_alerts_bot?${way}=word`;
    expect(api.open({ link: link('start'), chat: 1002 })).toBe(true);
    expect(api.open({ link: link('startgroup'), chat: -2003 })).toBe(true);
    expect((await read()).body.result).toMatchObject([
      { message: { text: '/start word', chat: { type: 'private' }, from: { username: 'anna' } } },
      { message: { text: '/start@sandbox_alerts_bot word', chat: { type: 'group' } } },
    ]);
    expect((await callBotApi(api, 'sendMessage', { chat_id: -2003, text: 'x' })).status).toBe(200);
    for (const [way, chat] of [
      ['start', -2001],
      ['startgroup', 1001],
      ['startgroup', -2004],
      ['other', 1001],
    ] as const)
      expect(api.open({ link: link(way), chat })).toBe(false);
  });
});

describe('getChatMember and sendChatAction', () => {
  it.each<[number, object]>([
    [-2001, { status: 'member' }],
    [-2002, { status: 'restricted', can_send_messages: false }],
    [-1004001, { status: 'administrator', can_post_messages: true }],
    [-1004002, { status: 'member' }],
  ])('tells what the bot may do in %d', async (chat, member) => {
    const { body } = await callBotApi(api, 'getChatMember', { chat_id: chat, user_id: 100001 });

    expect(body.result).toMatchObject(member);
  });

  it('only the attempt to write reveals that a group was upgraded', async () => {
    const chat = { chat_id: -2006, user_id: 100001 };
    expect((await callBotApi(api, 'getChat', chat)).status).toBe(200);
    expect(await callBotApi(api, 'sendChatAction', { ...chat, action: 'typing' })).toMatchObject({
      status: 400,
      body: { parameters: { migrate_to_chat_id: -1003001 } },
    });
    expect((await callBotApi(api, 'sendChatAction', { chat_id: -2001 })).body.result).toBe(true);
  });
});
