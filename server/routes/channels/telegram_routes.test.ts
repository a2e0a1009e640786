import { telegramChannel, withToken } from '../../../test/channels';
import { API, type CheckTokenResponse } from '../../../common/api/api';
import { TEST_TOKEN } from '../../../test/background';
import { BOT, CHAT, FakeServices } from '../../../test/fake_services';
import type { TelegramFailure } from '../../notify/telegram/bot_api_port';
import { addTelegramRoutes } from './telegram_routes';

const TYPED = '100009:another_token_of_the_stand_in_bot_99';
const refusedChat: TelegramFailure = {
  kind: 'answered',
  httpStatus: 400,
  description: 'Bad Request: chat not found',
  fromTelegram: true,
};
let kibana: FakeServices;

beforeEach(() => {
  kibana = new FakeServices(addTelegramRoutes);
  kibana.save();
});

describe.each([
  ['the token', API.checkToken, {}, (token: string) => `getMe ${token}`],
  ['the chat', API.checkChat, { chatId: '-2002' }, (token: string) => `getChat ${token} -2002`],
])('trying %s', (_name, path, body, call) => {
  it('asks with the saved token where none is typed', async () => {
    expect((await kibana.ask('POST', path, { body })).status).toBe(200);
    expect(kibana.done[0]).toBe(call(TEST_TOKEN));
  });

  it('asks with the typed token, saves nothing and does not repeat it', async () => {
    const answer = await kibana.ask('POST', path, { body: { ...body, botToken: TYPED } });
    expect([answer.status, kibana.done]).toEqual([200, [call(TYPED)]]);
    expect(JSON.stringify(answer)).not.toContain(TYPED);
  });

  it.each<[string, () => void]>([
    ['nothing is saved', () => (kibana.saved = null)],
    ['no token is saved', () => kibana.save({}, { channelSecrets: null })],
    ['the saved one cannot be decrypted', () => (kibana.undecryptable = true)],
  ])('asks nobody where %s', async (_why, prepare) => {
    prepare();
    const { status, problems } = await kibana.ask('POST', path, { body });
    expect([status, problems[0]?.code, problems[0]?.field, kibana.done]).toEqual([
      400,
      'no_token',
      'botToken',
      [],
    ]);
  });

  it('refuses a typed token that is none, without repeating it', async () => {
    const answer = await kibana.ask('POST', path, { body: { ...body, botToken: 'bot123:secret words' } });
    expect([answer.status, answer.problems[0]?.field, kibana.done]).toEqual([400, 'botToken', []]);
    expect(JSON.stringify(answer)).not.toContain('secret words');
  });
});

describe('what Telegram said', () => {
  it('is the answer', async () => {
    const { body } = await kibana.ask<CheckTokenResponse>('POST', API.checkToken, { body: {} });
    expect(body).toEqual({ ok: true, result: BOT });
  });

  it.each([
    [API.checkToken, {}, 'botToken'],
    [API.checkChat, { chatId: CHAT.id }, 'chatId'],
  ])('%s: a refusal is an answer too, at its field, with a remedy', async (path, body, field) => {
    kibana.getMe = kibana.getChat = { ok: false, failure: refusedChat };
    const answer = await kibana.ask<{ ok: false; problem: { field: string; remedy: string } }>('POST', path, {
      body,
    });
    expect([answer.status, answer.body.ok, answer.body.problem.field]).toEqual([200, false, field]);
    expect(answer.body.problem.remedy).not.toBe('');
  });

  it.each([
    [API.checkChat, undefined],
    [API.checkChat, ''],
    [API.checkChat, 'night shift'],
  ])('%s asks nobody about the chat id %s', async (path, chatId) => {
    const { status, problems } = await kibana.ask('POST', path, { body: { chatId } });
    expect([status, problems[0]?.field, kibana.done]).toEqual([400, 'chatId', []]);
  });
});

describe('where there are several channels', () => {
  const DAY_TOKEN = '100008:another_token_of_the_stand_in_bot_98';
  beforeEach(() =>
    kibana.save(
      { channels: [telegramChannel(CHAT.id), telegramChannel('-2002', 'day')] },
      { channelSecrets: JSON.stringify({ ...withToken(TEST_TOKEN), ...withToken(DAY_TOKEN, 'day') }) },
    ),
  );
  it.each([
    ['day', DAY_TOKEN],
    ['night', TEST_TOKEN],
    [undefined, TEST_TOKEN],
  ])('the saved token of %s is asked with', async (channelId, token) => {
    await kibana.ask('POST', API.checkToken, { body: { channelId } });
    expect(kibana.done).toEqual([`getMe ${token}`]);
  });
  it('nobody is asked for one that is not there', async () => {
    const { status, problems } = await kibana.ask('POST', API.checkToken, { body: { channelId: 'gone' } });
    expect([status, problems[0]?.code, kibana.done]).toEqual([400, 'no_token', []]);
  });
});
