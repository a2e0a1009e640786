import { RequestMeter } from '../scripts/bench/request_meter';
import { createSpaceIndices } from '../server/adapters/storage/own_indices';
import { runTick } from '../server/wiring/background';
import { testBackground } from './background';
import { NOW, SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { LogonIndices } from './logon_indices';

jest.setTimeout(120_000);

describe('what a tick asks Elasticsearch for', () => {
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);

  /** A space with an attack on an account that was alerted; gives the requests of each tick from then on. */
  const attacked = async () => {
    const client = elasticsearch.connect({ node: elasticsearch.node() });
    const meter = new RequestMeter(client);
    const index = indices.newName();
    const space = index;
    let now = NOW;
    const background = { ...testBackground(client, { indexPatterns: [index] }, () => now), startedAt: NOW };
    const failure = () => ({ account: 'guest', at: now - SECOND });
    const tick = async () => {
      meter.take();
      expect(await runTick(background, space)).toMatchObject({ report: { outcome: 'ok', problems: [] } });
      return meter.take().map(({ request }) => request);
    };
    await background.setUpIndices();
    await createSpaceIndices(client, space);
    await indices.create(index, 1);
    await indices.write(index, Array.from({ length: 30 }, failure));
    await tick();
    return async (failures: number) => {
      now += 5 * SECOND;
      await indices.write(index, Array.from({ length: failures }, failure));
      return tick();
    };
  };
  const READS = [
    'GET state/_doc', // how far the last run came
    'POST alerts/_search', // which alerts another Kibana changed
    'GET events/_settings', // which indices there are
    'POST _msearch', // what arrived
    'POST _msearch', // successes that arrived
    'POST state/_search', // who was told of what
    'POST state/_search', // how much channels told lately: not where everybody was told of everything
  ];

  it('is the same at each steady tick, and no alert is read in whole', async () => {
    const next = await attacked();
    await next(0);
    await next(0); // counts whether Elasticsearch has more than was read, as each minute from now on
    expect(await next(0)).toEqual([...READS, 'PUT state/_doc']);
    expect(await next(3)).toEqual([...READS, 'POST _bulk', 'PUT state/_doc']);
    expect(await next(0)).toEqual([...READS, 'PUT state/_doc']);
  });
});
