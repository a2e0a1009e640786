import { API } from '../../common/api/api';
import { RATES } from '../../common/bounds';
import { useElasticsearch } from '../../sandbox/test_support/elasticsearch';
import { ask, runFixture } from '../../sandbox/test_support/fixture';
import { SILENT } from '../../test/background';
import { CHAT, FakeServices } from '../../test/fake_services';
import { toRefusal } from '../wiring/refusal_of_errors';
import { addTelegramRoutes } from './channels/telegram_routes';

jest.setTimeout(60_000);
const elasticsearch = useElasticsearch();

test("the eleventh test message of a minute is a 429 in Kibana's form, with Retry-After", async () => {
  const kibana = new FakeServices();
  kibana.save();
  const running = await runFixture(
    { node: elasticsearch.node() },
    {
      setup: (core) =>
        addTelegramRoutes({
          router: core.http.createRouter(),
          services: async () => kibana.services(),
          toRefusal,
          logger: SILENT,
        }),
    },
  );
  try {
    const send = () => ask(`${running.url}${API.testMessage}`, 'POST', { chatId: CHAT.id });
    for (let n = 0; n < RATES.testMessages.most; n += 1) expect((await send()).status).toBe(200);
    const { status, headers, body } = await send();
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    expect(body).toMatchObject({
      statusCode: 429,
      error: 'Too Many Requests',
      message: expect.stringContaining('Wait 60 seconds'),
      attributes: { problems: [{ code: 'too_many_requests' }] },
    });
    expect(kibana.done.filter((line) => line.startsWith('sendMessage'))).toHaveLength(10);
  } finally {
    await running.stop();
  }
});
