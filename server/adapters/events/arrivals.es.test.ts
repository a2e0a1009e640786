import { LOOK_BACK } from '../../../common/bounds';
import { comparing, MINUTE, NOW, rule, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { LogonIndices, UNREADABLE } from '../../../test/logon_indices';
import { NONE_LATE, type Arrivals, type Position, type Since } from '../../detect/events/event_source_port';
import { createQuestion } from '../../detect/events/question';
import { createNaming } from '../../detect/count/naming';
import { EventWindow } from '../../detect/log/window';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: true });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };

describe('reading what arrived', () => {
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);

  /** Each call is a run of its own: what the indices are is asked anew. */
  const sourceOf = (patterns: string[], clock = () => 0) =>
    createEventSource(elasticsearch.client(), patterns, QUESTION, clock);
  const positionOf = async (...patterns: string[]): Promise<Position> =>
    (await sourceOf(patterns).position(SPAN)) ?? {};
  const arrivalsSince = async (since: Since, patterns: string[], clock?: () => number): Promise<Arrivals> => {
    const arrivals = await sourceOf(patterns, clock).readArrivals(since, SPAN, 1);
    if (!arrivals) throw new Error('It could not be told what arrived.');
    return arrivals;
  };
  const after = (position: Position, known: string[] = [], furthest = position): Since => ({
    position,
    furthest,
    known,
    lateBefore: SPAN.from,
  });
  const arrivedAfter = (position: Position, ...patterns: string[]) =>
    arrivalsSince(after(position), patterns);
  const count = (position: Position, pattern: string, span = SPAN) =>
    sourceOf([pattern]).count(position, span);
  const idsOf = ({ events }: Arrivals) => events.map(({ id }) => id).sort();
  const many = (length: number, wanted = {}) => Array.from({ length }, () => wanted);

  describe('new documents only', () => {
    it.each<[string, number[]]>([
      ['one shard', [1]],
      ['five shards', [5]],
      ['one, three and five shards under one pattern', [1, 3, 5]],
    ])('of %s', async (_what, shards) => {
      const name = indices.newName();
      for (const each of shards) await indices.create(`${name}${each}`, each);
      const writeToAll = async (length: number) =>
        (await Promise.all(shards.map((each) => indices.write(`${name}${each}`, many(length))))).flat();

      await writeToAll(20);
      const position = await positionOf(`${name}*`);
      expect(await arrivedAfter(position, `${name}*`)).toEqual({
        ...{ events: [], unreadable: [], stragglers: [], late: NONE_LATE, isAll: true, position },
        refreshEvery: SECOND,
      });

      const written = await writeToAll(30);
      const arrived = await arrivedAfter(position, `${name}*`);
      expect(idsOf(arrived)).toEqual(written.sort());
      expect(arrived).toMatchObject({ isAll: true, stragglers: [], late: NONE_LATE });
      expect(idsOf(await arrivedAfter(arrived.position, `${name}*`))).toEqual([]);
      expect(arrived.position).toEqual(await positionOf(`${name}*`));
    });

    it('of the span only', async () => {
      const name = indices.newName();
      const [first, last] = await indices.write(`${name}a`, [{ at: SPAN.from }, { at: SPAN.to }]);
      await indices.write(`${name}a`, [{ at: SPAN.from - 1 }, { at: SPAN.to + 1 }, { code: 4624 }]);
      expect(idsOf(await arrivedAfter({}, `${name}*`))).toEqual([first, last].sort());
    });

    it('of an index with nanoseconds, beside one that has no times yet', async () => {
      const name = indices.newName();
      await indices.create(`${name}empty`, 1, {});
      await indices.create(`${name}nanos`, 2, { properties: { '@timestamp': { type: 'date_nanos' } } });
      await indices.write(`${name}nanos`, many(5));
      const position = await positionOf(`${name}*`);
      const written = await indices.write(`${name}nanos`, many(5));
      await indices.write(`${name}nanos`, [{ at: SPAN.from - MINUTE }, { at: SPAN.from - SECOND }]);
      const arrived = await arrivedAfter(position, `${name}*`);
      expect(idsOf(arrived)).toEqual(written.sort());
      expect(new Set(arrived.events.map(({ at }) => at))).toEqual(new Set([NOW - MINUTE]));
      expect(arrived.late).toEqual({ count: 2, first: SPAN.from - MINUTE, last: SPAN.from - SECOND });
    });

    it('of a pattern that stands for nothing: none', async () => {
      const name = indices.newName();
      expect(await positionOf(`${name}*`)).toEqual({});
      expect(await arrivedAfter({}, `${name}*`, `${name}by-name`)).toEqual({
        ...{ events: [], unreadable: [], stragglers: [], late: NONE_LATE, isAll: true, position: {} },
        refreshEvery: 0,
      });
      expect(await count({}, `${name}*`)).toBe(0);
    });
  });

  describe('indices that come, change and go', () => {
    it('one that was made since is read whole', async () => {
      const name = indices.newName();
      await indices.write(`${name}old`, many(3));
      const position = await positionOf(`${name}*`);
      await indices.create(`${name}new`, 3);
      const written = await indices.write(`${name}new`, many(12));
      const arrived = await arrivedAfter(position, `${name}*`);
      expect(idsOf(arrived)).toEqual(written.sort());
      expect(idsOf(await arrivedAfter(arrived.position, `${name}*`))).toEqual([]);
    });

    it('one that was deleted and made anew under its name is read whole', async () => {
      const name = indices.newName();
      await indices.write(`${name}a`, many(10));
      const position = await positionOf(`${name}*`);
      await elasticsearch.client().indices.delete({ index: `${name}a` });
      const written = await indices.write(`${name}a`, many(2));
      const arrived = await arrivedAfter(position, `${name}*`);
      expect(idsOf(arrived)).toEqual(written.sort());
      expect(arrived.position).toEqual(await positionOf(`${name}*`));
      expect(await count(position, `${name}*`)).toBe(0);
    });

    it('behind an alias they are known by their own names', async () => {
      const name = indices.newName();
      const alias = `alias-${name}`;
      await indices.write(`${name}a`, many(4));
      await elasticsearch.client().indices.putAlias({ index: `${name}a`, name: alias });
      const position = await positionOf(alias);
      expect(await count(position, alias)).toBe(4);
      const [known = '', ...written] = await indices.write(`${name}a`, many(3));
      expect(known).toMatch(`${name}a/`);
      expect(idsOf(await arrivalsSince(after(position, [known]), [alias]))).toEqual(written.sort());
    });

    it('one that is closed is left out, also by name, and read whole when it is open again', async () => {
      const name = indices.newName();
      const client = elasticsearch.client();
      const closed = await indices.write(`${name}closed`, many(3));
      await indices.write(`${name}open`, many(2));
      await client.indices.close({ index: `${name}closed` });
      const position = await positionOf(`${name}*`);
      const written = await indices.write(`${name}open`, many(2));
      for (const patterns of [[`${name}*`], [`${name}closed`, `${name}open`]])
        expect(idsOf(await arrivedAfter(position, ...patterns))).toEqual(written.sort());
      await client.indices.open({ index: `${name}closed`, wait_for_active_shards: 1 });
      expect(idsOf(await arrivedAfter(await positionOf(`${name}open`), `${name}*`))).toEqual(closed.sort());
    });
  });

  describe('documents that were seen before', () => {
    it('those that are known are left out, also where two indices have the same id', async () => {
      const name = indices.newName();
      const wanted = [{ id: 'one' }, { id: 'two' }];
      for (const index of ['a', 'b']) await indices.write(name + index, wanted);
      const known = [`${name}a/one`, `${name}b/two`];
      const arrived = await arrivalsSince(after({}, known), [`${name}*`]);
      expect(idsOf(arrived)).toEqual([`${name}a/two`, `${name}b/one`]);
    });

    it('those that others overtook are told: they lie before the furthest', async () => {
      const name = indices.newName();
      await indices.create(`${name}a`, 3);
      await indices.write(`${name}a`, many(6));
      const position = await positionOf(`${name}*`);
      const overtaken = await indices.write(`${name}a`, [...many(9), ...many(3, UNREADABLE)]);
      const furthest = await positionOf(`${name}*`);
      const written = await indices.write(`${name}a`, many(9));
      const arrived = await arrivalsSince(after(position, [], furthest), [`${name}*`]);
      expect(arrived.stragglers.sort()).toEqual(overtaken.sort());
      expect(idsOf(arrived)).toEqual(expect.arrayContaining(written));
      expect(arrived.events).toHaveLength(18);
    });

    it('one that is replaced arrives again, and the window has it once', async () => {
      const name = indices.newName();
      const window = new EventWindow([rule()], createNaming(comparing()));
      await indices.write(`${name}a`, [{ id: 'one' }, { id: 'two' }]);
      const first = await arrivedAfter({}, `${name}*`);
      expect(window.add(first.events)).toBe(2);
      await indices.write(`${name}a`, [{ id: 'one' }]);
      const second = await arrivedAfter(first.position, `${name}*`);
      expect(idsOf(second)).toEqual([`${name}a/one`]);
      expect([window.add(second.events), window.size]).toEqual([0, 2]);
      expect(await count(first.position, `${name}*`)).toBe(1);
      expect(await count(second.position, `${name}*`)).toBe(2);
    });
  });

  it('counts exactly what lies at or before a position, and in the span', async () => {
    const name = indices.newName();
    await indices.create(`${name}a`, 3);
    await indices.write(`${name}a`, [...many(12), UNREADABLE, { at: SPAN.from - 1 }, { at: SPAN.to + 1 }]);
    const position = await positionOf(`${name}*`);
    await indices.write(`${name}a`, many(30));
    await indices.write(`${name}b`, many(5));
    expect(await count({}, `${name}*`)).toBe(0);
    expect(await count(position, `${name}*`)).toBe(13);
    expect(await count(position, `${name}*`, { from: NOW - MINUTE + 1, to: NOW })).toBe(0);
    expect(await count(await positionOf(`${name}*`), `${name}*`)).toBe(48);
  });

  it('documents that say nothing after all are told apart, and counted', async () => {
    const name = indices.newName();
    await indices.create(`${name}a`, 1);
    const [said, ...silent] = await indices.write(`${name}a`, [{}, UNREADABLE, { code: 4776, status: '-' }]);
    const arrived = await arrivedAfter({}, `${name}*`);
    expect(idsOf(arrived)).toEqual([said]);
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect(arrived.unreadable.sort(byId)).toEqual(silent.map((id) => ({ id, at: NOW - MINUTE })).sort(byId));
    expect(await count(arrived.position, `${name}*`)).toBe(3);
    expect((await arrivedAfter(arrived.position, `${name}*`)).unreadable).toEqual([]);
  });

  describe('documents that come too late', () => {
    it('are counted once, with the first and the last time', async () => {
      const name = indices.newName();
      await indices.create(`${name}a`, 3);
      const position = await positionOf(`${name}*`);
      const times = [1, 7, 60, 600].map((minutes) => SPAN.from - minutes * MINUTE);
      const [inTime] = await indices.write(`${name}a`, [{}, ...times.map((at) => ({ at }))]);
      await indices.write(`${name}b`, [{ at: SPAN.from - 1 }]);
      const arrived = await arrivedAfter(position, `${name}*`);
      expect(idsOf(arrived)).toEqual([inTime]);
      expect(arrived.late).toEqual({ count: 5, first: SPAN.from - 600 * MINUTE, last: SPAN.from - 1 });
      expect((await arrivedAfter(arrived.position, `${name}*`)).late).toEqual(NONE_LATE);
    });

    it('are not those that lay there when the first position was taken', async () => {
      const name = indices.newName();
      const old = [{ at: SPAN.from - MINUTE }, { at: SPAN.from - LOOK_BACK }];
      await indices.write(`${name}yesterday`, old);
      await indices.write(`${name}today`, [{}, ...old]);
      const arrived = await arrivedAfter(await positionOf(`${name}*`), `${name}*`);
      expect(arrived).toMatchObject({ events: [], late: NONE_LATE });
    });

    it('are not where they lie more than a day before the span', async () => {
      const name = indices.newName();
      const edge = SPAN.from - LOOK_BACK;
      await indices.write(`${name}a`, [{ at: edge - 1 }, { at: edge }]);
      expect((await arrivedAfter({}, `${name}*`)).late).toEqual({ count: 1, first: edge, last: edge });
    });

    it('are, whatever the span ends with: clocks that are ahead are asked for too', async () => {
      const name = indices.newName();
      await indices.write(`${name}a`, [{ at: SPAN.from - MINUTE }]);
      const span = { from: SPAN.from, to: NOW + LOOK_BACK };
      const arrived = await sourceOf([`${name}*`]).readArrivals(after({}), span, 1);
      expect(arrived?.late.count).toBe(1);
    });
  });

  describe('more than a page', () => {
    const name = indices.newName.bind(indices);
    const LENGTH = 600;
    let pattern: string;
    let position: Position;
    let written: string[];

    beforeAll(async () => {
      const prefix = name();
      pattern = `${prefix}*`;
      await indices.create(`${prefix}1`, 1);
      await indices.create(`${prefix}2`, 2);
      const late = { at: SPAN.from - MINUTE };
      await indices.write(`${prefix}1`, many(10));
      position = await positionOf(pattern);
      written = [];
      for (const index of ['1', '2']) {
        await indices.write(prefix + index, [late]);
        written.push(...(await indices.write(prefix + index, many(LENGTH))));
        await indices.write(prefix + index, many(3, late));
      }
    });

    it('is read to the end', async () => {
      const arrived = await arrivedAfter(position, pattern);
      expect(arrived).toMatchObject({ isAll: true, late: { count: 8 } });
      expect(idsOf(arrived)).toEqual([...written].sort());
      expect(await arrivedAfter(arrived.position, pattern)).toMatchObject({ events: [], late: NONE_LATE });
    });

    it('where time is up between pages the next reading goes on, and nothing comes twice or is missing', async () => {
      const readings: Arrivals[] = [];
      let reached = position;
      do {
        const arrived = await arrivalsSince(after(reached), [pattern], () => 1);
        readings.push(arrived);
        reached = arrived.position;
        expect(await count(reached, pattern)).toBe(10 + readings.flatMap(({ events }) => events).length);
      } while (readings[readings.length - 1]?.isAll === false && readings.length < 9);
      expect(readings.map(({ isAll }) => isAll)).toEqual([false, true]);
      expect(readings.flatMap(idsOf).sort()).toEqual([...written].sort());
      expect(readings.reduce((sum, { late }) => sum + late.count, 0)).toBe(8);
    });
  });
});
