import { DELIVERY_CHANNEL } from '../../../test/channels';
import { ConflictError } from '../../../common/settings/conflict';
import { NEWEST_FIRST } from '../../../common/alerts/search';
import { EMPTY_MEMORY, type Memory } from '../../../common/status/memory';
import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import type { TickReport } from '../../../common/status/status';
import { SILENT } from '../../../test/background';
import { alert, evidence, MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, unstored } from '../../../test/storage';
import { planDelivery } from '../../notify/message/plan';
import type { StoredAlert } from '../../record/alert_store_port';
import { createAlertStore } from './alert_index';
import { alertsIndex, createIndexSetup, hashOf, stateIndex } from './own_indices';

jest.setTimeout(120_000);

const ALL = { search: {}, order: NEWEST_FIRST, after: null, withSummary: false };
const QUIET = 15 * MINUTE;

describe("the plugin's storage in Elasticsearch", () => {
  const elasticsearch = useTestElasticsearch();
  const inSpace = () => newSpace(elasticsearch);
  const since = NOW - QUIET;

  describe('alerts', () => {
    it('come back as they were saved, also what was never settled', async () => {
      const { alerts, alertReader } = await inSpace();
      const saved = unstored();
      await alerts.save([saved]);
      const [found] = await alerts.recent(since);
      expect(found).toEqual({
        ...saved,
        generation: 1,
        revision: { seqNo: expect.any(Number), primaryTerm: 1 },
      });
      expect(await alertReader.get(saved.alert.id)).toEqual(saved.alert);
    });

    it('a new one is created and never overwrites one that is there', async () => {
      const { alerts } = await inSpace();
      await alerts.save([unstored()]);
      await expect(alerts.save([unstored({ status: 'recovered' })])).rejects.toThrow(ConflictError);
      expect((await alerts.recent(since)).map((one) => one.alert.status)).toEqual(['active']);
    });

    it('a known one is written only where nobody else wrote it since', async () => {
      const { alerts } = await inSpace();
      await alerts.save([unstored()]);
      const [read] = await alerts.recent(since);
      if (!read) throw new Error('The alert is not there.');
      const grown = (count: number) => ({ ...read, alert: { ...read.alert, evidence: evidence({ count }) } });
      await alerts.save([grown(6)]);
      await expect(alerts.save([grown(7)])).rejects.toThrow(ConflictError);
      const [now] = await alerts.recent(since);
      expect(now?.alert.evidence.count).toBe(6);
      expect(now?.revision?.seqNo).toBeGreaterThan(read.revision?.seqNo ?? Infinity);
    });

    it('recent are the active ones, however old, and others whose last event is at or after the time', async () => {
      const { alerts } = await inSpace();
      const last = (at: number) => ({ evidence: evidence({ last: at }) });
      await alerts.save([
        unstored({ id: 'active-old', ...last(NOW - 100 * MINUTE) }),
        unstored({ id: 'ended-before', status: 'recovered', ...last(since - 1) }),
        unstored({ id: 'ended-at', status: 'recovered', ...last(since) }),
      ]);
      expect((await alerts.recent(since)).map((one) => one.alert.id)).toEqual(['active-old', 'ended-at']);
    });

    it('recent are also ended ones that nobody was told of, from further back', async () => {
      const { alerts } = await inSpace();
      const ended = (id: string, at: number, held: StoredAlert['alert']['held']) =>
        unstored({ id, status: 'recovered', held, evidence: evidence({ last: at }) });
      await alerts.save([
        ended('held-at', since - MINUTE, 'no_channel'),
        ended('held-before', since - MINUTE - 1, 'cooldown'),
        ended('told', since - MINUTE, null),
      ]);
      const recent = await alerts.recent(since, since - MINUTE);
      expect(recent.map((one) => one.alert.id)).toEqual(['held-at']);
    });

    it('more than a page of them are all found, and no other space sees one', async () => {
      const { alerts, alertReader } = await inSpace();
      const ids = Array.from({ length: 2_345 }, (_, n) => `alert-${String(n).padStart(5, '0')}`);
      await alerts.save(ids.map((id) => unstored({ id, group: account(id) })));
      expect((await alerts.recent(since)).map((one) => one.alert.id)).toEqual(ids);
      const ordinals = await alerts.lastOrdinals(
        ids.map((groupKey) => ({ ruleId: ACCOUNT_RULE.id, groupKey })),
      );
      expect(ids.map((id) => ordinals.of(ACCOUNT_RULE.id, id))).toEqual(ids.map(() => 1));
      const page = await alertReader.find({ ...ALL, perPage: 45 });
      expect([page.total, page.alerts.length]).toEqual([2_345, 45]);
      expect(await (await inSpace()).alerts.recent(since)).toEqual([]);
    });

    it('so long ones that they do not fit into one bulk are all saved', async () => {
      const { alerts, client } = await inSpace();
      const bulk = jest.spyOn(client, 'bulk');
      const long = evidence({ samples: ['x'.repeat(150_000)] });
      const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      await alerts.save(ids.map((id) => unstored({ id, evidence: long })));
      const requests = bulk.mock.calls.map(
        ([request]) => request as { operations: unknown[]; refresh: boolean },
      );
      const sizes = requests.map(({ operations }) => operations.length / 2);
      bulk.mockRestore();
      expect(sizes).toEqual([3, 3, 1]);
      expect(requests.map(({ refresh }) => refresh)).toEqual([false, false, true]);
      expect((await alerts.recent(since)).map(({ alert }) => alert.id)).toEqual(ids);
    });

    it('the last ordinal is the highest of each group, compared as numbers and by the whole key', async () => {
      const { alerts } = await inSpace();
      const longKey = 'x'.repeat(5_000);
      const of = (key: string, ordinal: number) =>
        unstored({ id: hashOf(key, String(ordinal)), group: account(key), ordinal, status: 'recovered' });
      await alerts.save([of('guest', 9), of('guest', 10), of('guest', 2), of('anna', 1), of(longKey, 1)]);
      await alerts.save([of(`${longKey}y`, 3)]);
      const keys = ['guest', 'anna', longKey, `${longKey}y`, 'nobody'];
      const ordinals = await alerts.lastOrdinals(
        keys.map((groupKey) => ({ ruleId: ACCOUNT_RULE.id, groupKey })),
      );
      expect(keys.map((key) => ordinals.of(ACCOUNT_RULE.id, key))).toEqual([10, 1, 1, 3, 0]);
      expect(ordinals.of('another rule', 'guest')).toBe(0);
    });
  });

  describe('memory', () => {
    const after = (memory: Memory, watermark: number): Memory => ({ ...memory, watermark });

    it('is empty at first, comes back as it was written, and is forgotten when told so', async () => {
      const { memory } = await inSpace();
      expect(await memory.read()).toEqual(EMPTY_MEMORY);
      const report = { outcome: 'ok', problems: [] } as unknown as TickReport;
      await memory.write({ ...EMPTY_MEMORY, watermark: NOW, journal: [report] });
      expect(await memory.read()).toMatchObject({ watermark: NOW, journal: [report] });
      await memory.forget();
      expect(await memory.read()).toEqual(EMPTY_MEMORY);
    });

    it('of two that begin it, one wins', async () => {
      const { memory } = await inSpace();
      const writes = [NOW, NOW + 1].map((at) => memory.write(after(EMPTY_MEMORY, at)));
      const results = await Promise.allSettled(writes);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: expect.any(ConflictError),
      });
    });

    it('of two that go on from the same, one wins, and the other reads again', async () => {
      const { memory } = await inSpace();
      await memory.write(after(EMPTY_MEMORY, NOW));
      const read = await memory.read();
      await memory.write(after(read, NOW + 1));
      await expect(memory.write(after(read, NOW + 2))).rejects.toThrow(ConflictError);
      expect((await memory.read()).watermark).toBe(NOW + 1);
      await memory.write(after(await memory.read(), NOW + 3));
      expect((await memory.read()).watermark).toBe(NOW + 3);
    });
  });

  describe('its indices', () => {
    const kinds = [
      ['alerts', alertsIndex],
      ['state', stateIndex],
    ] as const;

    it.each(kinds)('%s is hidden and maps nothing that it does not know', async (_kind, nameOf) => {
      const { client, space } = await inSpace();
      const index = nameOf(space);
      const read = async () => (await client.indices.get({ index }))[index];
      const made = await read();
      expect(made?.settings?.index?.hidden).toBe('true');
      expect(made?.mappings?.dynamic).toBe('false');
      await client.index({ index, document: { surprise: 'x', entry: { more: 'y' } }, refresh: true });
      expect((await read())?.mappings).toEqual(made?.mappings);
      const { count } = await client.count({ index, query: { exists: { field: 'surprise' } } });
      expect(count).toBe(0);
    });

    it('one that is made by its first write is made the same', async () => {
      const own = await inSpace();
      const [made, index] = [`${own.space}-unprepared`, alertsIndex(`${own.space}-unprepared`)];
      await createAlertStore(own.client, made, createIndexSetup(own.client, SILENT)).save([unstored()]);
      const found = (await own.client.indices.get({ index }))[index];
      const prepared = (await own.client.indices.get({ index: alertsIndex(own.space) }))[
        alertsIndex(own.space)
      ];
      expect(found?.settings?.index?.hidden).toBe('true');
      expect(found?.mappings).toEqual(prepared?.mappings);
    });

    it('are not found by who searches everything', async () => {
      const own = await inSpace();
      await own.alerts.save([unstored({ id: `alert-${own.space}` })]);
      await own.plans.add([
        planDelivery({
          channel: DELIVERY_CHANNEL,
          space: own.space,
          alert: alert(),
          reason: 'first',
          ordinal: 1,
          link: null,
          now: NOW,
        }),
      ]);
      const search = async (index: string, hidden: boolean) => {
        const { hits } = await own.client.search({
          index,
          size: 10_000,
          expand_wildcards: hidden ? ['open', 'hidden'] : ['open'],
          query: {
            bool: {
              should: [
                { term: { 'kibana.alert.uuid': `alert-${own.space}` } },
                { term: { space: own.space } },
              ],
            },
          },
        });
        return hits.hits.length;
      };
      expect(await search('*', false)).toBe(0);
      expect(await search('_all', false)).toBe(0);
      expect(await search('*', true)).toBe(2);
    });
  });
});
