import { API, type SaveSettingsResponse, type SettingsView } from '../../../common/api/api';
import { NO_HEARTBEAT } from '../../../common/status/heartbeat';
import { withToken } from '../../../test/channels';
import { NOW } from '../../../test/builders';
import { TEST_TOKEN } from '../../../test/background';
import { FakeServices, NEW_KEY_HEADER } from '../../../test/fake_services';
import { saveSettings, type Wanted } from '../../../test/settings_saves';
import { addSettingsRoutes } from '../settings/settings_routes';
import { addSwitchRoutes } from '../settings/switch_routes';
import { addTestHeartbeatRoute } from './test_heartbeat_route';

const HOST = 'hc-ping.com';
const KEY = 'a-secret-part-of-the-address';
const URL_TO_CALL = `https://${HOST}/${KEY}`;
const OTHER = `https://kuma.example/api/push/another-${KEY}`;
const PATTERNS = ['winlogbeat-*'];
const HEARTBEAT = { method: 'get', minutes: 5 } as const;
const SAVED = { heartbeatHost: HOST, heartbeatUrl: URL_TO_CALL };

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addSettingsRoutes, addSwitchRoutes, addTestHeartbeatRoute);
  kibana.save({ indexPatterns: PATTERNS, interval: '5s' });
});
const save = (wanted: Wanted & { heartbeatUrl?: string } = {}) => saveSettings(kibana, PATTERNS, wanted);
const on = (heartbeatUrl?: string) => save({ settings: { heartbeat: HEARTBEAT }, heartbeatUrl });
const saveTurnedOn = () => {
  kibana.saveTurnedOn({ indexPatterns: PATTERNS, interval: '5s', heartbeat: HEARTBEAT });
  if (kibana.saved) Object.assign(kibana.saved.attributes, SAVED);
};
const saveWithUrl = () => kibana.save({ indexPatterns: PATTERNS, heartbeat: HEARTBEAT }, SAVED);

describe('saving', () => {
  it('keeps the URL as a secret, answers its host alone, and calls nobody', async () => {
    const { status, body } = await on(URL_TO_CALL);
    expect([status, body.heartbeatHost, body.settings.heartbeat]).toEqual([200, HOST, HEARTBEAT]);
    expect(kibana.saved?.attributes).toMatchObject(SAVED);
    expect(kibana.done.filter((line) => line.startsWith('callHeartbeat'))).toEqual([]);
    const read = await kibana.ask<SettingsView>('GET', API.settings);
    expect(read.body.heartbeatHost).toBe(HOST);
    expect(JSON.stringify([body, read.body])).not.toContain(KEY);
  });

  it('keeps the saved one where none is typed', async () => {
    saveWithUrl();
    expect((await on()).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject(SAVED);
    expect(kibana.done).not.toContain('forgetHeartbeat');
  });

  it('replaces it, and forgets what is known of the old one', async () => {
    saveWithUrl();
    kibana.beats.stored = { ...NO_HEARTBEAT, calledAt: NOW, failures: 7 };
    expect((await on(OTHER)).body.heartbeatHost).toBe('kuma.example');
    expect(kibana.saved?.attributes).toMatchObject({ heartbeatHost: 'kuma.example', heartbeatUrl: OTHER });
    expect(kibana.beats.stored).toEqual(NO_HEARTBEAT);
  });

  it('is done also where that cannot be forgotten', async () => {
    kibana.failing.set('forgetHeartbeat', new Error('away'));
    expect((await on(URL_TO_CALL)).status).toBe(200);
  });

  it('removes it where the heartbeat is turned off', async () => {
    saveWithUrl();
    expect((await save()).body.heartbeatHost).toBeNull();
    expect(kibana.saved?.attributes).toMatchObject({ heartbeatHost: null, heartbeatUrl: null });
  });

  it.each<[string, () => ReturnType<typeof on>, string, string | undefined]>([
    ['no URL', () => on(), 'heartbeat_url_missing', 'heartbeatUrl'],
    ['a URL while it is off', () => save({ heartbeatUrl: URL_TO_CALL }), 'heartbeat_off', 'heartbeatUrl'],
    ['no https', () => on(`http://${HOST}/${KEY}`), 'invalid_input', 'heartbeatUrl'],
    ['a line break', () => on(`${URL_TO_CALL}\r\nHost: x`), 'invalid_input', 'heartbeatUrl'],
    [
      'no minutes',
      () => save({ settings: { heartbeat: { ...HEARTBEAT, minutes: 0 } }, heartbeatUrl: URL_TO_CALL }),
      'invalid_input',
      'settings.heartbeat.minutes',
    ],
  ])('with %s is refused, and nothing is stored', async (_what, ask, code, field) => {
    const { status, problems, body } = await ask();
    expect([status, problems[0]?.code, problems[0]?.field]).toEqual([400, code, field]);
    expect(kibana.done).not.toContain('write');
    expect(JSON.stringify(body)).not.toContain(KEY);
  });

  it('to a host that kibana.yml does not list is refused with what to do', async () => {
    kibana.beats.forbiddenHosts.add('kuma.example');
    const { status, problems } = await on(OTHER);
    expect([status, problems]).toEqual([
      400,
      [
        {
          code: 'host_not_allowed',
          severity: 'error',
          field: 'heartbeatUrl',
          message: 'kuma.example is not listed.',
          remedy: 'List it.',
        },
      ],
    ]);
  });

  it('without an encryption key is refused', async () => {
    kibana.canEncrypt = false;
    expect((await on(URL_TO_CALL)).problems[0]?.code).toBe('no_encryption_key');
  });
});

describe('where the saved secrets can be decrypted by nobody any more', () => {
  beforeEach(() => {
    saveTurnedOn();
    kibana.undecryptable = true;
  });

  it('the URL counts as not saved, and has to be typed again', async () => {
    const { body } = await kibana.ask<SettingsView>('GET', API.settings);
    expect(body.heartbeatHost).toBeNull();
    expect((await on()).problems[0]?.code).toBe('heartbeat_url_missing');
  });

  it('with the URL typed, the others are forgotten and there is a new key', async () => {
    expect((await on(OTHER)).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      heartbeatUrl: OTHER,
      channelSecrets: null,
      channels: [{ secretsSaved: [] }],
      apiKey: NEW_KEY_HEADER,
    });
  });

  it('with a token typed and the heartbeat off, the URL is forgotten', async () => {
    expect((await save({ secrets: withToken(TEST_TOKEN) })).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      heartbeatUrl: null,
      heartbeatHost: null,
      channels: [{ secretsSaved: ['botToken'] }],
      apiKey: NEW_KEY_HEADER,
    });
  });

  it('renewing the key forgets it too, and the settings stay', async () => {
    const { status, body } = await kibana.ask<SaveSettingsResponse>('POST', API.renewKey, {
      body: { version: 'v1' },
    });
    expect([status, body.settings.heartbeat]).toEqual([200, HEARTBEAT]);
    expect(kibana.saved?.attributes).toMatchObject({ heartbeatUrl: null, heartbeatHost: null });
  });
});

describe('calling it now', () => {
  const test = (body: object) => kibana.ask('POST', API.testHeartbeat, { body });

  it('calls the URL that is typed, and saves nothing', async () => {
    saveWithUrl();
    const { status, body } = await test({ method: 'post', url: OTHER });
    expect([status, body]).toEqual([200, { ok: true, said: 'HTTP 200: OK' }]);
    expect(kibana.done).toEqual([`callHeartbeat post ${OTHER}`]);
  });

  it('calls the saved one where none is typed', async () => {
    saveWithUrl();
    expect((await test({ method: 'get' })).status).toBe(200);
    expect(kibana.done).toEqual([`callHeartbeat get ${URL_TO_CALL}`, 'noteHeartbeat']);
  });

  describe('as the watch does', () => {
    const FAILING = {
      calledAt: NOW - 1,
      last: { at: NOW - 1, ok: false, code: 'x', said: 'HTTP 500', remedy: 'Look.' },
      failures: 3,
      failingSince: NOW - 3,
    } as const;
    beforeEach(() => {
      saveWithUrl();
      kibana.beats.stored = FAILING;
    });

    it.each<[string, object]>([
      ['the saved URL', { method: 'get' }],
      ['the saved URL, typed again', { method: 'get', url: URL_TO_CALL }],
    ])('with %s, a call that is taken ends what was wrong', async (_what, body) => {
      expect((await test(body)).status).toBe(200);
      expect(kibana.beats.stored).toEqual({
        calledAt: kibana.now,
        last: { at: kibana.now, ok: true, said: 'HTTP 200: OK' },
        failures: 0,
        failingSince: null,
      });
    });

    it.each<[string, object]>([
      ['another URL', { method: 'get', url: OTHER }],
      ['another method', { method: 'post' }],
    ])('not with %s: nothing is noted', async (_what, body) => {
      expect((await test(body)).status).toBe(200);
      expect(kibana.beats.stored).toEqual(FAILING);
    });

    it('a call that fails is not noted: the watch tries by itself', async () => {
      kibana.beats.outcome = { ok: false, code: 'x', said: 'HTTP 404', remedy: 'Copy it again.' };
      await test({ method: 'get' });
      expect(kibana.beats.stored).toEqual(FAILING);
    });

    it('is answered also where it cannot be noted', async () => {
      kibana.failing.set('noteHeartbeat', new Error('away'));
      expect((await test({ method: 'get' })).status).toBe(200);
      expect(kibana.beats.stored).toEqual(FAILING);
    });
  });

  it('answers a refusal with 200 and what to do', async () => {
    kibana.beats.outcome = { ok: false, code: 'x', said: 'HTTP 404', remedy: 'Copy it again.' };
    const { status, body } = await test({ method: 'get', url: OTHER });
    expect([status, body]).toEqual([200, kibana.beats.outcome]);
  });

  it.each<[string, object, string]>([
    ['no URL', { method: 'get' }, 'heartbeat_url_missing'],
    ['no method', { url: OTHER }, 'invalid_input'],
    ['another method', { method: 'HEAD', url: OTHER }, 'invalid_input'],
    ['a URL that is none', { method: 'get', url: KEY }, 'invalid_input'],
    ['a field that is not known', { method: 'get', url: OTHER, to: 'x' }, 'unknown_field'],
  ])('with %s is refused, and nobody is called', async (_what, body, code) => {
    const answer = await test(body);
    expect([answer.status, answer.problems[0]?.code, kibana.done]).toEqual([400, code, []]);
    expect(JSON.stringify(answer.body)).not.toContain(KEY);
  });

  it('asks for the URL again where the saved one cannot be decrypted', async () => {
    saveWithUrl();
    kibana.undecryptable = true;
    expect((await test({ method: 'get' })).problems[0]?.code).toBe('heartbeat_url_missing');
  });

  it('takes a turn of the test messages', async () => {
    for (let n = 0; n < 10; n += 1) expect((await test({ method: 'get', url: OTHER })).status).toBe(200);
    const { status, headers } = await test({ method: 'get', url: OTHER });
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
  });
});
