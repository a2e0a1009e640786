import { API, type SettingsView } from '../../../common/api/api';
import type { Channel } from '../../../common/channels/channels';
import { channelFacts, telegramChannel, withToken } from '../../../test/channels';
import type { Problem } from '../../../common/status/problems';
import { TEST_TOKEN } from '../../../test/background';
import { NOW, SECOND } from '../../../test/builders';
import { BOT, CHAT, FakeServices, NEW_KEY_HEADER } from '../../../test/fake_services';
import { HOUR } from '../../../test/status_facts';
import type { TelegramFailure } from '../../notify/telegram/bot_api_port';
import { saveSettings, type Wanted } from '../../../test/settings_saves';
import { addSettingsRoutes } from './settings_routes';

const NEW_TOKEN = '100009:another_token_of_the_stand_in_bot_99';
const PATTERNS = ['logs-*', 'winlogbeat-*'];
const refusedToken: TelegramFailure = {
  kind: 'answered',
  httpStatus: 401,
  description: 'Unauthorized',
  fromTelegram: true,
};
const refusedChat: TelegramFailure = {
  kind: 'answered',
  httpStatus: 400,
  description: 'Bad Request: chat not found',
  fromTelegram: true,
};
const noWay: TelegramFailure = { kind: 'network', code: 'ECONNREFUSED', syscall: 'connect' };
let kibana: FakeServices;

beforeEach(() => {
  kibana = new FakeServices(addSettingsRoutes);
  kibana.save({ indexPatterns: PATTERNS, interval: '5s' });
});
const save = (wanted: Wanted = {}) => saveSettings(kibana, PATTERNS, wanted);
const codesOf = (problems: Problem[]) => problems.map(({ code, severity, field }) => [code, severity, field]);

describe('saving a token or a chat', () => {
  it('asks with the new token, stores both, looks at the channel again, and says no secret', async () => {
    const answer = await save({ secrets: withToken(NEW_TOKEN) });
    expect(answer.status).toBe(200);
    expect(kibana.done).toEqual([
      `getMe ${NEW_TOKEN}`,
      `getChat ${NEW_TOKEN} ${CHAT.id}`,
      'write',
      'changed night',
      'pokeOutbox',
    ]);
    expect(kibana.saved?.attributes).toMatchObject({
      channelSecrets: JSON.stringify(withToken(NEW_TOKEN)),
      channels: [channelFacts({ sender: BOT.username, receiver: CHAT.title })],
    });
    expect(JSON.stringify(answer)).not.toContain(NEW_TOKEN);
  });

  it('asks about a new chat with the saved token', async () => {
    await save({ settings: { channels: [telegramChannel('-2002')] } });
    expect(kibana.done[0]).toBe(`getChat ${TEST_TOKEN} -2002`);
    expect(kibana.saved?.attributes.channelSecrets).toBe(JSON.stringify(withToken(TEST_TOKEN)));
  });

  it('forgets the name of the chat that is no more', async () => {
    await save({ settings: { channels: [telegramChannel('')] } });
    expect(kibana.saved?.attributes.channels).toMatchObject([{ sender: BOT.username, receiver: null }]);
  });

  it('takes a saved token that cannot be decrypted for none', async () => {
    kibana.undecryptable = true;
    expect((await save({ settings: { channels: [telegramChannel('-2002')] } })).status).toBe(200);
    expect(kibana.done.filter((line) => line.startsWith('get'))).toEqual([]);
  });

  it('does not take another failure to open it for none', async () => {
    const services = kibana.services();
    const openIfReadable = () => Promise.reject(new Error('Elasticsearch is away'));
    kibana.services = () => ({ ...services, background: { ...services.background, openIfReadable } });
    await expect(save({ settings: { channels: [telegramChannel('-2002')] } })).rejects.toThrow();
    expect(kibana.done).toEqual([]);
  });

  it('refuses a token that could not be encrypted, and asks nobody', async () => {
    kibana.canEncrypt = false;
    const { status, problems } = await save({ secrets: withToken(NEW_TOKEN) });
    expect([status, problems[0]?.code, kibana.done]).toEqual([400, 'no_encryption_key', []]);
    expect(problems[0]?.remedy).toContain('xpack.encryptedSavedObjects.encryptionKey');
  });

  it('saves everything but a token where nothing can be encrypted', async () => {
    kibana.canEncrypt = false;
    kibana.saved = null;
    expect((await save({ version: null })).status).toBe(200);
  });

  it('refuses a token that Telegram refuses, at its field, and does not go on to the chat', async () => {
    kibana.getMe = { ok: false, failure: refusedToken };
    const { status, problems } = await save({ secrets: withToken(NEW_TOKEN) });
    expect([status, problems[0]?.field, problems[0]?.severity]).toEqual([
      400,
      'secrets.night.botToken',
      'error',
    ]);
    expect(kibana.done).toEqual([`getMe ${NEW_TOKEN}`]);
  });

  it('refuses a chat that Telegram refuses, at its field', async () => {
    kibana.getChat = { ok: false, failure: refusedChat };
    const { status, problems } = await save({ settings: { channels: [telegramChannel('-2002')] } });
    expect([status, problems[0]?.field]).toEqual([400, 'settings.channels.0.options.chatId']);
    expect(kibana.done).not.toContain('write');
  });

  it('saves what could not be asked for want of a way, and warns at both fields', async () => {
    kibana.getMe = { ok: false, failure: noWay };
    kibana.getChat = { ok: false, failure: noWay };
    const { status, body } = await save({ secrets: withToken(NEW_TOKEN) });
    expect(status).toBe(200);
    expect(codesOf(body.warnings).map(([, ...rest]) => rest)).toEqual([
      ['warning', 'secrets.night.botToken'],
      ['warning', 'settings.channels.0.options.chatId'],
    ]);
    expect(kibana.saved?.attributes).toMatchObject({
      channelSecrets: JSON.stringify(withToken(NEW_TOKEN)),
      channels: [channelFacts()],
    });
  });
});

describe('saving several channels', () => {
  const DAY_TOKEN = '100008:another_token_of_the_stand_in_bot_98';
  const [night, day] = [telegramChannel(CHAT.id), telegramChannel('-2002', 'day')];
  const secretsNow = () => JSON.parse(kibana.saved?.attributes.channelSecrets ?? '{}') as unknown;

  it('a new one is asked about with its own token, and the other keeps its own', async () => {
    const answer = await save({ settings: { channels: [night, day] }, secrets: withToken(DAY_TOKEN, 'day') });
    expect([answer.status, kibana.done]).toEqual([
      200,
      [`getMe ${DAY_TOKEN}`, `getChat ${DAY_TOKEN} -2002`, 'write', 'changed day', 'pokeOutbox'],
    ]);
    expect(secretsNow()).toEqual({ ...withToken(TEST_TOKEN), ...withToken(DAY_TOKEN, 'day') });
    expect(answer.body.channels.map(({ id, secretsSaved }) => [id, secretsSaved])).toEqual([
      ['night', ['botToken']],
      ['day', ['botToken']],
    ]);
  });
  it('the secrets of one that is removed go with it', async () => {
    await save({ settings: { channels: [] } });
    expect([secretsNow(), kibana.saved?.attributes.channels]).toEqual([{}, []]);
  });
  it('a problem stands at the channel that it is of', async () => {
    kibana.getChat = { ok: false, failure: refusedChat };
    const { status, problems } = await save({
      settings: { channels: [night, day] },
      secrets: withToken(DAY_TOKEN, 'day'),
    });
    expect([status, problems.map(({ field }) => field)]).toEqual([
      400,
      ['settings.channels.1.options.chatId'],
    ]);
  });
  it('secrets of a channel that is not there are refused, and nobody is asked', async () => {
    const { status, problems } = await save({ secrets: withToken(NEW_TOKEN, 'gone') });
    expect([status, problems[0]?.code, problems[0]?.field, kibana.done]).toEqual([
      400,
      'no_such_channel',
      'secrets.gone',
      [],
    ]);
  });
  it.each<[string, Channel[], string]>([
    ['two of one id', [night, night], 'settings.channels.1.id'],
    ['an id with a slash', [{ ...night, id: 'a/b' }], 'settings.channels.0.id'],
    ['one without a name', [{ ...night, name: '' }], 'settings.channels.0.name'],
    [
      'one of a kind that is not known',
      [{ ...night, kind: 'pigeon' as 'telegram' }],
      'settings.channels.0.kind',
    ],
  ])('%s is refused', async (_what, channels, field) => {
    const { status, problems } = await save({ settings: { channels } });
    expect([status, problems[0]?.field, kibana.done]).toEqual([400, field, []]);
  });
});

describe('where this Kibana cannot decrypt what is saved', () => {
  const day = telegramChannel('-2002', 'day');
  const noteSince = NOW - HOUR;
  const saveLost = () => {
    kibana.saveTurnedOn({
      indexPatterns: PATTERNS,
      channels: [telegramChannel(CHAT.id), day],
      interval: '5s',
    });
    kibana.undecryptable = true;
  };
  const channels = [telegramChannel(CHAT.id), day];
  const anotherReads = () => {
    kibana.secretsNote = { by: 'this', since: noteSince, at: NOW };
    kibana.memory = { ...kibana.memory, lastGoodTickAt: NOW - SECOND };
  };
  beforeEach(saveLost);

  it('the page is told that no secret is saved, so that it asks for them', async () => {
    const { body } = await kibana.ask<SettingsView>('GET', API.settings);
    expect(body.channels.map(({ id, secretsSaved }) => [id, secretsSaved])).toEqual([
      ['night', []],
      ['day', []],
    ]);
  });

  it('one save with the token repairs all: it renews the key too, and keeps the rest', async () => {
    const before = kibana.saved?.attributes;
    const { status } = await save({ settings: { channels }, secrets: withToken(NEW_TOKEN) });
    expect(status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      settings: { rules: before?.settings.rules, excludedAccounts: before?.settings.excludedAccounts },
      apiKey: NEW_KEY_HEADER,
      authority: { keyId: 'key-2' },
      channelSecrets: JSON.stringify({ ...withToken(NEW_TOKEN), day: {} }),
      channels: [{ secretsSaved: ['botToken'] }, { secretsSaved: [] }],
    });
    expect(kibana.done).toEqual(expect.arrayContaining(['testKey', 'invalidate key-1']));
  });

  it('a save without secrets leaves them, and the key, as they are', async () => {
    expect((await save({ settings: { channels, cooldown: '30m' } })).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: 'old header',
      channelSecrets: JSON.stringify(withToken(TEST_TOKEN)),
    });
  });

  it('a save with other patterns makes a key, and forgets secrets that would keep it from being read', async () => {
    expect((await save({ settings: { channels, indexPatterns: ['other-*'] } })).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: NEW_KEY_HEADER,
      channelSecrets: null,
      channels: [{ secretsSaved: [] }, { secretsSaved: [] }],
    });
  });

  it.each<[string, Wanted]>([
    ['a token', { settings: { channels }, secrets: withToken(NEW_TOKEN) }],
    ['one channel less', { settings: { channels: [day] } }],
    ['other patterns', { settings: { channels, indexPatterns: ['other-*'] } }],
  ])('and another one works with it, saving %s is refused, and nothing is written', async (_what, wanted) => {
    anotherReads();
    const { status, problems } = await save(wanted);
    expect([status, codesOf(problems)]).toEqual([400, [['secrets_elsewhere', 'error', undefined]]]);
    expect(kibana.done.filter((line) => /^(write|mint|invalidate)/.test(line))).toEqual([]);
  });

  it('and another one works with it, a save without secrets takes none from it', async () => {
    anotherReads();
    expect((await save({ settings: { channels, cooldown: '30m' } })).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: 'old header',
      channelSecrets: JSON.stringify(withToken(TEST_TOKEN)),
    });
  });
});
