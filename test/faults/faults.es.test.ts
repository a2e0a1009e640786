import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { useTestElasticsearch } from '../elasticsearch';
import { startFaultyProxy, type FaultyProxy } from '../faulty_proxy';
import { startFaultyMail, type FaultyMail } from './faulty_mail';
import { CLIENT_OPTIONS } from './fault_world';
import { countsOf, isWronglyRepeated, playFaults } from './fault_suite';

jest.setTimeout(600_000);

/**
 * The short form of `npm run faults`: every third case, all in which Telegram or the mail server fails, and a few that
 * kill a process of their own.
 */
describe('whatever fails at the wrong moment, the attack is told', () => {
  const elasticsearch = useTestElasticsearch();
  let proxy: FaultyProxy;
  let botApi: BotApi;
  let mail: FaultyMail;
  beforeAll(async () => {
    proxy = await startFaultyProxy(elasticsearch.node());
    botApi = await startBotApi();
    mail = await startFaultyMail();
  });
  afterAll(async () => {
    await mail.close();
    await botApi.close();
    await proxy.close();
  });

  it('once, or twice where nobody can know whether it arrived, and no secret is stored or logged', async () => {
    const client = elasticsearch.connect({ node: proxy.url, ...CLIENT_OPTIONS });
    const outside = { client, proxy, botApi, mail, id: elasticsearch.id };
    const { rows, secretsFound } = await playFaults(
      outside,
      ({ what }, n) => ['telegram', 'smtp'].includes(what) || n % (what === 'SIGKILL' ? 12 : 3) === 0,
    );
    expect(rows.filter(({ messages }) => messages === 0)).toEqual([]);
    expect(rows.filter(isWronglyRepeated)).toEqual([]);
    expect(rows.filter(({ amiss }) => amiss.length > 0)).toEqual([]);
    expect(rows.filter(({ status }) => status !== 'delivered' && status !== 'summarised')).toEqual([]);
    expect(secretsFound).toBe(0);
    const { cases, told } = countsOf(rows);
    expect(cases).toBeGreaterThan(60);
    expect(told).toBe(cases);
  });
});
