import { SILENT, testBackground } from '../../../test/background';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { rulesWith } from '../../../test/rules_with';
import { createWinlogbeatIndex, failedLogonDocument } from '../../../test/winlogbeat';
import { runTick } from '../../wiring/background';
import { createAlertStore } from '../storage/alert_index';
import { createIndexSetup } from '../storage/own_indices';

jest.setTimeout(120_000);

describe('indices that come and go', () => {
  const elasticsearch = useTestElasticsearch();
  const fail = async (index: string, times: number, end: number) => {
    const operations = Array.from({ length: times }, (_, n) => n).flatMap((n) => [
      { create: { _index: index } },
      failedLogonDocument({ account: 'svc_sql', at: end - n * SECOND, source: '10.0.4.7' }),
    ]);
    expect((await elasticsearch.client().bulk({ operations, refresh: true })).errors).toBe(false);
  };

  it('an attack across a rollover is one, and keeps its count when the old index is deleted', async () => {
    const client = elasticsearch.client();
    const space = elasticsearch.id;
    const [first, second] = ['000001', '000002'].map((part) => `winlogbeat-${space}-${part}`) as [
      string,
      string,
    ];
    let now = NOW;
    const background = testBackground(
      client,
      { indexPatterns: [`winlogbeat-${space}-*`], rules: rulesWith() },
      () => now,
    );
    const alerts = createAlertStore(client, space, createIndexSetup(client, SILENT));
    const run = async () => {
      expect((await runTick(background, space)) as object).toMatchObject({ report: { outcome: 'ok' } });
      return (await alerts.recent(0)).map(({ alert }) => [alert.ordinal, alert.evidence.count]);
    };
    await createWinlogbeatIndex(client, first);
    await fail(first, 3, NOW - 2 * SECOND);
    expect(await run()).toEqual([]);

    await createWinlogbeatIndex(client, second);
    await fail(second, 2, NOW);
    now = NOW + 5 * SECOND;
    expect(await run()).toEqual([[1, 5]]);

    await client.indices.delete({ index: first });
    now = NOW + 10 * SECOND;
    expect(await run()).toEqual([[1, 5]]);
    await fail(second, 1, NOW + 10 * SECOND);
    now = NOW + 15 * SECOND;
    expect(await run()).toEqual([[1, 6]]);
    now = NOW + 20 * MINUTE;
    expect(await run()).toEqual([[1, 6]]);
  });
});
