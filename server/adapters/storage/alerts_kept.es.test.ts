import type { estypes } from '@elastic/elasticsearch';
import { ConflictError } from '../../../common/settings/conflict';
import { SILENT } from '../../../test/background';
import { evidence, MINUTE, NOW, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, unstored } from '../../../test/storage';
import type { AlertStore, StoredAlert } from '../../record/alert_store_port';
import { createAlertStore } from './alert_index';
import { KeptAlerts } from './kept_alerts';
import { alertsIndex, createIndexSetup } from './own_indices';

jest.setTimeout(120_000);

const SINCE = NOW - 15 * MINUTE;
const IDS = ['a', 'b', 'c'];

describe('alerts that are kept from run to run', () => {
  const elasticsearch = useTestElasticsearch();

  /** A Kibana that keeps alerts, and tells which it read in whole since it was asked last. */
  const kibanaOf = (space: string) => {
    const client = elasticsearch.connect({ node: elasticsearch.node() });
    const search = jest.spyOn(client, 'search');
    const kept = new KeptAlerts();
    const store = () => createAlertStore(client, space, createIndexSetup(client, SILENT), { kept });
    const readWhole = () => {
      const questions = search.mock.calls.map(
        ([question]) => question as { query?: estypes.QueryDslQueryContainer },
      );
      search.mockClear();
      return questions.flatMap(({ query }) => query?.ids?.values ?? []);
    };
    return { ...keeping(store), readWhole };
  };
  /** Each call is a run of its own. */
  const keeping = (store: () => AlertStore) => ({
    recent: () => store().recent(SINCE),
    save: (alerts: StoredAlert[]) => store().save(alerts),
  });
  const twoKibanas = async () => {
    const { space, client } = await newSpace(elasticsearch);
    const [own, other] = [kibanaOf(space), kibanaOf(space)];
    await own.save(IDS.map((id) => unstored({ id, group: account(id) })));
    return { space, client, own, other };
  };
  const grown = (stored: StoredAlert | undefined, count: number): StoredAlert => {
    if (!stored) throw new Error('The alert is not there.');
    const updatedAt = NOW + count * SECOND;
    return { ...stored, alert: { ...stored.alert, updatedAt, evidence: evidence({ count }) } };
  };
  const countsOf = (alerts: StoredAlert[]) => alerts.map(({ alert }) => [alert.id, alert.evidence.count]);

  it('are not read again as long as they stay as this Kibana wrote them', async () => {
    const { own } = await twoKibanas();
    const first = await own.recent();
    await own.save([grown(first[1], 9)]);
    const second = await own.recent();
    expect(own.readWhole()).toEqual([]);
    expect(countsOf(second)).toEqual([
      ['a', 5],
      ['b', 9],
      ['c', 5],
    ]);
    expect([second[0], second[2]].map((one, n) => one === first[2 * n])).toEqual([true, true]);
  });

  it('are as another Kibana reads them', async () => {
    const { own, other } = await twoKibanas();
    const [one, ...others] = await own.recent();
    await own.save([grown(one, 9), { ...unstored({ id: 'd', group: account('d') }) }]);
    expect(others).toHaveLength(2);
    expect(await own.recent()).toEqual(await other.recent());
    expect([own.readWhole(), other.readWhole()]).toEqual([[], ['a', 'b', 'c', 'd']]);
  });

  it('are read where another Kibana wrote them, and those only', async () => {
    const { own, other } = await twoKibanas();
    await own.recent();
    await other.save([grown((await other.recent())[1], 9)]);
    expect(countsOf(await own.recent())[1]).toEqual(['b', 9]);
    expect(own.readWhole()).toEqual(['b']);
    await own.recent();
    expect(own.readWhole()).toEqual([]);
  });

  it('are read anew after a conflict, and what went through beside it is not', async () => {
    const { own, other } = await twoKibanas();
    const [a, b] = await own.recent();
    await other.save([grown((await other.recent())[1], 9)]);
    await expect(own.save([grown(a, 6), grown(b, 7)])).rejects.toThrow(ConflictError);
    expect(countsOf(await own.recent())).toEqual([
      ['a', 6],
      ['b', 9],
      ['c', 5],
    ]);
    expect(own.readWhole()).toEqual(['b']);
  });

  it('are gone when they were deleted', async () => {
    const { space, client, own } = await twoKibanas();
    await own.recent();
    await client.delete({ index: alertsIndex(space), id: 'b', refresh: true });
    expect((await own.recent()).map(({ alert }) => alert.id)).toEqual(['a', 'c']);
    await client.indices.delete({ index: alertsIndex(space) });
    expect(await own.recent()).toEqual([]);
  });

  it('are those of an index that was made anew, although its numbers begin again', async () => {
    const { space, client, own, other } = await twoKibanas();
    const before = await own.recent();
    await client.indices.delete({ index: alertsIndex(space) });
    const later = (id: string) =>
      unstored({ id, group: account(id), updatedAt: NOW + MINUTE, evidence: evidence({ count: 8 }) });
    await other.save(IDS.map(later));
    const now = await own.recent();
    expect(now.map(({ revision }) => revision)).toEqual(before.map(({ revision }) => revision));
    expect(countsOf(now)).toEqual(IDS.map((id) => [id, 8]));
  });
});
