import { API, type SettingsView } from '../../common/api/api';
import type { StatusResponse } from '../../common/status/status';
import { describeWithFarSides, useFarSides } from './far_sides';
import { goToPart, hasFocus, save, says, tabTo, useBrowser } from './browser';
import { problemsOf, TestSpace } from './harness';

jest.setTimeout(180_000);

const KEY = 'e2e-a-secret-part-of-the-address';
/** For what is refused before anybody is called. */
const URL_TO_CALL = `https://127.0.0.1/${KEY}`;
const UNLISTED = `https://unlisted.example/${KEY}`;

describeWithFarSides('the heartbeat', () => {
  const { visit } = useBrowser();
  const { receivers, webhookHost } = useFarSides();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
    await space.save();
  });
  afterEach(() => space.remove());
  const view = () => space.kibana.expect<SettingsView>('GET', API.settings);

  it('is set up, tried, kept as a secret, replaced and removed', async () => {
    const host = webhookHost();
    const admin = await (await visit(space)).open('/settings/general');
    expect(await admin.get('bfaCallHeartbeat').count()).toBe(0);
    await admin.get('bfaHeartbeat').click();
    expect(await admin.get('bfaCallHeartbeat').isDisabled()).toBe(true);

    await admin.get('bfaHeartbeatMinutes').fill('0');
    await admin.get('bfaHeartbeatMinutes').blur();
    await says(admin.get('bfaRow-heartbeat'), 'every 1 to 60 minutes');
    await admin.get('bfaHeartbeatMinutes').fill('10');
    const url = admin.get('bfaSecret-url');
    await url.fill(`http://${host}/${KEY}`);
    await url.blur();
    await says(admin.get('bfaRow-secrets.url'), 'must start with https://');

    await url.fill(UNLISTED);
    await admin.get('bfaCallHeartbeat').click();
    await says(admin.get('bfaHeartbeatResult'), /unlisted\.example is not among.*allowedHosts/s);
    await goToPart(admin, 'sources');
    await admin.get('bfaSave').click();
    await hasFocus(url);
    expect(admin.path()).toBe('/settings/general');
    await says(admin.get('bfaRow-secrets.url'), /unlisted\.example is not among.*allowedHosts/s);

    await url.fill(`https://${host}/${KEY}`);
    await save(admin);
    await says(admin.get('bfaSecretSaved-url'), `URL at ${host}: saved`);
    expect(await url.count()).toBe(0);
    expect(await view()).toMatchObject({
      heartbeatHost: host,
      settings: { heartbeat: { method: 'get', minutes: 10 } },
    });
    await says(admin.get('bfaHeartbeatLastCall'), 'Detection is off');
    expect(receivers.seen).toEqual([]);
    receivers.answer = ({ url: called }, response) => response.writeHead(500).end(`no check at ${called}`);
    await admin.get('bfaCallHeartbeat').click();
    await says(admin.get('bfaHeartbeatResult'), 'The call failed: HTTP 500: no check at');
    receivers.reset();
    await admin.get('bfaCallHeartbeat').click();
    await says(admin.get('bfaHeartbeatResult'), 'The call was taken. The answer: HTTP 200: ok');
    expect(receivers.seen).toMatchObject([{ method: 'GET', url: `/${KEY}` }]);
    expect((await space.status()).heartbeat?.lastCall).toMatchObject({ ok: true });
    await admin.open('/settings/general');
    await says(admin.get('bfaSecretSaved-url'), `URL at ${host}: saved`);
    expect(await admin.answers()).not.toContain(KEY);
    expect(await admin.page.content()).not.toContain(KEY);

    // By the keyboard alone.
    await admin.get('bfaHeartbeatMinutes').focus();
    await tabTo(admin.get('bfaHeartbeatMethod'));
    await admin.page.keyboard.press('Shift+Tab');
    await admin.page.keyboard.press('Shift+Tab');
    await hasFocus(admin.get('bfaReplaceSecret-url'));
    await admin.page.keyboard.press('Enter');
    await hasFocus(url);
    await admin.get('bfaKeepSecret-url').click();
    await admin.get('bfaSecretSaved-url').waitFor();

    await admin.get('bfaHeartbeat').click();
    await save(admin);
    expect(await view()).toMatchObject({ heartbeatHost: null, settings: { heartbeat: null } });
  });

  it('of every day is a setting of the channel', async () => {
    const admin = await (await visit(space)).open('/settings/when');
    await admin.get('bfaAllQuiet').click();
    await admin.get('bfaAllQuietAt').fill('06:45');
    await save(admin);
    const [channel] = (await view()).settings.channels;
    expect(channel?.tell.allQuiet).toMatchObject({ at: '06:45', timeZone: expect.stringMatching(/./) });
    await says(admin.get('bfaSettingsForm'), 'every day at 06:45');
    expect(await admin.complaints()).toEqual([]);
  });

  it.each<[string, object, { heartbeatUrl?: unknown }, string]>([
    ['no URL', { method: 'get', minutes: 5 }, {}, 'heartbeatUrl'],
    ['0 minutes', { method: 'get', minutes: 0 }, { heartbeatUrl: URL_TO_CALL }, 'settings.heartbeat.minutes'],
    [
      'another method',
      { method: 'put', minutes: 5 },
      { heartbeatUrl: URL_TO_CALL },
      'settings.heartbeat.method',
    ],
    [
      'a line break',
      { method: 'get', minutes: 5 },
      { heartbeatUrl: `${URL_TO_CALL}\r\nX: y` },
      'heartbeatUrl',
    ],
    ['a number', { method: 'get', minutes: 5 }, { heartbeatUrl: 7 }, 'heartbeatUrl'],
    [
      'a login',
      { method: 'get', minutes: 5 },
      { heartbeatUrl: `https://u:p@127.0.0.1/${KEY}` },
      'heartbeatUrl',
    ],
    ['a host that is not listed', { method: 'get', minutes: 5 }, { heartbeatUrl: UNLISTED }, 'heartbeatUrl'],
    ['loopback', { method: 'get', minutes: 5 }, { heartbeatUrl: `https://127.0.0.3/${KEY}` }, 'heartbeatUrl'],
  ])('with %s is refused at its field', async (_what, heartbeat, more, field) => {
    const { version } = await view();
    const settings = { ...space.settings(), heartbeat };
    const answer = await space.kibana.call('PUT', API.settings, { settings, version, ...more });
    expect([answer.status, problemsOf(answer).map((problem) => problem.field)]).toEqual([400, [field]]);
    expect(JSON.stringify(answer.body)).not.toContain(KEY);
    expect((await space.kibana.expect<StatusResponse>('GET', API.status)).heartbeat).toBeNull();
  });
});
