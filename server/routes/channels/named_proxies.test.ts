import { API, type SettingsView } from '../../../common/api/api';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { TEST_TOKEN } from '../../../test/background';
import { telegramChannel } from '../../../test/channels';
import { PAIRING_ID } from '../../../test/fake_pairing';
import { CHAT, FakeServices } from '../../../test/fake_services';
import { addSettingsRoutes } from '../settings/settings_routes';
import { addPairingRoutes } from './pairing_routes';
import { addTelegramRoutes } from './telegram_routes';
import { addTestChannelRoutes } from './test_channel_route';

let kibana: FakeServices;
const channel = (proxy: string | null, id?: string) => {
  const one = telegramChannel(CHAT.id, id);
  return { ...one, options: { ...one.options, proxy } };
};
const put = (...channels: Array<ReturnType<typeof channel>>) =>
  kibana.ask('PUT', API.settings, {
    body: { settings: { ...DEFAULT_SETTINGS, channels }, version: 'v1' },
  });
const telegramDone = () => kibana.done.filter((line) => /^(getMe|getChat|sendMessage|\w*airing)/.test(line));

beforeEach(() => {
  kibana = new FakeServices(addSettingsRoutes, addPairingRoutes, addTelegramRoutes, addTestChannelRoutes);
  kibana.proxies = ['dmz', 'lab'];
  kibana.save();
});

it('the page is told the names, and nothing else of them', async () => {
  expect((await kibana.ask<SettingsView>('GET', API.settings)).body.proxies).toEqual(['dmz', 'lab']);
});

describe('saving', () => {
  it('the chat of a changed channel is asked for by its proxy', async () => {
    expect((await put(channel('dmz'))).status).toBe(200);
    expect(telegramDone()).toEqual([`getChat ${TEST_TOKEN} ${CHAT.id} by dmz`]);
  });

  it.each([
    [['dmz', 'lab'], /lists no proxy office\. It lists: dmz, lab\./],
    [[], /It lists none\./],
  ])('a name that is not among %j is refused at its field, and nothing is asked', async (listed, says) => {
    kibana.proxies = listed;
    const { status, problems } = await put(channel('office'));
    const [problem] = problems;
    expect([status, problem?.code, problem?.field]).toEqual([
      400,
      'no_such_proxy',
      'settings.channels.0.options.proxy',
    ]);
    expect(problem?.message).toMatch(says);
    expect(problem?.remedy).toContain('bruteForceAlerts.proxies');
    expect(telegramDone()).toEqual([]);
  });

  it('an address is refused', async () => {
    const { status, problems } = await put(channel('http://10.0.0.5:3128'));
    expect([status, problems[0]?.field]).toEqual([400, 'settings.channels.0.options.proxy']);
  });

  it('a saved channel that lost its proxy keeps nothing else from being saved', async () => {
    kibana.save({ channels: [channel('office'), channel(null, 'other')] });
    expect((await put(channel('office'), channel('lab', 'other'))).status).toBe(200);
  });
});

describe('a test message', () => {
  const test = (proxy: string) => kibana.ask('POST', API.testChannel, { body: { channel: channel(proxy) } });

  it('goes by the proxy of the form', async () => {
    expect((await test('lab')).body).toMatchObject({ outcome: 'delivered' });
    expect(telegramDone()).toEqual([`sendMessage ${TEST_TOKEN} ${CHAT.id} by lab`]);
  });

  it('is refused by a name that is not listed', async () => {
    const { status, problems } = await test('office');
    expect([status, problems[0]?.code, problems[0]?.field]).toEqual([
      400,
      'no_such_proxy',
      'channel.options.proxy',
    ]);
    expect(telegramDone()).toEqual([]);
  });
});

describe.each<[string, string, object, string]>([
  ['the check of a token', API.checkToken, {}, `getMe ${TEST_TOKEN}`],
  ['the check of a chat', API.checkChat, { chatId: CHAT.id }, `getChat ${TEST_TOKEN} ${CHAT.id}`],
  ['the start of a pairing', API.startPairing, {}, `startPairing night ${TEST_TOKEN}`],
  [
    'the state of a pairing',
    API.pairingState,
    { id: PAIRING_ID },
    `pairingState night ${PAIRING_ID} ${TEST_TOKEN}`,
  ],
  ['its end', API.confirmPairing, { id: PAIRING_ID }, `confirmPairing night ${PAIRING_ID} ${TEST_TOKEN}`],
])('%s', (_what, path, body, line) => {
  it.each<[string, object, string]>([
    ['by the proxy that is named', { proxy: 'lab' }, ' by lab'],
    ['by that of the saved channel, where none is named', {}, ' by dmz'],
    ['by that for all channels, where null is named', { proxy: null }, ''],
    ['by none with a token that is typed', { botToken: TEST_TOKEN }, ''],
    ['by the one that is named with it', { botToken: TEST_TOKEN, proxy: 'lab' }, ' by lab'],
  ])('%s', async (_how, asked, by) => {
    kibana.save({ channels: [channel('dmz')] });
    expect((await kibana.ask('POST', path, { body: { ...body, ...asked } })).status).toBe(200);
    expect(telegramDone()).toEqual([`${line}${by}`]);
  });

  it.each([
    ['a name that is not listed', 'office', 'no_such_proxy'],
    ['an address', 'socks5://10.0.0.5', 'invalid_input'],
  ])('%s is refused, and nobody is asked', async (_how, proxy, code) => {
    const { status, problems } = await kibana.ask('POST', path, { body: { ...body, proxy } });
    expect([status, problems[0]?.code, problems[0]?.field]).toEqual([400, code, 'proxy']);
    expect(telegramDone()).toEqual([]);
  });
});
