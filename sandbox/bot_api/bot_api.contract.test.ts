import { startBotApi } from './bot_api';
import type { BotApi } from './bot_api';
import { callBotApi } from './caller';
import { DEMO_BOT, REVOKED_BOT } from './chats';

let api: BotApi;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(() => api.close());

const call = (method: string, parameters?: object, token?: string) =>
  callBotApi(api, method, parameters, token);
const send = (chat_id: string | number, words = 'Hello', more: object = {}) =>
  call('sendMessage', { chat_id, text: words, ...more });
const sendHtml = (html: string) => send(1001, html, { parse_mode: 'HTML' });

describe('tokens and methods', () => {
  it.each<[string, string, string, number, string]>([
    ['a malformed token', 'nonsense', 'getMe', 404, 'Not Found'],
    ['bot typed twice', `bot${DEMO_BOT.token}`, 'getMe', 404, 'Not Found'],
    ['a revoked token', REVOKED_BOT.token, 'getMe', 401, 'Unauthorized'],
    ['a token of nobody', '4711:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'getMe', 401, 'Unauthorized'],
    [
      'a wrong secret of a known bot',
      '100001:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
      'getMe',
      401,
      'Unauthorized',
    ],
    ['an unknown method', DEMO_BOT.token, 'sendNothing', 404, 'Not Found: method not found'],
  ])('refuses %s', async (_name, token, method, status, description) => {
    const answer = await call(method, {}, token);
    expect(answer).toMatchObject({ status, body: { ok: false, error_code: status, description } });
  });

  it('answers getMe with the id that stands in the token, whatever the case of the method', async () => {
    const answer = await call('GETME');
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: true, result: { id: 100001, username: DEMO_BOT.username } },
    });
  });

  it('refuses a path that is not of the Bot API', async () => {
    expect((await fetch(`${api.url}/index.html`)).status).toBe(404);
  });
});

describe('chats', () => {
  it.each<[string, string | number, number, string]>([
    ['no id', '', 400, 'Bad Request: chat_id is empty'],
    ['an unknown id', 4242, 400, 'Bad Request: chat not found'],
    ['a group id without its minus', 2001, 400, 'Bad Request: chat not found'],
    ['a channel id without its -100', -4001, 400, 'Bad Request: chat not found'],
    ['the @name of a person', '@ada_on_duty', 400, 'Bad Request: chat not found'],
    ['a person who did not press Start', 1002, 403, "Forbidden: bot can't initiate conversation with a user"],
    ['a person who blocked the bot', 1003, 403, 'Forbidden: bot was blocked by the user'],
    ['a deleted account', 1004, 403, 'Forbidden: user is deactivated'],
    ['another bot', 1005, 403, "Forbidden: the bot can't send messages to the bot"],
    ['a group that mutes', -2002, 400, 'Bad Request: not enough rights to send text messages to the chat'],
    ['a group that the bot left', -2003, 403, 'Forbidden: bot is not a member of the group chat'],
    ['a group that removed the bot', -2004, 403, 'Forbidden: bot was kicked from the group chat'],
    ['a deleted group', -2005, 403, 'Forbidden: the group chat was deleted'],
    [
      'a group that became a supergroup',
      -2006,
      400,
      'Bad Request: group chat was upgraded to a supergroup chat',
    ],
    [
      'a supergroup that mutes',
      -1003003,
      400,
      'Bad Request: not enough rights to send text messages to the chat',
    ],
    [
      'a supergroup that removed the bot',
      -1003004,
      403,
      'Forbidden: bot was kicked from the supergroup chat',
    ],
    ['a supergroup without the bot', -1003005, 403, 'Forbidden: bot is not a member of the supergroup chat'],
    ['a channel without rights', -1004002, 400, 'Bad Request: need administrator rights in the channel chat'],
    ['a channel without the bot', -1004003, 403, 'Forbidden: bot is not a member of the channel chat'],
    ['a channel that removed the bot', -1004004, 403, 'Forbidden: bot was kicked from the channel chat'],
  ])('sendMessage refuses %s', async (_name, chatId, status, description) => {
    expect(await send(chatId)).toMatchObject({
      status,
      body: { ok: false, error_code: status, description },
    });
    expect(api.messages()).toEqual([]);
  });

  it('gives the new id of a group that became a supergroup, and takes messages there', async () => {
    const { parameters } = (await send(-2006)).body;
    expect(parameters).toEqual({ migrate_to_chat_id: -1003001 });
    expect((await send(Number(parameters?.migrate_to_chat_id))).status).toBe(200);
  });

  it.each<[string, string | number, object]>([
    ['a person', 1001, { id: 1001, type: 'private', first_name: 'Ada on duty' }],
    ['a person who blocked the bot: no proof of rights', 1003, { id: 1003, type: 'private' }],
    ['a group, by an id in text', '-2001', { id: -2001, type: 'group', title: 'SOC' }],
    ['a public supergroup by name, in any case', '@Soc_Public', { id: -1003002, type: 'supergroup' }],
    ['a public channel by name', '@soc_alerts', { id: -1004001, type: 'channel', title: 'Alerts channel' }],
  ])('getChat answers for %s', async (_name, chat_id, result) => {
    expect(await call('getChat', { chat_id })).toMatchObject({ status: 200, body: { ok: true, result } });
  });

  it.each<[string, string | number, string]>([
    ['an unknown chat', 4242, 'Bad Request: chat not found'],
    ['a group that removed the bot', -2004, 'Forbidden: bot was kicked from the group chat'],
    ['a private channel without the bot', -1004003, 'Forbidden: bot is not a member of the channel chat'],
  ])('getChat refuses %s', async (_name, chat_id, description) => {
    expect((await call('getChat', { chat_id })).body).toMatchObject({ ok: false, description });
  });
});

describe('text', () => {
  it.each<[string, string, string]>([
    ['no text', '', 'Bad Request: message text is empty'],
    ['only blanks', ' \n ', 'Bad Request: text must be non-empty'],
    ['only blanks in markup', '<b> </b>', 'Bad Request: text must be non-empty'],
    ['a character too many', 'x'.repeat(4_097), 'Bad Request: message is too long'],
    ['a byte too many', '&amp;'.repeat(6_554), 'Bad Request: text is too long'],
    ['half a character', 'a\ud83d', 'Bad Request: strings must be encoded in UTF-8'],
    [
      'a tag that there is not',
      'a<br>b',
      'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 1',
    ],
  ])('refuses %s', async (_name, text, description) => {
    expect(await sendHtml(text)).toMatchObject({ status: 400, body: { error_code: 400, description } });
    expect(api.messages()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['markup', '<b>A</b> &lt; <code>B</code>', 'A < B'],
    ['as many characters as there may be, in code points', '😀'.repeat(4_096), '😀'.repeat(4_096)],
    ['markup beyond the limit around a text within it', '<b></b>'.repeat(1_000) + 'x', 'x'],
    ['blanks around the text, without them', '\n x \n', 'x'],
  ])('takes %s', async (_name, html, text) => {
    const answer = await sendHtml(html);
    expect(answer).toMatchObject({ status: 200, body: { ok: true, result: { message_id: 1, text } } });
    expect(api.messages()).toMatchObject([{ message_id: 1, chat_id: '1001', text, html }]);
  });

  it('leaves markup alone without a parse mode', async () => {
    expect((await send(1001, '<br> & co')).body.result).toMatchObject({ text: '<br> & co' });
    expect(api.messages()).toMatchObject([{ text: '<br> & co', html: null }]);
  });

  it.each<[string, object, string]>([
    ['a parse mode that there is not', { parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    [
      'preview options that are no object',
      { link_preview_options: 'no' },
      "can't parse link preview options JSON object",
    ],
    ['a keyboard that is no object', { reply_markup: [] }, 'object expected as reply markup'],
  ])('refuses %s', async (_name, options, words) => {
    expect((await send(1001, 'x', options)).body.description).toBe(`Bad Request: ${words}`);
  });

  it('takes GET and urlencoded bodies as well', async () => {
    const url = `${api.url}/bot${DEMO_BOT.token}/sendMessage`;
    await fetch(`${url}?chat_id=1001&text=one`);
    await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: '-2001', text: 'two & three' }),
    });
    expect(api.messages().map(({ chat_id, text }) => [chat_id, text])).toEqual([
      ['1001', 'one'],
      ['-2001', 'two & three'],
    ]);
  });

  it('refuses a body that is no JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const url = `${api.url}/bot${DEMO_BOT.token}/sendMessage`;
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
  });
});

describe('rates', () => {
  it('defers a chat that got too many, with the seconds in the body and in the header, and no other', async () => {
    await api.close();
    api = await startBotApi({ rates: [{ messages: 2, perMs: 60_000 }] });
    expect([(await send(1001)).status, (await send(1001)).status]).toEqual([200, 200]);
    const third = await send(1001);
    expect(third.status).toBe(429);
    expect(third.retryAfter).toBe(String(third.body.parameters?.retry_after));
    expect(third.body.description).toBe(`Too Many Requests: retry after ${third.retryAfter}`);
    expect(Number(third.retryAfter)).toBeGreaterThan(50);
    expect((await send(-2001)).status).toBe(200);
    expect(api.messages()).toHaveLength(3);
  });
});

describe('a bot that is kicked', () => {
  it('may neither look at the chat nor write to it, until it is let in again', async () => {
    const asked = async () => [
      (await send(-2001)).status,
      (await callBotApi(api, 'getChat', { chat_id: -2001 })).status,
    ];
    expect(await asked()).toEqual([200, 200]);
    await fetch(`${api.url}/_chats`, {
      method: 'POST',
      body: JSON.stringify({ id: -2001, state: 'kicked' }),
    });
    expect(await asked()).toEqual([403, 403]);
    api.setChatState(-2001, 'member');
    expect(await asked()).toEqual([200, 200]);
  });
  it('is not changed by what is no state', async () => {
    const body = JSON.stringify({ id: -2001, state: 'asleep' });
    expect((await fetch(`${api.url}/_chats`, { method: 'POST', body })).status).toBe(400);
    expect((await send(-2001)).status).toBe(200);
  });
});

describe('editMessageText', () => {
  const edit = (message_id: number, text: string, more: object = {}, token?: string) =>
    call('editMessageText', { chat_id: 1001, message_id, text, ...more }, token);
  beforeEach(() => send(1001, 'Hello'));

  it('changes what the chat shows, and sends nothing', async () => {
    const answer = await edit(1, '<b>5</b> attempts', { parse_mode: 'HTML' });
    expect(answer).toMatchObject({ status: 200, body: { result: { message_id: 1, text: '5 attempts' } } });
    expect(api.messages()).toMatchObject([{ text: '5 attempts', html: '<b>5</b> attempts', edits: 1 }]);
  });

  it.each<[string, () => Promise<{ body: { description?: string } }>, string]>([
    ['the same words', () => edit(1, 'Hello'), 'message is not modified'],
    ['a message that is not there', () => edit(7, 'Bye'), 'message to edit not found'],
    ['a message of another chat', () => edit(1, 'Bye', { chat_id: -2001 }), 'message to edit not found'],
    ['no words', () => edit(1, ''), 'message text is empty'],
    ['broken markup', () => edit(1, '<b>', { parse_mode: 'HTML' }), "can't parse entities"],
    ['too long a text', () => edit(1, 'x'.repeat(4_097)), 'message is too long'],
    ['an unknown chat', () => edit(1, 'Bye', { chat_id: 4242 }), 'chat not found'],
    ['a chat that was left', () => edit(1, 'Bye', { chat_id: -2004 }), 'bot was kicked from the group chat'],
  ])('refuses %s', async (_what, asked, words) => {
    expect((await asked()).body.description).toContain(words);
    expect(api.messages()).toMatchObject([{ text: 'Hello', edits: 0 }]);
  });

  it("refuses to change another bot's message", async () => {
    const token = '100009:stand-in_token_of_the_sandbox_bot_9';
    const body = JSON.stringify({ token, username: 'other_bot' });
    await fetch(`${api.url}/_bots`, { method: 'POST', body });
    const answer = await edit(1, 'Bye', {}, token);
    expect(answer.body.description).toBe("Bad Request: message can't be edited");
  });
});
