import { API } from '../../common/api/api';
import { RATES } from '../../common/bounds';
import { useElasticsearch } from '../../sandbox/test_support/elasticsearch';
import { ask, runFixture } from '../../sandbox/test_support/fixture';
import { SILENT } from '../../test/background';
import { telegramChannel } from '../../test/channels';
import { CHAT, FakeServices } from '../../test/fake_services';
import { toRefusal } from '../wiring/refusal_of_errors';
import { addTestChannelRoutes } from './channels/test_channel_route';

jest.setTimeout(60_000);
const elasticsearch = useElasticsearch();

test("the eleventh test message of a minute is a 429 in Kibana's form, with Retry-After", async () => {
  const kibana = new FakeServices();
  kibana.save();
  const running = await runFixture(
    { node: elasticsearch.node() },
    {
      setup: (core) =>
        addTestChannelRoutes({
          router: core.http.createRouter(),
          services: async () => kibana.services(),
          toRefusal,
          logger: SILENT,
        }),
    },
  );
  try {
    const send = (chatId: string) =>
      ask(`${running.url}${API.testChannel}`, 'POST', { channel: telegramChannel(chatId) });
    // Saved, and not saved: they share the turns.
    for (let n = 0; n < RATES.testMessages.most; n += 1)
      expect((await send(n % 2 === 0 ? CHAT.id : '-2002')).status).toBe(200);
    const { status, headers, body } = await send(CHAT.id);
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    expect(body).toMatchObject({
      statusCode: 429,
      error: 'Too Many Requests',
      message: expect.stringContaining('Wait 60 seconds'),
      attributes: { problems: [{ code: 'too_many_requests' }] },
    });
    for (const [line, times] of [
      ['test night', 5],
      ['sendMessage', 5],
    ] as const)
      expect(kibana.done.filter((one) => one.startsWith(line))).toHaveLength(times);
  } finally {
    await running.stop();
  }
});
