import { startBotApi, type BotApi } from './bot_api';
import { callBotApi } from './caller';

const CHAT = -2001;
let api: BotApi;
beforeEach(async () => (api = await startBotApi()));
afterEach(() => api.close());

const send = (reply_markup: unknown) =>
  callBotApi(api, 'sendMessage', { chat_id: CHAT, text: 'Hello', reply_markup });
const keyboard = (...buttons: object[]) => ({ inline_keyboard: [buttons] });
const data = (callback_data: string) => ({ text: 'Press', callback_data });
const address = (url: string) => ({ text: 'Open', url });
const updates = async (more: object = {}) =>
  (await callBotApi(api, 'getUpdates', { timeout: 0, ...more })).body.result as unknown as Array<
    Record<string, unknown>
  >;

describe('buttons below a message, as Telegram takes them', () => {
  it.each([
    ['the longest data', keyboard(data('x'.repeat(64)))],
    ['an address', keyboard(address('https://kibana.example/x'), address('tg://user?id=1'))],
    ['a row of nothing', { inline_keyboard: [[], [data('x')]] }],
    ['a JSON text', JSON.stringify(keyboard(data('x')))],
  ])('takes %s', async (_what, markup) => {
    expect(await send(markup)).toMatchObject({ status: 200 });
    expect(api.messages()[0]?.buttons.flat().length).toBeGreaterThan(0);
  });

  it.each([
    ['no data', keyboard(data('')), /BUTTON_DATA_INVALID/],
    ['more than 64 bytes', keyboard(data('ä'.repeat(33))), /BUTTON_DATA_INVALID/],
    ['a button that does nothing', keyboard({ text: 'x' }), /Text buttons are unallowed/],
    ['one that does two things', keyboard({ ...data('x'), url: 'https://a.example' }), /unallowed/],
    ['no words', keyboard({ ...data('x'), text: ' ' }), /Text must be non-empty/],
    ['localhost', keyboard(address('http://localhost:5601/x')), /BUTTON_URL_INVALID/],
    ['a host without a domain', keyboard(address('http://kibana:5601/x')), /BUTTON_URL_INVALID/],
    ['another protocol', keyboard(address('ftp://a.example')), /BUTTON_URL_INVALID/],
    ['no address', keyboard(address('nonsense')), /Wrong HTTP URL/],
    ['no object', 'nonsense', /object expected as reply markup/],
    ['no rows', { inline_keyboard: 5 }, /must be of type Array/],
    ['nine in a row', keyboard(...Array.from({ length: 9 }, () => data('x'))), /reply markup is too long/],
    ['101 buttons', { inline_keyboard: Array.from({ length: 101 }, () => [data('x')]) }, /too long/],
  ])('refuses %s, and sends nothing', async (_what, markup, words) => {
    expect(await send(markup)).toMatchObject({
      status: 400,
      body: { description: expect.stringMatching(words) },
    });
    expect(api.messages()).toEqual([]);
  });

  it('that a change does not name are gone, and buttons alone are a change', async () => {
    await send(keyboard(data('x')));
    const edit = (more: object) =>
      callBotApi(api, 'editMessageText', { chat_id: CHAT, message_id: 1, text: 'Hello', ...more });
    expect((await edit({ reply_markup: keyboard(data('y')) })).status).toBe(200);
    expect((await edit({ reply_markup: keyboard(data('y')) })).body.description).toMatch(/not modified/);
    expect((await edit({})).status).toBe(200);
    expect(api.messages()[0]?.buttons).toEqual([]);
  });
});

describe('a press', () => {
  it('is told to the bot with its data, its chat and who it was, and is answered once', async () => {
    await send(keyboard(data('the data')));
    const pressed = api.press({ message: 1, button: 'Press' });
    const answer = (more: object = {}) =>
      callBotApi(api, 'answerCallbackQuery', { callback_query_id: pressed, text: 'Done', ...more });
    expect(await updates()).toMatchObject([
      {
        callback_query: {
          id: pressed,
          data: 'the data',
          from: { id: 5001, is_bot: false, username: 'anna' },
          message: { message_id: 1, chat: { id: CHAT, type: 'group' } },
        },
      },
    ]);
    expect((await answer({ text: 'x'.repeat(201) })).body.description).toMatch(/MESSAGE_TOO_LONG/);
    expect((await answer()).status).toBe(200);
    expect((await answer()).body.description).toMatch(/query is too old .* or query ID is invalid/);
    expect(api.presses.answers).toEqual([{ id: pressed, text: 'Done', loud: false }]);
  });

  it('is not told to a bot that asks for messages alone, until it asks again', async () => {
    await send(keyboard(data('x')));
    await updates({ allowed_updates: ['message'] });
    api.press({ message: 1, button: 'Press' });
    expect(await updates()).toEqual([]);
    await updates({ allowed_updates: ['callback_query'] });
    api.press({ message: 1, button: 'Press' });
    expect(await updates()).toHaveLength(1);
  });

  it('needs a button that is there', async () => {
    await send(keyboard(address('https://a.example')));
    expect([api.press({ message: 1, button: 'Open' }), api.press({ message: 2, button: 'x' })]).toEqual([
      null,
      null,
    ]);
  });
});

it('a group that becomes a supergroup is told in the old one, which takes nothing any more', async () => {
  api.upgrade(CHAT, -1009001);
  expect(await updates()).toMatchObject([{ message: { chat: { id: CHAT }, migrate_to_chat_id: -1009001 } }]);
  expect(await send(undefined)).toMatchObject({
    status: 400,
    body: { parameters: { migrate_to_chat_id: -1009001 } },
  });
});
