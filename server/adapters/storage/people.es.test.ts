import { ConflictError } from '../../../common/settings/conflict';
import { NO_HISTORY, UNTOUCHED } from '../../../common/alerts/workflow';
import { evidence, MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { account, newSpace, unstored, type StoringSpace } from '../../../test/storage';
import { actOnAlerts } from '../../flow/act_on_alerts';
import type { StoredAlert } from '../../record/alert_store_port';
import { alertsIndex } from './own_indices';
import { createPeopleStore } from './people_index';

jest.setTimeout(120_000);

const SINCE = NOW - 15 * MINUTE;
const BERT = { by: 'bert', now: NOW };

describe('what people do to alerts', () => {
  const elasticsearch = useTestElasticsearch();
  const withOne = async () => {
    const space = await newSpace(elasticsearch);
    await space.alerts.save([unstored({ evidence: evidence({ count: 7 }) })]);
    const [read] = await space.alerts.recent(SINCE);
    if (!read) throw new Error('The alert is not there.');
    return { ...space, read, id: read.alert.id };
  };
  const acknowledge = ({ people }: StoringSpace, id: string) =>
    actOnAlerts(people, [{ id, revision: null }], { kind: 'acknowledge' }, BERT);
  const grown = (stored: StoredAlert, count: number): StoredAlert => ({
    ...stored,
    alert: { ...stored.alert, evidence: evidence({ count }), updatedAt: NOW + count },
  });
  const now = async ({ alerts }: StoringSpace) => {
    const [found] = await alerts.recent(SINCE);
    if (!found) throw new Error('The alert is not there.');
    return found;
  };

  it('leaves alone what runs write, and is there for Discover under Kibana’s names', async () => {
    const space = await withOne();
    await acknowledge(space, space.id);
    await actOnAlerts(
      space.people,
      [{ id: space.id, revision: 1 }],
      { kind: 'assign', assignee: 'bert' },
      BERT,
    );
    const { alert, ...others } = await now(space);
    expect({ alert, ...others }).toEqual({
      ...space.read,
      alert: { ...space.read.alert, workflow: alert.workflow, history: alert.history },
      revision: { seqNo: expect.any(Number), primaryTerm: 1 },
    });
    const { hits } = await space.client.search({
      index: alertsIndex(space.space),
      query: {
        bool: {
          filter: [
            { term: { 'kibana.alert.workflow_status': 'acknowledged' } },
            { term: { 'kibana.alert.workflow_assignee_ids': 'bert' } },
            { term: { 'kibana.alert.workflow_status_updated_at': NOW } },
            { term: { 'kibana.alert.uuid': space.id } },
            { term: { 'brute_force.attempts': 7 } },
          ],
        },
      },
    });
    expect(hits.hits).toHaveLength(1);
  });

  it('is read with when the attack was last seen, where it is over', async () => {
    const space = await newSpace(elasticsearch);
    const [goesOn, over] = ['a'.repeat(32), 'b'.repeat(32)] as const;
    await space.alerts.save([
      unstored({ id: goesOn, group: account('guest') }),
      unstored({
        id: over,
        group: account('other'),
        status: 'recovered',
        evidence: evidence({ last: NOW - MINUTE }),
      }),
    ]);
    const read = await space.people.read([goesOn, over]);
    expect(read.map(({ quietSince }) => quietSince)).toEqual([null, NOW - MINUTE]);
  });

  it('is done on all parts of an attack, also on those that the whole does not name', async () => {
    const space = await newSpace(elasticsearch);
    const whole = 'a'.repeat(32);
    const parts = Array.from({ length: 120 }, (_, n) => String(n).padStart(32, '0'));
    const linked = parts.slice(0, 50).map((id) => ({ id, ruleId: 'spray' }));
    await space.alerts.save([
      unstored({ id: whole, group: account('guest'), linked }),
      ...parts.map((id) => unstored({ id, group: account(id), partOf: whole })),
      unstored({ id: 'f'.repeat(32), group: account('other'), partOf: 'e'.repeat(32) }),
    ]);
    const [outcome] = await acknowledge(space, whole);
    expect(outcome).toMatchObject({ outcome: 'done', parts: 120 });
    const stored = await space.people.read([...parts, 'f'.repeat(32)]);
    const statuses = stored.map(({ part }) => part.workflow.status);
    expect(statuses).toEqual([...parts.map(() => 'acknowledged'), 'open']);
  });

  it('is done on the parts of its parts too: an account of a spray, and the logon that worked for it', async () => {
    const space = await newSpace(elasticsearch);
    const [whole, worked, guessed] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [
      string,
      string,
      string,
    ];
    await space.alerts.save([
      unstored({ id: whole, group: account('guest') }),
      unstored({ id: worked, group: account('anna'), partOf: whole }),
      unstored({ id: guessed, group: account('berta'), partOf: worked }),
    ]);
    const [outcome] = await acknowledge(space, whole);
    expect(outcome).toMatchObject({ outcome: 'done', parts: 2 });
    const stored = await space.people.read([worked, guessed]);
    expect(stored.map(({ part }) => part.history.entries[0])).toMatchObject([{ whole }, { whole }]);
  });

  it('is done on the parts of an attack too, as the whole names them', async () => {
    const space = await newSpace(elasticsearch);
    const [whole, part] = ['a'.repeat(32), 'b'.repeat(32)] as const;
    const linked = [{ id: part, ruleId: 'spray' }];
    await space.alerts.save([
      unstored({ id: whole, group: account('guest'), linked }),
      unstored({ id: part, group: account('anna'), partOf: whole }),
    ]);
    const [outcome] = await acknowledge(space, whole);
    expect(outcome).toMatchObject({ outcome: 'done', parts: 1 });
    const [stored] = await space.people.read([part]);
    expect(stored?.part.workflow.status).toBe('acknowledged');
    expect(stored?.part.history.entries).toEqual([{ kind: 'acknowledge', by: 'bert', at: NOW, whole }]);
  });

  it('takes a reason away that is none any more', async () => {
    const space = await withOne();
    const all = [{ id: space.id, revision: null }];
    await actOnAlerts(space.people, all, { kind: 'close', reason: 'duplicate' }, BERT);
    const closed = { term: { 'kibana.alert.workflow_reason': 'duplicate' } };
    const count = async () =>
      (await space.client.count({ index: alertsIndex(space.space), query: closed })).count;
    expect(await count()).toBe(1);
    await actOnAlerts(space.people, all, { kind: 'reopen' }, BERT);
    expect(await count()).toBe(0);
    expect((await now(space)).alert.workflow).toMatchObject({ status: 'open', reason: null, revision: 2 });
  });

  it('is kept where a run writes the alert that it read before', async () => {
    const space = await withOne();
    await acknowledge(space, space.id);
    await space.alerts.save([grown(space.read, 9)]);
    const { alert, generation } = await now(space);
    expect([alert.evidence.count, alert.workflow.status, alert.workflow.revision]).toEqual([
      9,
      'acknowledged',
      1,
    ]);
    expect(alert.history.entries).toEqual([{ kind: 'acknowledge', by: 'bert', at: NOW }]);
    expect(generation).toBe(2);
  });

  it('does not let a run write over what another run wrote', async () => {
    const space = await withOne();
    await space.alerts.save([grown(space.read, 8)]);
    await acknowledge(space, space.id);
    await expect(space.alerts.save([grown(space.read, 9)])).rejects.toThrow(ConflictError);
    const { alert } = await now(space);
    expect([alert.evidence.count, alert.workflow.status]).toEqual([8, 'acknowledged']);
  });

  it('is done on what a run wrote after it was read', async () => {
    const space = await withOne();
    const [part] = await space.people.read([space.id]);
    if (!part) throw new Error('The alert is not there.');
    await space.alerts.save([grown(space.read, 9)]);
    expect(await space.people.write([part])).toEqual({ collided: [space.id], failed: [] });
    expect((await now(space)).alert.evidence.count).toBe(9);
    expect(await acknowledge(space, space.id)).toMatchObject([{ outcome: 'done' }]);
    expect((await now(space)).alert).toMatchObject({
      evidence: { count: 9 },
      workflow: { status: 'acknowledged' },
    });
  });

  it('of an alert that is gone or of another space says so', async () => {
    const [space, other] = [await withOne(), await newSpace(elasticsearch)];
    expect(await acknowledge(other, space.id)).toEqual([{ id: space.id, outcome: 'not_found' }]);
    const [part] = await space.people.read([space.id]);
    await space.client.delete({ index: alertsIndex(space.space), id: space.id, refresh: true });
    expect(await space.people.write(part ? [part] : [])).toEqual({ collided: [space.id], failed: [] });
    expect(await acknowledge(space, space.id)).toEqual([{ id: space.id, outcome: 'not_found' }]);
    await space.client.indices.delete({ index: alertsIndex(space.space) });
    expect(await acknowledge(space, space.id)).toEqual([{ id: space.id, outcome: 'not_found' }]);
  });

  it('is done to a thousand at once, while runs write them', async () => {
    const space = await newSpace(elasticsearch);
    const ids = Array.from({ length: 1_000 }, (_, n) => `alert-${String(n).padStart(4, '0')}`);
    await space.alerts.save(ids.map((id) => unstored({ id, group: account(id) })));
    const read = await space.alerts.recent(SINCE);
    const targets = ids.map((id) => ({ id, revision: 0 }));
    const [outcomes] = await Promise.all([
      actOnAlerts(space.people, targets, { kind: 'close', reason: 'benign_positive' }, BERT),
      space.alerts.save(read.map((stored) => grown(stored, 9))),
    ]);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    const after = await space.alerts.recent(SINCE);
    expect(new Set(after.map(({ alert }) => `${alert.evidence.count} ${alert.workflow.status}`))).toEqual(
      new Set(['9 closed']),
    );
  });

  describe('where Elasticsearch fails', () => {
    const blocked = async (space: StoringSpace) =>
      space.client.indices.putSettings({
        index: alertsIndex(space.space),
        settings: { 'index.blocks.write': true },
      });

    it('says which could not be stored', async () => {
      const space = await withOne();
      await blocked(space);
      expect(await acknowledge(space, space.id)).toEqual([{ id: space.id, outcome: 'failed' }]);
    });

    it('answers for each of a thousand where it goes away on the way', async () => {
      const space = await newSpace(elasticsearch);
      const ids = Array.from({ length: 120 }, (_, n) => `alert-${String(n).padStart(4, '0')}`);
      await space.alerts.save(ids.map((id) => unstored({ id, group: account(id) })));
      let bulks = 0;
      const client = new Proxy(space.client, {
        get: (target, name) =>
          name === 'bulk' && (bulks += 1) > 1
            ? () => Promise.reject(new Error('away'))
            : (Reflect.get(target, name) as unknown),
      });
      const people = createPeopleStore(client, space.space);
      const targets = ids.map((id) => ({ id, revision: 0 }));
      const outcomes = await actOnAlerts(people, targets, { kind: 'acknowledge' }, BERT);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(ids.map((_, n) => (n < 50 ? 'done' : 'failed')));
    });
  });

  it('is nothing for a new alert', async () => {
    const { read } = await withOne();
    expect([read.alert.workflow, read.alert.comments, read.alert.history]).toEqual([
      UNTOUCHED,
      [],
      NO_HISTORY,
    ]);
  });
});
