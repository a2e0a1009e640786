import { MINUTE, NOW, SECOND } from '../../test/builders';
import { testBackground } from '../../test/background';
import { rulesWith } from '../../test/rules_with';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { createWinlogbeatIndex, failedLogonDocument, WINLOGBEAT_MAPPINGS } from '../../test/winlogbeat';
import { runTick } from '../background';
import { findAllAttacks } from '../detect/all_rules';
import { createQuestion } from '../detect/fields/question';
import { createNaming } from '../detect/naming';
import { nextScan } from '../detect/scan';
import { windowOf } from '../detect/window';
import { DEFAULT_RULES } from '../../common/default_rules';
import { toRule } from '../../common/rule_settings';
import { createAlertStore } from './alert_index';
import { createEventSource } from './elasticsearch_events';
import { createIndexSetup } from './own_indices';
import { SILENT } from '../../test/background';

jest.setTimeout(600_000);

/** More groups than a `terms` aggregation can give (65,536). */
const ACCOUNTS = 1_000_000;
const ATTACKED = 3_000;
const THRESHOLD = 5;
const SHARDS = 5;
const BULK = 20_000;

describe('at size', () => {
  const elasticsearch = useTestElasticsearch();

  /** One failure of each account, and of each attacked one as many as the threshold, from a source of its own. */
  function* documents(): Generator<object> {
    const source = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
    for (let n = 0; n < ACCOUNTS; n += 1) {
      const times =
        n % Math.floor(ACCOUNTS / ATTACKED) === 0 && n / Math.floor(ACCOUNTS / ATTACKED) < ATTACKED;
      for (let k = 0; k < (times ? THRESHOLD : 1); k += 1)
        yield failedLogonDocument({
          account: `u${n}`,
          at: NOW - MINUTE + k,
          source: source(n),
          host: `h${n}`,
        });
    }
  }

  async function load(index: string): Promise<number> {
    const client = elasticsearch.client();
    await client.indices.create({
      index,
      settings: { number_of_shards: SHARDS, number_of_replicas: 0, refresh_interval: '-1' },
      mappings: WINLOGBEAT_MAPPINGS as never,
    });
    let batch: object[] = [];
    let loaded = 0;
    const flush = async () => {
      const operations = batch.flatMap((document) => [{ create: { _index: index } }, document]);
      if (batch.length > 0) expect((await client.bulk({ operations })).errors).toBe(false);
      loaded += batch.length;
      batch = [];
    };
    for (const document of documents()) {
      batch.push(document);
      if (batch.length === BULK) await flush();
    }
    await flush();
    await client.indices.refresh({ index });
    return loaded;
  }

  it('of a million accounts on five shards exactly those at the threshold are found', async () => {
    const index = `winlogbeat-${elasticsearch.id}-size`;
    expect(await load(index)).toBe(ACCOUNTS + ATTACKED * (THRESHOLD - 1));
    const rules = DEFAULT_RULES.map(toRule);
    const scan = nextScan(null, 10 * MINUTE, NOW);
    const question = createQuestion({}, { kerberosAndNtlm: false });
    const source = createEventSource(elasticsearch.client(), [index], question, () => 0);
    const { events, readTo } = await source.read(scan, Infinity);
    expect(readTo).toBe(scan.to);
    const naming = createNaming({ keepDomainsApart: false, excludedAccounts: [] });
    const found = findAllAttacks(windowOf(events, rules, naming), [], { rules, naming, scan });
    const attacked = Array.from({ length: ATTACKED }, (_, n) => `u${n * Math.floor(ACCOUNTS / ATTACKED)}`);
    expect(found.map(({ group }) => group.key).sort()).toEqual(attacked.sort());
    expect(new Set(found.map(({ rule }) => rule.id))).toEqual(new Set([DEFAULT_RULES[0]?.id]));
  });
});

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
