import { UNTOUCHED, type Workflow } from '../../common/alerts/workflow';
import { alert, NOW } from '../../test/builders';
import type { PeopleStore, StoredPart, Target } from '../record/people_port';
import { act } from '../record/actions';
import { actOnAlerts } from './act_on_alerts';

const ANNA = { by: 'anna', now: NOW };
const ACKNOWLEDGE = { kind: 'acknowledge' } as const;

/** Alerts as a store has them. `meanwhile` runs after each reading, as others may write then. */
class FakePeople implements PeopleStore {
  readonly parts = new Map<string, StoredPart>();
  readonly partsById = new Map<string, string[]>();
  meanwhile: () => void = () => undefined;
  written: string[][] = [];
  /** Elasticsearch refuses these. */
  readonly refused = new Set<string>();
  /** Elasticsearch is away from so many readings on. */
  awayAfter = Infinity;
  #seqNo = 0;

  constructor(...ids: string[]) {
    for (const id of ids) this.put(id, alert());
  }

  put(
    id: string,
    { workflow, comments, history }: StoredPart['part'],
    parts = this.partsById.get(id) ?? [],
  ): void {
    this.#seqNo += 1;
    const revision = { seqNo: this.#seqNo, primaryTerm: 1 };
    this.partsById.set(id, parts);
    this.parts.set(id, { id, part: { workflow, comments, history }, quietSince: null, revision });
  }

  /** A run writes the alert and leaves alone what people did. */
  touch(id: string): void {
    const stored = this.parts.get(id);
    if (stored) this.put(id, stored.part);
  }

  async read(ids: string[]) {
    if ((this.awayAfter -= 1) < 0) throw new Error('away');
    const found = ids.flatMap((id) => this.parts.get(id) ?? []);
    this.meanwhile();
    return found;
  }

  async partsOf(ids: string[]) {
    return new Map(ids.map((id) => [id, this.partsById.get(id) ?? []]));
  }

  async write(parts: StoredPart[]) {
    const isSame = ({ id, revision }: StoredPart) => this.parts.get(id)?.revision.seqNo === revision.seqNo;
    const failed = parts.flatMap(({ id }) => (this.refused.has(id) ? [id] : []));
    const asked = parts.filter(({ id }) => !this.refused.has(id));
    const collided = asked.filter((one) => !isSame(one));
    const through = asked.filter(isSame);
    for (const { id, part } of through) this.put(id, part);
    this.written.push(through.map(({ id }) => id));
    return { collided: collided.map(({ id }) => id), failed };
  }

  historyOf(id: string) {
    return this.parts.get(id)?.part.history.entries;
  }

  workflowOf(id: string): Workflow | undefined {
    return this.parts.get(id)?.part.workflow;
  }
}

const anyRevision = (...ids: string[]): Target[] => ids.map((id) => ({ id, revision: null }));

describe('acting on alerts', () => {
  it('answers for each, in the order given, also for one that is named twice or is not there', async () => {
    const store = new FakePeople('a', 'b');
    const outcomes = await actOnAlerts(store, anyRevision('b', 'x', 'a', 'b'), ACKNOWLEDGE, ANNA);
    expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['b', 'done'],
      ['x', 'not_found'],
      ['a', 'done'],
      ['b', 'done'],
    ]);
    expect(store.workflowOf('b')?.revision).toBe(1);
  });

  it('is done on what a run made of the alert at the same moment', async () => {
    const store = new FakePeople('a', 'b');
    let runs = 2;
    store.meanwhile = () => {
      if ((runs -= 1) >= 0) store.touch('a');
    };
    const outcomes = await actOnAlerts(store, anyRevision('a', 'b'), ACKNOWLEDGE, ANNA);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(store.workflowOf('a')).toMatchObject({ status: 'acknowledged', revision: 1 });
    expect(store.written).toEqual([['b'], [], ['a']]);
  });

  it('is given up where others write again and again', async () => {
    const store = new FakePeople('a');
    store.meanwhile = () => store.touch('a');
    expect(await actOnAlerts(store, anyRevision('a'), ACKNOWLEDGE, ANNA)).toEqual([
      { id: 'a', outcome: 'busy' },
    ]);
    expect(store.workflowOf('a')).toEqual(UNTOUCHED);
  });

  it('of two people who close at once, the second learns who did what', async () => {
    const store = new FakePeople('a');
    const close = (by: string, reason: 'duplicate' | 'other') =>
      actOnAlerts(store, [{ id: 'a', revision: 0 }], { kind: 'close', reason }, { by, now: NOW });
    const both = await Promise.all([close('anna', 'duplicate'), close('bert', 'other')]);
    const [first] = both.flat().filter(({ outcome }) => outcome === 'done');
    const [second] = both.flat().filter(({ outcome }) => outcome === 'conflict');
    expect(first).toMatchObject({ workflow: { status: 'closed', revision: 1 } });
    expect(second).toMatchObject({
      last: { kind: 'close', by: expect.stringMatching(/anna|bert/), at: NOW },
      workflow: store.workflowOf('a'),
    });
    expect(both.flat()).toHaveLength(2);
  });

  it('names a person, and not the rise of severity that came after', async () => {
    const store = new FakePeople();
    const severity = {
      kind: 'severity',
      from: 'low',
      to: 'high',
      because: 'locked_out',
      by: null,
      at: NOW,
    } as const;
    const given = alert();
    const acted = act(given, ACKNOWLEDGE, { by: 'bert', now: NOW });
    if (!acted.ok || !acted.part) throw new Error('Nothing was done.');
    const { entries } = acted.part.history;
    store.put('a', { ...acted.part, history: { entries: [...entries, severity], dropped: 0 } });
    const [outcome] = await actOnAlerts(store, [{ id: 'a', revision: 0 }], ACKNOWLEDGE, ANNA);
    expect(outcome).toMatchObject({ outcome: 'conflict', last: { kind: 'acknowledge', by: 'bert' } });
  });

  describe('that have parts', () => {
    const whole = (...parts: string[]) => {
      const store = new FakePeople('a', ...parts);
      store.put('a', alert(), parts);
      return store;
    };

    it('is done on the parts too, and their history says on what it was done', async () => {
      const store = whole('b', 'c');
      const outcomes = await actOnAlerts(store, [{ id: 'a', revision: 0 }], ACKNOWLEDGE, ANNA);
      expect(outcomes).toEqual([{ id: 'a', outcome: 'done', workflow: store.workflowOf('a'), parts: 2 }]);
      expect(['b', 'c'].map((id) => store.workflowOf(id)?.status)).toEqual(['acknowledged', 'acknowledged']);
      expect(store.historyOf('a')).toEqual([{ kind: 'acknowledge', by: 'anna', at: NOW }]);
      expect(store.historyOf('b')).toEqual([{ kind: 'acknowledge', by: 'anna', at: NOW, whole: 'a' }]);
    });

    it('is done once on a part that is named itself, as what was done to it', async () => {
      const store = whole('b');
      const outcomes = await actOnAlerts(store, anyRevision('a', 'b'), ACKNOWLEDGE, ANNA);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      expect(store.historyOf('b')).toEqual([{ kind: 'acknowledge', by: 'anna', at: NOW }]);
    });

    it('is done on a part that came since the whole was so', async () => {
      const store = whole();
      await actOnAlerts(store, anyRevision('a'), ACKNOWLEDGE, ANNA);
      store.put('b', alert());
      store.put('a', store.parts.get('a')?.part ?? alert(), ['b']);
      const [outcome] = await actOnAlerts(store, anyRevision('a'), ACKNOWLEDGE, ANNA);
      expect(outcome).toMatchObject({ outcome: 'unchanged', parts: 1 });
      expect(store.workflowOf('b')?.status).toBe('acknowledged');
    });

    it('is not done on parts where somebody changed the whole meanwhile', async () => {
      const store = whole('b');
      const [outcome] = await actOnAlerts(store, [{ id: 'a', revision: 7 }], ACKNOWLEDGE, ANNA);
      expect([outcome?.outcome, store.workflowOf('b')]).toEqual(['conflict', UNTOUCHED]);
    });

    it('leaves a comment where it was written', async () => {
      const store = whole('b');
      await actOnAlerts(store, anyRevision('a'), { kind: 'comment', text: 'Ask Anna.' }, ANNA);
      expect(store.historyOf('b')).toEqual([]);
    });

    it('does no harm where a part was removed by age', async () => {
      const store = whole('b');
      store.parts.delete('b');
      const outcomes = await actOnAlerts(store, anyRevision('a'), ACKNOWLEDGE, ANNA);
      expect(outcomes).toEqual([{ id: 'a', outcome: 'done', workflow: store.workflowOf('a') }]);
    });
  });

  describe('where Elasticsearch fails', () => {
    const outcomesOf = async (store: FakePeople, ...ids: string[]) =>
      (await actOnAlerts(store, anyRevision(...ids), ACKNOWLEDGE, ANNA)).map(({ outcome }) => outcome);

    it('on some of them, says of which, and is done on the others', async () => {
      const store = new FakePeople('a', 'b');
      store.refused.add('a');
      expect(await outcomesOf(store, 'a', 'b')).toEqual(['failed', 'done']);
      expect(store.workflowOf('b')?.status).toBe('acknowledged');
    });

    it('before anything was stored, is refused as a whole', async () => {
      const store = new FakePeople('a');
      store.awayAfter = 0;
      await expect(outcomesOf(store, 'a')).rejects.toThrow('away');
    });

    it('after some were stored, says so of those that were to be tried again', async () => {
      const store = new FakePeople('a', 'b');
      store.awayAfter = 1;
      store.meanwhile = () => store.touch('a');
      expect(await outcomesOf(store, 'a', 'b')).toEqual(['failed', 'done']);
    });

    it.each<[string, (store: FakePeople) => void]>([
      ['cannot be read', (store) => (store.awayAfter = 1)],
      ['cannot be stored', (store) => store.refused.add('b')],
    ])('and a part %s, says so of the whole', async (_what, fail) => {
      const store = new FakePeople('a', 'b', 'c');
      store.put('a', alert(), ['b']);
      fail(store);
      expect(await outcomesOf(store, 'a', 'c')).toEqual(['failed', 'done']);
      expect(store.workflowOf('a')?.status).toBe('acknowledged');
    });
  });

  it('stores nothing where nothing is to be done', async () => {
    const store = new FakePeople('a');
    const outcomes = await actOnAlerts(store, anyRevision('a'), { kind: 'reopen' }, ANNA);
    expect(outcomes).toEqual([{ id: 'a', outcome: 'unchanged', workflow: UNTOUCHED }]);
    expect(store.written).toEqual([]);
  });
});
