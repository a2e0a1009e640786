import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../../sandbox/bot_api/chats';
import { alert, MINUTE } from '../../test/builders';
import { CHANNEL_ID, DELIVERY_CHANNEL } from '../../test/channels';
import { FakeOutbox, openChannel } from '../../test/fake_outbox';
import { startSocksServer, type SocksServer } from '../../test/socks_server';
import { Secret } from '../../common/channels/secret';
import { createTelegramWays } from '../adapters/telegram/bot';
import type { NamedProxy } from '../adapters/proxies/named_proxies';
import { createTelegramSender } from '../notify/telegram/sender';

const GROUP = '-2001';
let botApi: BotApi;
let proxy: SocksServer;
let outbox: FakeOutbox;
/** What kibana.yml lists; a change of it is a restart of Kibana. */
let listed: NamedProxy[];

beforeAll(async () => {
  botApi = await startBotApi();
  proxy = await startSocksServer({ to: botApi.port });
});
afterAll(async () => {
  await proxy.close();
  await botApi.close();
});
beforeEach(() => {
  const through = (name: string | null) =>
    createTelegramWays({ apiUrl: botApi.url, proxies: listed, timeoutMs: 5_000 })(name);
  outbox = new FakeOutbox({ telegram: createTelegramSender(through) });
  const secrets = { botToken: new Secret(DEMO_BOT.token) };
  const by = (id: string, name: string | null) =>
    outbox.channels.set(id, openChannel({ id, secrets, options: { chatId: GROUP, proxy: name } }));
  by(CHANNEL_ID, 'dmz');
  by('other', null);
  outbox.plan({ alert: alert({ id: 'by-dmz' }) });
  outbox.plan({ alert: alert({ id: 'by-none' }), channel: { ...DELIVERY_CHANNEL, id: 'other' } });
});
const statuses = () => outbox.all().map(({ channel, status }) => [channel.id, status]);

it('a proxy that is not listed any more breaks its channel alone, until it is listed again', async () => {
  listed = [];
  await outbox.drain();
  expect(statuses()).toEqual([
    [CHANNEL_ID, 'refused'],
    ['other', 'delivered'],
  ]);
  expect(outbox.first()).toMatchObject({
    lastErrorCode: 'proxy_not_listed',
    refusedBy: 'channel',
    remedy: expect.stringContaining('bruteForceAlerts.proxies'),
  });
  expect([outbox.circuits.size, proxy.asked]).toEqual([1, []]);

  listed = [{ name: 'dmz', url: `socks5://127.0.0.1:${proxy.port}` }];
  await outbox.passTime(5 * MINUTE);
  expect(outbox.circuits.size).toBe(0);
  expect(proxy.asked.length).toBeGreaterThan(0);
  expect(outbox.first().status).toBe('delivered');
});
