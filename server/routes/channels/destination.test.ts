import { telegramChannel, withToken } from '../../../test/channels';
import { createTelegramSender } from '../../notify/telegram/sender';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { API } from '../../../common/api/api';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { startBotApi, type BotApi } from '../../../sandbox/bot_api/bot_api';
import { TEST_TOKEN } from '../../../test/background';
import { fakePairing } from '../../../test/fake_pairing';
import { CHAT, FakeServices } from '../../../test/fake_services';
import { createTelegramBot } from '../../adapters/telegram/bot';
import { addSettingsRoutes } from '../settings/settings_routes';
import { addTelegramRoutes } from './telegram_routes';
import { addTestChannelRoutes } from './test_channel_route';

/** Somebody else's host, who would like to be sent the saved token. */
const visitors: string[] = [];
const elsewhere = createServer(({ url, headers }: IncomingMessage, response) => {
  visitors.push(`${url} ${JSON.stringify(headers)}`);
  response.end('{"ok":true,"result":{"id":1,"username":"x","type":"private","message_id":1}}');
});
let botApi: BotApi;
let target: string;
let kibana: FakeServices;

beforeAll(async () => {
  botApi = await startBotApi();
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  target = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await botApi.close();
  await new Promise((resolve) => elsewhere.close(resolve));
});
beforeEach(() => {
  visitors.length = 0;
  kibana = new FakeServices(addSettingsRoutes, addTelegramRoutes, addTestChannelRoutes);
  kibana.save();
  const telegram = createTelegramBot({ apiUrl: botApi.url, timeoutMs: 5_000 });
  const services = kibana.services();
  const pairing = fakePairing(
    async () => undefined,
    () => telegram,
  );
  kibana.services = () => ({
    ...services,
    telegram: () => telegram,
    pairing,
    senders: { telegram: createTelegramSender(() => telegram) },
  });
});

const saving = () => ({
  settings: { ...DEFAULT_SETTINGS, channels: [telegramChannel('-2002')] },
  version: 'v1',
});
const ROUTES: Array<[method: string, path: string, body: () => Record<string, unknown>]> = [
  ['PUT', API.settings, saving],
  ['POST', API.checkToken, () => ({})],
  ['POST', API.checkChat, () => ({ chatId: CHAT.id })],
  // Another chat than the saved one: that test goes out at once.
  ['POST', API.testChannel, () => ({ channel: telegramChannel('-2002') })],
];
const FIELDS = [
  ...['apiUrl', 'api_url', 'url', 'baseUrl', 'baseURL', 'host', 'hostname', 'server', 'port', 'protocol'],
  ...[
    'proxyUrl',
    'proxy',
    'telegramApiUrl',
    'telegram',
    'endpoint',
    'webhook',
    'headers',
    'path',
    'socketPath',
  ],
];
/** As a text, and as what might be merged into options. */
const asText = () => `http://${target}`;
const asOptions = () => ({
  apiUrl: asText(),
  url: asText(),
  baseURL: asText(),
  proxyUrl: asText(),
  host: target,
});

type Body = Record<string, unknown>;

/** The same request for another chat. */
function withChat(body: Body, chatId: string): Body {
  const channel = telegramChannel(chatId);
  if ('settings' in body)
    return { ...body, settings: { ...(body['settings'] as object), channels: [channel] } };
  return 'channel' in body ? { ...body, channel } : { ...body, chatId };
}

/** The same request with a token that somebody types. */
function withTypedToken(body: Body, botToken: string): Body {
  if ('settings' in body) return { ...body, secrets: withToken(botToken) };
  return 'channel' in body ? { ...body, secrets: { botToken } } : { ...body, botToken };
}

describe.each(ROUTES)('%s %s', (method, path, body) => {
  it.each(FIELDS)('refuses a destination as %s, and the saved token goes nowhere', async (field) => {
    for (const value of [asText(), asOptions()]) {
      const before = botApi.calls().length;
      const beside = await kibana.ask(method, path, { body: { ...body(), [field]: value } });
      const { settings } = body();
      const inside = await kibana.ask(method, path, {
        body: { ...body(), settings: { ...(settings ?? {}), [field]: value } },
      });
      expect([beside, inside].map(({ status }) => status)).toEqual([400, 400]);
      expect(beside.problems[0]?.field).toBe(field);
      expect([visitors, botApi.calls().length - before]).toEqual([[], 0]);
    }
  });

  it.each([
    ['the address', (host: string) => ({ query: { apiUrl: `http://${host}`, host } })],
    [
      'the headers',
      (host: string) => ({
        headers: {
          host,
          forwarded: `host=${host}`,
          'x-forwarded-host': host,
          'x-original-url': `http://${host}`,
          referer: `http://${host}`,
          origin: `http://${host}`,
        },
      }),
    ],
  ])('a destination in %s of the request changes nothing: kibana.yml says where', async (_where, input) => {
    const before = botApi.calls().length;
    const { status } = await kibana.ask(method, path, { body: body(), ...input(target) });
    expect([status, visitors]).toEqual([200, []]);
    expect(botApi.calls().length).toBeGreaterThan(before);
  });

  it.each(['http://HOST/', '@HOST', '-2001@HOST', '//HOST', '-2001/../../x?y=http://HOST'])(
    'a chat or token that is an address (%s) is refused',
    async (form) => {
      const text = form.replace('HOST', target);
      const typed = `${TEST_TOKEN}@${text}`;
      for (const changed of [withChat(body(), text), withTypedToken(body(), typed)]) {
        const { status } = await kibana.ask(method, path, { body: changed });
        expect([status, visitors]).toEqual([400, []]);
      }
    },
  );
});
