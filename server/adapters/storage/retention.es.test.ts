import { DELIVERY_CHANNEL } from '../../../test/channels';
import type { Alert } from '../../../common/alerts/alerts';
import { NEWEST_FIRST, type AlertSearch } from '../../../common/alerts/search';
import { UNTOUCHED, type Workflow } from '../../../common/alerts/workflow';
import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import { alert, evidence, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, unstored, type StoringSpace } from '../../../test/storage';
import { planDelivery } from '../../notify/message/plan';
import { createRetentionStore } from './retention_index';
import { stateIndex } from './own_indices';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const BEFORE = NOW - 90 * DAY;

describe('what is older than a space keeps it', () => {
  const elasticsearch = useTestElasticsearch();

  const alertOf = (id: string, workflow: Partial<Workflow>, overrides: Partial<Alert> = {}) =>
    unstored({
      id,
      group: account(id),
      status: 'recovered',
      evidence: evidence({ last: BEFORE - 1 }),
      workflow: { ...UNTOUCHED, ...workflow },
      ...overrides,
    });
  const idsIn = async ({ alertReader }: StoringSpace, search: AlertSearch = {}) => {
    const found = await alertReader.find({
      search,
      order: NEWEST_FIRST,
      perPage: 100,
      after: null,
      withSummary: false,
    });
    return found.alerts.map(({ id }) => id).sort();
  };
  const removeAll = async (space: StoringSpace, untouchedKept?: number) => {
    const store = createRetentionStore(space.client, space.space, untouchedKept);
    while ((await store.removeAlerts(BEFORE)) > 0);
    const { removed } = await store.removeDeliveries(BEFORE, null);
    return removed;
  };
  const closed = { status: 'closed', reason: 'other', changedAt: BEFORE - 1, revision: 1 } as const;

  it('is removed where it was closed, and nothing else', async () => {
    const space = await newSpace(elasticsearch);
    await space.alerts.save([
      alertOf('closed', closed),
      alertOf('closed-and-active', closed, { status: 'active' }),
      alertOf('closed-just-now', { ...closed, changedAt: BEFORE }),
      alertOf('closed-and-recent', closed, { evidence: evidence({ last: BEFORE }) }),
      alertOf('open', {}),
      alertOf('acknowledged', { status: 'acknowledged', changedAt: BEFORE - 1, revision: 1 }),
      alertOf('snoozed', { snoozedUntil: NOW + 1, changedAt: BEFORE - 1, revision: 1 }),
      alertOf('opened-again', { changedAt: BEFORE - 1, revision: 2 }),
    ]);
    await removeAll(space);
    expect(await idsIn(space)).toEqual([
      'acknowledged',
      'closed-and-active',
      'closed-and-recent',
      'closed-just-now',
      'open',
      'opened-again',
      'snoozed',
    ]);
  });

  it('makes alerts of their own of parts that are still open, which no list would show any more', async () => {
    const space = await newSpace(elasticsearch);
    const partOf = 'whole';
    await space.alerts.save([
      alertOf('whole', closed),
      alertOf('open', {}, { partOf }),
      alertOf('acknowledged', { status: 'acknowledged', changedAt: 1, revision: 1 }, { partOf }),
      alertOf('closed-and-recent', { ...closed, changedAt: BEFORE }, { partOf }),
      alertOf('of-another', {}, { partOf: 'other' }),
    ]);
    await removeAll(space);
    const found = await idsIn(space, { parts: false });
    expect(found).toEqual(['acknowledged', 'open']);
    const read = await space.alertReader.get('open');
    expect(read?.partOf).toBeNull();
  });

  it('is removed where nobody touched it and there are too many such alerts, the oldest first', async () => {
    const space = await newSpace(elasticsearch);
    const old = (n: number) => alertOf(`open-${n}`, {}, { evidence: evidence({ last: BEFORE - 10 + n }) });
    await space.alerts.save([
      ...Array.from({ length: 12 }, (_, n) => old(n)),
      alertOf('touched', { changedAt: 1, revision: 1 }, { evidence: evidence({ last: 1 }) }),
    ]);
    await removeAll(space, 4);
    expect(await idsIn(space)).toEqual(['open-10', 'open-11', 'open-8', 'open-9', 'touched']);
    await removeAll(space, 1);
    // What is not older than the space keeps it stays, however many there are.
    expect(await idsIn(space)).toEqual(['open-10', 'open-11', 'touched']);
  });

  const told = async (space: StoringSpace, of: Alert, overrides: object = {}) => {
    const plan = planDelivery({
      channel: DELIVERY_CHANNEL,
      space: space.space,
      alert: of,
      reason: 'first',
      ordinal: 1,
      link: null,
      now: BEFORE - 1,
    });
    await space.plans.add([{ ...plan, status: 'delivered', ...overrides }]);
    await space.client.indices.refresh({ index: stateIndex(space.space) });
  };

  it('a message goes with its alert, and stays with it', async () => {
    const space = await newSpace(elasticsearch);
    const [gone, stays] = [alertOf('gone', closed), alertOf('stays', {})];
    await space.alerts.save([gone, stays]);
    for (const { alert: one } of [gone, stays]) await told(space, one);
    await told(space, alert({ id: 'gone-before', group: account('x') }));
    await told(space, alert({ id: 'waits', group: account('y') }), { status: 'pending' });
    expect(await removeAll(space)).toBe(2);
    const { deliveries } = await space.deliveries.find({ perPage: 10, after: null });
    expect(deliveries.map(({ alertId }) => alertId).sort()).toEqual(['stays', 'waits']);
  });

  it('never gives its id again: the ordinal of a group survives its alerts and messages', async () => {
    const space = await newSpace(elasticsearch);
    const guest = { ruleId: ACCOUNT_RULE.id, groupKey: 'guest' };
    const last = async () => (await space.alerts.lastOrdinals([guest])).of(guest.ruleId, guest.groupKey);
    const of = (id: string, ordinal: number) => alertOf(id, closed, { group: account('guest'), ordinal });
    await space.alerts.save([of('second', 2), of('first', 1)]);
    await removeAll(space);
    expect([await idsIn(space), await last()]).toEqual([[], 2]);
    await space.alerts.save([of('third', 3)]);
    await told(space, of('third', 3).alert);
    await removeAll(space);
    expect([await idsIn(space), await last()]).toEqual([[], 3]);
    // An older one that was opened again meanwhile, and is removed later, takes nothing back.
    await space.alerts.save([of('first again', 1)]);
    await removeAll(space);
    expect(await last()).toBe(3);
  });

  it('stays where a person opens it again at the same moment', async () => {
    const space = await newSpace(elasticsearch);
    await space.alerts.save([alertOf('a', closed)]);
    const search = jest.spyOn(space.client, 'bulk').mockImplementationOnce(async (given) => {
      search.mockRestore();
      const [part] = await space.people.read(['a']);
      if (part) {
        const workflow = { ...part.part.workflow, status: 'open' as const, reason: null, changedAt: NOW };
        await space.people.write([{ ...part, part: { ...part.part, workflow } }]);
      }
      return space.client.bulk(given as never) as never;
    });
    expect(await createRetentionStore(space.client, space.space).removeAlerts(BEFORE)).toBe(0);
    expect(await idsIn(space)).toEqual(['a']);
  });

  it('is nothing where the indices are not there', async () => {
    const store = createRetentionStore(elasticsearch.client(), `${elasticsearch.id}-nowhere`);
    expect(await store.removeAlerts(BEFORE)).toBe(0);
    expect(await store.removeDeliveries(BEFORE, null)).toEqual({ removed: 0, after: null });
  });
});
