import { channelFacts, withToken } from '../../../test/channels';
import { API, type SettingsView } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { TEST_TOKEN } from '../../../test/background';
import { BOT, CHAT, FakeServices, NEW_KEY_HEADER, OLD_KEY } from '../../../test/fake_services';
import { elasticsearchError, savedObjectsError } from '../../../test/thrown_errors';
import { saveSettings, type Wanted } from '../../../test/settings_saves';
import { addSettingsRoutes } from './settings_routes';

const NEW_TOKEN = '100009:another_token_of_the_stand_in_bot_99';
const PATTERNS = ['logs-*', 'winlogbeat-*'];
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
const save = (wanted: Wanted = {}) => saveSettings(kibana, PATTERNS, wanted);

describe('reading', () => {
  it('answers the defaults where nothing was saved', async () => {
    kibana.saved = null;
    const { body } = await kibana.ask<SettingsView>('GET', API.settings);
    expect(body).toEqual({
      settings: DEFAULT_SETTINGS,
      version: null,
      detectionOn: false,
      channels: [],
      heartbeatHost: null,
      canEncrypt: true,
      proxies: [],
    });
  });

  it('answers no secret, and says that a token is there', async () => {
    kibana.saveTurnedOn();
    const { body } = await kibana.ask<SettingsView>('GET', API.settings);
    expect(body).toMatchObject({
      version: 'v1',
      channels: [channelFacts({ sender: BOT.username, receiver: CHAT.title })],
    });
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
    const { status, problems } = await save({ version, secrets: withToken(NEW_TOKEN) });
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
    expect([status, body.channels, body.warnings]).toEqual([200, [channelFacts({ secretsSaved: [] })], []]);
    expect(kibana.done).toEqual(['write', 'changed night', 'pokeOutbox']);
  });

  it('what is saved is answered so, also where its channel cannot be looked at again', async () => {
    kibana.saved = null;
    kibana.failing.set('changed', elasticsearchError('ResponseError', 503));
    expect((await save({ version: null })).status).toBe(200);
    expect(kibana.done).toEqual(['write', 'changed night', 'pokeOutbox']);
  });

  it('what changes neither token nor chat asks Telegram nothing and sends nothing', async () => {
    expect((await save({ settings: { cooldown: '9m' } })).status).toBe(200);
    expect(kibana.done).toEqual(['write']);
    expect(kibana.saved?.attributes.settings.cooldown).toBe('9m');
  });

  it('options that come back in another order are no change of the channel', async () => {
    const [channel] = kibana.saved?.attributes.settings.channels ?? [];
    if (!channel) throw new Error('A channel is saved.');
    const options = Object.fromEntries(Object.entries(channel.options).reverse());
    kibana.save({ channels: [{ ...channel, options: options as never }] });
    expect((await save({ settings: { cooldown: '9m', channels: [channel] } })).status).toBe(200);
    expect(kibana.done).toEqual(['write']);
  });

  it('with detection on sets the interval of the task', async () => {
    kibana.saveTurnedOn({ indexPatterns: PATTERNS });
    await save({ settings: { interval: '30s' } });
    expect(kibana.done).toEqual(['write', 'forgetSource', 'ensureTasks', 'lookSoon']);
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
    kibana.callerSees = { patterns: [], logons: null, problems: [unreadable] };
    const { status, problems } = await save({ settings: { indexPatterns: ['win-*'] } });
    expect([status, problems, kibana.done]).toEqual([400, [unreadable], []]);
  });

  it('with detection on, the same ones that cannot be read are a warning', async () => {
    kibana.callerSees = { patterns: [], logons: null, problems: [unreadable] };
    const { status, body } = await save({ settings: { cooldown: '9m' } });
    expect([status, body.warnings]).toEqual([200, [{ ...unreadable, severity: 'warning' }]]);
  });

  it('with detection off, other ones that cannot be read are a warning, and no key is made', async () => {
    kibana.save({ indexPatterns: PATTERNS });
    kibana.callerSees = { patterns: [], logons: null, problems: [unreadable] };
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
    kibana.keySees = { patterns: [], logons: null, problems: [unreadable] };
    const { status } = await save({ settings: { indexPatterns: ['win-*'] } });
    expect([status, kibana.done]).toEqual([400, ['mint night win-*', 'testKey', 'invalidate key-2']]);
    expect(kibana.saved?.attributes.authority).toEqual(OLD_KEY);
  });
});
