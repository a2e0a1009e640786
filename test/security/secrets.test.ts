import { CHANNEL_ID, telegramChannel, withToken } from '../channels';
import { randomBytes } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import { API, type SettingsView, type TestChannelResponse } from '../../common/api/api';
import type { SettingsInput } from '../../common/settings/settings';
import type { StatusResponse } from '../../common/status/status';
import { E2E_PROXY } from '../e2e_proxy';
import { CHANNEL_PAGE, goToPart, says, save, useBrowser } from '../e2e/browser';
import { GROUP_CHAT, messagesAbout, problemsOf, scriptTelegram } from '../e2e/harness';
import { startSocksServer } from '../socks_server';
import { startHeartbeatService } from './heartbeat_service';
import { People, readsEventsOf } from './people';
import { eventually, TARGET, TestSpace } from './place';
import { documentPlaces, logPlaces, pagePlaces, recordAnswers, recordBundle, zipPlaces } from './places';
import { SAVED_OBJECT_DOORS, TELLING_DOORS } from './saved_object_doors';
import { encryptionKey, opened, sealedSettings, spoil } from './sealed_settings';
import { findSecrets, formsOf, type Place, type Secret } from './secret_search';
import { stateOf } from './space_state';

jest.setTimeout(120_000);

/** Of this run alone, so that a find is one of this run. */
const HALF = `PLANTED_${randomBytes(14).toString('hex')}`.slice(0, 35);
const [TOKEN, HEART_KEY] = [`100777:${HALF}`, `planted-${randomBytes(14).toString('hex')}`];
const ECHOES = ['plain', 'encoded', 'secret', 'page'];

describe('secrets, through a whole round', () => {
  const { visit } = useBrowser();
  const secrets: Secret[] = [
    { name: 'bot token', value: TOKEN },
    { name: 'secret half of the bot token', value: HALF },
    { name: 'key of the heartbeat', value: HEART_KEY },
    { name: 'encryption key', value: encryptionKey() },
  ];
  const answers = recordAnswers();
  const places: Place[] = [];
  let space: TestSpace;
  let people: People;
  let [tracer, alertId] = ['', ''];
  let heart: Awaited<ReturnType<typeof startHeartbeatService>>;

  const editor = () => people.in(space, 'editor');
  const version = async () => (await editor().expect<SettingsView>('GET', API.settings)).version;
  const switchTo = async (path: string) => editor().expect('POST', path, { version: await version() });
  const status = () => editor().expect<StatusResponse>('GET', API.status);
  const readAll = async () => {
    for (const path of [API.settings, API.status, API.alerts, `${API.detect}?notify=false`])
      await editor().call('GET', path);
  };
  const settings = (overrides: Partial<SettingsInput> = {}) =>
    space.settings({ heartbeat: heart.url ? { method: 'get', minutes: 1 } : null, ...overrides });
  const put = async (changes: object) =>
    editor().call('PUT', API.settings, { settings: settings(), version: await version(), ...changes });

  const test = (secrets = {}) => ({ channel: telegramChannel(GROUP_CHAT), secrets });
  /** Sends a test message through the saved channel, as the editor, until something was said of it. */
  const testSaved = async () => {
    const sent = await editor().expect<TestChannelResponse>('POST', API.testChannel, test());
    const path = API.channelTest.replace('{id}', sent.outcome === 'waiting' ? sent.id : 'it does not wait');
    return eventually('what became of the test message', async () => {
      const now = await editor().expect<TestChannelResponse>('GET', path);
      return now.outcome === 'waiting' ? now.last?.code : now.outcome;
    });
  };

  /** What the plugin holds is what we put in and what Elasticsearch gave; from now on it is looked for. */
  const learnKey = async () => {
    const sealed = await sealedSettings(space);
    const { channelSecrets, apiKey } = opened(space, sealed);
    expect(channelSecrets).toContain(TOKEN);
    const [id = '', key = ''] = Buffer.from(apiKey, 'base64').toString().split(':');
    const owner = new Client({ node: TARGET.elasticsearch, auth: { apiKey } });
    const { api_key: known } = (await owner.security.authenticate()) as { api_key?: { id: string } };
    await owner.close();
    expect(known?.id).toBe(id);
    secrets.push(
      { name: `API key ${id} as a header has it`, value: apiKey },
      { name: `API key ${id} with its id`, value: `${id}:${key}` },
      { name: `secret of API key ${id}`, value: key },
    );
    return id;
  };

  beforeAll(async () => {
    const bot = { token: TOKEN, username: 'planted_bot' };
    await fetch(`${TARGET.botApi}/_bots`, { method: 'POST', body: JSON.stringify(bot) });
    heart = await startHeartbeatService(HEART_KEY);
    space = await TestSpace.create();
    tracer = `tracer-of-${space.id}`;
    people = new People(space);
    await people.make('editor', { feature: 'all', indices: readsEventsOf(space) });
  });
  afterAll(async () => {
    answers.stop();
    await people.remove();
    await space.remove();
    await heart.close();
  });

  it('saved, turned on, attacked, delivered', async () => {
    const saved = await put({ secrets: withToken(TOKEN), heartbeatUrl: heart.url });
    expect(saved.status).toBe(200);
    await switchTo(API.turnOn);
    await learnKey();
    await eventually('the first run', async () => (await status()).lastTick !== null);
    await space.fail(tracer, 5);
    await eventually('the message', async () => (await messagesAbout(tracer)).length === 1);
    [{ id: alertId } = { id: '' }] = await space.alerts();
    await readAll();
  });

  it('in the saved object the secrets are ciphertext', async () => {
    const sealed = await sealedSettings(space);
    const texts = Object.entries(sealed).map(([name, text]) => ({ kind: 'sealed', name, text }));
    expect(findSecrets(secrets, texts)).toEqual([]);
    expect(opened(space, sealed)).toEqual({
      channelSecrets: JSON.stringify(withToken(TOKEN)),
      heartbeatUrl: heart.url,
      apiKey: expect.stringMatching(/.{40}/),
    });
  });

  it('called by hand and by the watch, at a service that repeats its address', async () => {
    if (heart.url === undefined) return;
    const refused = { ok: false, said: expect.stringContaining('no such check') };
    for (const url of [heart.url, undefined])
      expect((await editor().call('POST', API.testHeartbeat, { method: 'post', url })).body).toMatchObject(
        refused,
      );
    await eventually('a call that failed', async () =>
      (await status()).problems.some(({ code }) => code === 'heartbeat_failing'),
    );
    await readAll();
  });

  it.each(ECHOES)('refused by a Telegram that repeats the token: %s', async (as) => {
    const echo = (method: string) => scriptTelegram({ kind: 'echo', as, method });
    for (const botToken of [TOKEN, undefined]) {
      await echo('getMe');
      expect((await editor().call('POST', API.checkToken, { botToken })).body).toMatchObject({ ok: false });
      await echo('getChat');
      const chat = { chatId: GROUP_CHAT, botToken };
      expect((await editor().call('POST', API.checkChat, chat)).body).toMatchObject({ ok: false });
    }
    await echo('sendMessage');
    const typed = await editor().call('POST', API.testChannel, test({ botToken: TOKEN }));
    expect(typed.body).toMatchObject({ outcome: expect.not.stringMatching('delivered|waiting') });
    await echo('sendMessage');
    await space.fail(`${as}-${space.id}`, 5);
    await eventually('the refusal of the delivery', async () =>
      (await space.alerts()).some(
        ({ group, deliveries }) => group.value === `${as}-${space.id}` && deliveries[0]?.lastErrorCode,
      ),
    );
    // Last, since a page of a gateway is no refusal: then it is saved, and what was refused is sent again.
    await echo('getMe');
    await put({ secrets: withToken(TOKEN) });
    // A test message that arrives shows that the channel works again: what it held back is sent.
    expect(await testSaved()).toBe('delivered');
    await eventually('a channel that works', async () =>
      (await status()).channels.every(({ broken, waiting }) => !broken && waiting === 0),
    );
    await readAll();
  });

  it('refused by a proxy of kibana.yml: unknown, down, and by its login', async () => {
    const ask = (proxy: string) => editor().call('POST', API.checkToken, { botToken: TOKEN, proxy });
    expect((await ask('another-proxy')).status).toBe(400);
    const { proxyPort, botApi } = TARGET;
    if (proxyPort === undefined) return;
    secrets.push({ name: 'password of the proxy', value: E2E_PROXY.password });
    expect((await ask(E2E_PROXY.name)).body).toMatchObject({ problem: { code: 'proxy_unreachable' } });
    const to = Number(new URL(botApi).port);
    for (const [password, code] of [
      ['another', 'proxy_login_refused'],
      [E2E_PROXY.password, undefined],
    ] as const) {
      const proxy = await startSocksServer({ to, login: { ...E2E_PROXY, password } }, proxyPort);
      const { body } = await ask(E2E_PROXY.name);
      await proxy.close();
      expect(body).toMatchObject(code ? { ok: false, problem: { code } } : { ok: true });
    }
    await readAll();
  });

  it.each<[string, () => object]>([
    ['in the field of the heartbeat', () => ({ heartbeatUrl: TOKEN })],
    ['with a word in front', () => ({ secrets: withToken(`bot${TOKEN}`) })],
    ['with a line break', () => ({ secrets: withToken(`${TOKEN}\n`) })],
    ['in the field of the chat', () => ({ settings: settings({ channels: [telegramChannel(TOKEN)] }) })],
    ['in a list', () => ({ secrets: { [CHANNEL_ID]: { botToken: [TOKEN] } } })],
  ])('refused where the token is pasted %s', async (_where, changes) => {
    expect((await put(changes())).status).toBe(400);
  });

  it('refused where the token is pasted in the field of the patterns, and quoted to nobody but who typed it', async () => {
    const before = answers.places.length;
    expect((await put({ settings: settings({ indexPatterns: [TOKEN] }) })).status).toBe(400);
    // A pattern is quoted, so that people see which one is meant: this one answer is left out of the search.
    expect(answers.places.splice(before).pop()?.text).toContain(TOKEN);
  });

  it('refused by Elasticsearch: the key is revoked', async () => {
    const header = secrets.find(({ name }) => name.endsWith('as a header has it'));
    const [id = ''] = Buffer.from(header?.value ?? '', 'base64')
      .toString()
      .split(':');
    await space.client.security.invalidateApiKey({ ids: [id] });
    await eventually('a failing state', async () => (await status()).state === 'failing');
    await readAll();
  });

  it('undecryptable', async () => {
    await spoil(space, people);
    await eventually('the state to say so', async () =>
      (await status()).problems.some(({ code }) => code === 'undecryptable'),
    );
    for (const [path, body] of [
      [API.checkToken, {}],
      [API.checkChat, { chatId: GROUP_CHAT }],
      [API.testChannel, test()],
    ] as const)
      await editor().call('POST', path, body);
    await readAll();
  });

  it('entered anew in the browser, which keeps nothing of it', async () => {
    const person = await visit(space, { login: people.login('editor') });
    const bundle = recordBundle(person);
    await person.open(CHANNEL_PAGE);
    // What cannot be decrypted is asked for anew, without a click on Replace.
    await person.get('bfaSecret-botToken').fill(TOKEN);
    await says(person.get('bfaTokenResult'), '@planted_bot');
    await goToPart(person, 'general');
    if (heart.url) await person.get('bfaSecret-url').fill(heart.url);
    await save(person);
    if (heart.url) await says(person.get('bfaSecretSaved-url'), '127.0.0.1');
    await goToPart(person, 'channels');
    await person.get(`bfaOpenChannel-${CHANNEL_ID}`).click();
    await says(person.get('bfaSecretSaved-botToken'), '@planted_bot');
    await switchTo(API.turnOff);
    await switchTo(API.turnOn);
    await learnKey();
    await person.page.evaluate((text) => localStorage.setItem('tracer', text), tracer);
    places.push(...(await pagePlaces(person)));
    await person.open(`/alerts/${alertId}`);
    await says(person.get('bfaAlertSentence'), tracer);
    places.push(...(await pagePlaces(person)), ...(await bundle()));
  });

  it.each(SAVED_OBJECT_DOORS)('not had through Kibana: $method $path', async ({ method, path, body }) => {
    const before = await stateOf(space);
    const answer = await space.kibana.call(method, path, body);
    // A Kibana leaves the type out or refuses; nothing of the object is in the answer.
    expect(JSON.stringify(answer.body)).not.toMatch(/chatId|detectionOn|ciphertext/);
    const { settings } = (await stateOf(space)) as { settings: object };
    expect(settings).toEqual((before as { settings: object }).settings);
  });

  it.each(TELLING_DOORS)('not told by Kibana: $method $path', async ({ method, path, body }) => {
    await space.kibana.call(method, path, body);
    await editor().call(method, path, body);
  });

  it('are nowhere', async () => {
    places.push(...answers.places, ...(await documentPlaces(space)));
    places.push(...(await logPlaces()), ...(await zipPlaces()));
    const finds = findSecrets(secrets, places);
    const kinds = [...new Set(places.map(({ kind }) => kind))];
    const perKind = kinds.map((kind) => `${kind} ${places.filter((place) => place.kind === kind).length}`);
    const forms = secrets.length * formsOf(TOKEN).length;
    process.stderr.write(
      `Secrets: ${secrets.length} in ${forms} forms, ${places.length} places looked at (${perKind.join(', ')}), ${finds.length} finds.\n`,
    );
    // Few, and one of a kind: a token in a text that is polled is found hundreds of times.
    const distinct = new Map(finds.map((find) => [`${find.secret}${find.form}`, find]));
    expect([...distinct.values()].slice(0, 10)).toEqual([]);
  });

  it.each(['answer', 'document', 'page', 'storage', 'network', 'log', 'zip', 'bundle'])(
    'what may be found is found: in %s',
    (kind) => {
      const known = { log: space.id, zip: 'bruteForceAlerts', bundle: 'bruteForceAlerts' }[kind] ?? tracer;
      const there = places.filter((place) => place.kind === kind);
      expect(findSecrets([{ name: 'control', value: known }], there)).not.toEqual([]);
      // And a secret would be, in each of them.
      const planted = there.map((place) => ({ ...place, text: `${place.text}${TOKEN}` }));
      const found = findSecrets(secrets.slice(0, 1), planted).filter(({ form }) => form === 'as it is');
      expect(found).toHaveLength(there.length);
    },
  );

  it('refusals name their problems: what was looked through are real refusals', () => {
    const refusals = answers.places.filter(({ name }) => /^[45]\d\d /.test(name));
    expect(refusals.length).toBeGreaterThan(5);
    expect(
      problemsOf({ status: 400, body: JSON.parse(refusals[0]?.text.split('\n')[1] ?? '{}') }),
    ).not.toEqual([]);
  });
});
