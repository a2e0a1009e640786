import { API, type SaveSettingsResponse, type SettingsView } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { DEFAULT_SETTINGS, type SettingsInput } from '../../../common/settings/settings';
import { TEST_TOKEN } from '../../../test/background';
import {
  BOT,
  CHAT,
  FakeServices,
  NEW_KEY_HEADER,
  OLD_KEY,
  savedObjectsError,
} from '../../../test/fake_services';
import type { TelegramFailure } from '../../notify/telegram/telegram_port';
import { addSettingsRoutes } from './settings_routes';

const NEW_TOKEN = '100009:another_token_of_the_stand_in_bot_99';
const PATTERNS = ['logs-*', 'winlogbeat-*'];
const SIX_HOURS = 6 * 3_600_000;
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
const unreadable: Problem = {
  code: 'pattern_unreadable',
  severity: 'error',
  field: 'settings.indexPatterns',
  message: 'The right is missing.',
  remedy: 'Ask an admin.',
};
let kibana: FakeServices;

beforeEach(() => {
  kibana = new FakeServices(addSettingsRoutes);
  kibana.save({ indexPatterns: PATTERNS, interval: '5s' });
});
interface Wanted {
  settings?: Partial<SettingsInput>;
  version?: string | null;
  botToken?: string;
}
const save = ({ settings, version = 'v1', ...more }: Wanted = {}) =>
  kibana.ask<SaveSettingsResponse>('PUT', API.settings, {
    body: {
      settings: {
        ...DEFAULT_SETTINGS,
        indexPatterns: PATTERNS,
        telegramChatId: CHAT.id,
        interval: '5s',
        ...settings,
      },
      version,
      ...more,
    },
  });
const codesOf = (problems: Problem[]) => problems.map(({ code, severity, field }) => [code, severity, field]);

describe('reading', () => {
  it('answers the defaults where nothing was saved', async () => {
    kibana.saved = null;
    const { body } = await kibana.ask<SettingsView>('GET', API.settings);
    expect(body).toEqual({
      settings: DEFAULT_SETTINGS,
      version: null,
      detectionOn: false,
      tokenSaved: false,
      bot: null,
      chatTitle: null,
      canEncrypt: true,
    });
  });

  it('answers no secret, and says that a token is there', async () => {
    kibana.saveTurnedOn();
    const { body } = await kibana.ask<SettingsView>('GET', API.settings);
    expect(body).toMatchObject({ tokenSaved: true, bot: BOT, chatTitle: CHAT.title, version: 'v1' });
    expect(JSON.stringify(body)).not.toContain(TEST_TOKEN);
    expect(JSON.stringify(body)).not.toContain('old header');
    expect(JSON.stringify(body)).not.toContain(OLD_KEY.keyId);
  });
});

describe('saving', () => {
  it.each<[string, string | null]>([
    ['an older version', 'v0'],
    ['as if nothing was saved', null],
  ])('%s is a conflict, and nothing is asked or written', async (_name, version) => {
    const { status, problems } = await save({ version, botToken: NEW_TOKEN });
    expect([status, problems[0]?.code, kibana.done]).toEqual([409, 'conflict', []]);
  });

  it('meets a conflict also where somebody saves in between', async () => {
    kibana.failing.set('write', savedObjectsError(409));
    expect((await save()).status).toBe(409);
    expect(kibana.done).toEqual(['write']);
  });

  it('the first settings asks Telegram nothing without a token', async () => {
    kibana.saved = null;
    const { status, body } = await save({ version: null });
    expect([status, body.tokenSaved, body.warnings]).toEqual([200, false, []]);
    expect(kibana.done).toEqual(['write', `retryRefused ${SIX_HOURS}`, 'pokeOutbox']);
  });

  it('what changes neither token nor chat asks Telegram nothing and sends nothing', async () => {
    expect((await save({ settings: { cooldown: '9m' } })).status).toBe(200);
    expect(kibana.done).toEqual(['write']);
    expect(kibana.saved?.attributes.settings.cooldown).toBe('9m');
  });

  it('with detection on sets the interval of the task', async () => {
    kibana.saveTurnedOn({ indexPatterns: PATTERNS });
    await save({ settings: { interval: '30s' } });
    expect(kibana.done).toEqual(['write', 'forgetSource', 'ensureTasks', 'lookSoon']);
  });
});

describe('saving a token or a chat', () => {
  it('asks with the new token, stores both, retries what was refused, and says no secret', async () => {
    const answer = await save({ botToken: NEW_TOKEN });
    expect(answer.status).toBe(200);
    expect(kibana.done).toEqual([
      `getMe ${NEW_TOKEN}`,
      `getChat ${NEW_TOKEN} ${CHAT.id}`,
      'write',
      `retryRefused ${SIX_HOURS}`,
      'pokeOutbox',
    ]);
    expect(kibana.saved?.attributes).toMatchObject({ botToken: NEW_TOKEN, tokenSaved: true, bot: BOT });
    expect(JSON.stringify(answer)).not.toContain(NEW_TOKEN);
  });

  it('asks about a new chat with the saved token', async () => {
    await save({ settings: { telegramChatId: '-2002' } });
    expect(kibana.done[0]).toBe(`getChat ${TEST_TOKEN} -2002`);
    expect(kibana.saved?.attributes.botToken).toBe(TEST_TOKEN);
  });

  it('forgets the name of the chat that is no more', async () => {
    await save({ settings: { telegramChatId: '' } });
    expect(kibana.saved?.attributes.chatTitle).toBeNull();
  });

  it('takes a saved token that cannot be decrypted for none', async () => {
    kibana.undecryptable = true;
    expect((await save({ settings: { telegramChatId: '-2002' } })).status).toBe(200);
    expect(kibana.done.filter((line) => line.startsWith('get'))).toEqual([]);
  });

  it('does not take another failure to open it for none', async () => {
    const services = kibana.services();
    const openIfReadable = () => Promise.reject(new Error('Elasticsearch is away'));
    kibana.services = () => ({ ...services, background: { ...services.background, openIfReadable } });
    await expect(save({ settings: { telegramChatId: '-2002' } })).rejects.toThrow();
    expect(kibana.done).toEqual([]);
  });

  it('refuses a token that could not be encrypted, and asks nobody', async () => {
    kibana.canEncrypt = false;
    const { status, problems } = await save({ botToken: NEW_TOKEN });
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
    const { status, problems } = await save({ botToken: NEW_TOKEN });
    expect([status, problems[0]?.field, problems[0]?.severity]).toEqual([400, 'botToken', 'error']);
    expect(kibana.done).toEqual([`getMe ${NEW_TOKEN}`]);
  });

  it('refuses a chat that Telegram refuses, at its field', async () => {
    kibana.getChat = { ok: false, failure: refusedChat };
    const { status, problems } = await save({ settings: { telegramChatId: '-2002' } });
    expect([status, problems[0]?.field]).toEqual([400, 'settings.telegramChatId']);
    expect(kibana.done).not.toContain('write');
  });

  it('saves what could not be asked for want of a way, and warns at both fields', async () => {
    kibana.getMe = { ok: false, failure: noWay };
    kibana.getChat = { ok: false, failure: noWay };
    const { status, body } = await save({ botToken: NEW_TOKEN });
    expect(status).toBe(200);
    expect(codesOf(body.warnings).map(([, ...rest]) => rest)).toEqual([
      ['warning', 'botToken'],
      ['warning', 'settings.telegramChatId'],
    ]);
    expect(kibana.saved?.attributes).toMatchObject({ botToken: NEW_TOKEN, bot: null, chatTitle: null });
  });
});

describe('saving index patterns', () => {
  beforeEach(() => kibana.saveTurnedOn({ indexPatterns: PATTERNS, interval: '5s' }));

  it('with detection on, other ones get another key: stored first, then the old one goes', async () => {
    const answer = await save({ settings: { indexPatterns: ['win-*'] } });
    expect(answer.status).toBe(200);
    expect(kibana.done).toEqual([
      'mint night win-*',
      'testKey',
      'write',
      'invalidate key-1',
      'forgetSource',
      'ensureTasks',
      'lookSoon',
    ]);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: NEW_KEY_HEADER,
      authority: { keyId: 'key-2' },
      settings: { indexPatterns: ['win-*'] },
    });
    expect(JSON.stringify(answer)).not.toContain(NEW_KEY_HEADER);
  });

  it('in another order keeps the key', async () => {
    kibana.saveTurnedOn({ indexPatterns: ['b-*', 'a-*', 'c-*'], interval: '5s' });
    await save({ settings: { indexPatterns: ['c-*', 'a-*', 'b-*'] } });
    expect(kibana.done).toEqual(['write', 'forgetSource', 'ensureTasks', 'lookSoon']);
  });

  it('with detection on, other ones that cannot be read are refused', async () => {
    kibana.callerSees = { patterns: [], problems: [unreadable] };
    const { status, problems } = await save({ settings: { indexPatterns: ['win-*'] } });
    expect([status, problems, kibana.done]).toEqual([400, [unreadable], []]);
  });

  it('with detection on, the same ones that cannot be read are a warning', async () => {
    kibana.callerSees = { patterns: [], problems: [unreadable] };
    const { status, body } = await save({ settings: { cooldown: '9m' } });
    expect([status, body.warnings]).toEqual([200, [{ ...unreadable, severity: 'warning' }]]);
  });

  it('with detection off, other ones that cannot be read are a warning, and no key is made', async () => {
    kibana.save({ indexPatterns: PATTERNS });
    kibana.callerSees = { patterns: [], problems: [unreadable] };
    const { status, body } = await save({ settings: { indexPatterns: ['win-*'] } });
    expect([status, body.warnings, kibana.done]).toEqual([
      200,
      [{ ...unreadable, severity: 'warning' }],
      ['write'],
    ]);
  });

  it('leaves no new key behind where it could not be stored', async () => {
    kibana.failing.set('write', savedObjectsError(409));
    expect((await save({ settings: { indexPatterns: ['win-*'] } })).status).toBe(409);
    expect(kibana.done).toEqual(['mint night win-*', 'testKey', 'write', 'invalidate key-2']);
  });

  it('stores nothing where the new key cannot read', async () => {
    kibana.keySees = { patterns: [], problems: [unreadable] };
    const { status } = await save({ settings: { indexPatterns: ['win-*'] } });
    expect([status, kibana.done]).toEqual([400, ['mint night win-*', 'testKey', 'invalidate key-2']]);
    expect(kibana.saved?.attributes.authority).toEqual(OLD_KEY);
  });
});
