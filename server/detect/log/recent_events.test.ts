import { burst, failedLogon, MINUTE, NOW, rule, SECOND } from '../../../test/builders';
import { idsOf, Reader, sorted } from '../../../test/recent';

const HOUR = 60 * MINUTE;
/** The slice at `NOW` begins here: ten minutes for late events, and ten for the longest timespan. */
const FROM = NOW - 20 * MINUTE;
const after = (seconds: number) => NOW + seconds * SECOND;
/** What is dated `minutes` before NOW. */
const ago = (minutes: number) => failedLogon({ at: NOW - minutes * MINUTE });

describe('the first reading', () => {
  it('is of the whole slice, in pieces without a gap, up to a day ahead', async () => {
    const reader = new Reader();
    reader.space.events = [ago(20), ago(15), ago(5), ago(0)];
    const caught = await reader.readAt(NOW);
    expect(caught).toMatchObject({ from: FROM, readTo: NOW, goesOn: true, late: { count: 0 } });
    expect(idsOf(caught)).toEqual(sorted(reader.space.events));
    const spans = reader.asked.read.mock.calls.map(([span]) => span);
    expect(spans.length).toBeGreaterThan(1);
    expect(spans[0]?.from).toBe(FROM);
    spans.slice(1).forEach(({ from }, n) => expect(from).toBe((spans[n]?.to ?? 0) + 1));
    expect(spans[spans.length - 1]?.to).toBe(NOW + 24 * HOUR);
  });

  it('does not go on with what lies before the slice by now, since another Kibana came further', async () => {
    const reader = new Reader();
    reader.space.readTo = NOW - 23 * HOUR;
    await reader.readAt(NOW, { from: NOW - 24 * HOUR });
    reader.forgetAsked();
    reader.space.readTo = undefined;
    await reader.readAt(after(60));
    const [first] = reader.asked.read.mock.calls[0] ?? [];
    // The slice, and the longest timespan before it.
    expect(first?.from).toBeGreaterThanOrEqual(after(60) - 31 * MINUTE);
  });

  it.each<[string, Partial<Reader['space']>, number, number]>([
    ['as far as Elasticsearch came', { readTo: NOW - 12 * MINUTE }, Infinity, NOW - 12 * MINUTE],
    ['one piece, where that took all the time', {}, NOW, FROM + MINUTE - 1],
  ])(
    'whose time is up says how far it came (%s), and the next goes on there',
    async (_what, space, deadline, readTo) => {
      const reader = new Reader();
      reader.space.events = [ago(20), ago(16), ago(10), ago(1)];
      Object.assign(reader.space, space);
      const first = await reader.readAt(NOW, {}, deadline);
      expect(first).toMatchObject({ readTo, goesOn: true });
      expect(idsOf(first)).toEqual(sorted(reader.space.events.filter(({ at }) => at <= readTo)));
      reader.space.readTo = undefined;
      reader.forgetAsked();
      const second = await reader.readAt(after(5));
      expect(reader.asked.read.mock.calls[0]?.[0].from).toBe(readTo + 1);
      expect(second.readTo).toBe(after(5));
      expect(idsOf(second)).toEqual(sorted(reader.space.events));
    },
  );

  it('says where it did not get any further, until it does', async () => {
    const reader = new Reader();
    for (const [seconds, readTo, goesOn] of [
      [0, NOW - 12 * MINUTE, true],
      [5, NOW - 12 * MINUTE, false],
      [10, NOW - 11 * MINUTE, true],
      [15, after(15), true],
    ] as const) {
      reader.space.readTo = readTo;
      expect(await reader.readAt(after(seconds))).toMatchObject({ readTo, goesOn });
    }
  });

  it('has what arrives in a part that it read before its time was up', async () => {
    const reader = new Reader();
    reader.space.events = [ago(18)];
    reader.space.readTo = NOW - 12 * MINUTE;
    await reader.readAt(NOW);
    reader.space.events.push(ago(17));
    reader.space.readTo = NOW - 11 * MINUTE;
    const second = await reader.readAt(after(5));
    expect(second.readTo).toBe(NOW - 11 * MINUTE);
    expect(idsOf(second)).toEqual(sorted(reader.space.events));
  });

  it.each(['position', 'read'] as const)(
    'is made up for where the question for the %s failed',
    async (question) => {
      const reader = new Reader();
      reader.space.events = burst(5);
      reader.asked[question].mockRejectedValueOnce(new Error('429'));
      await expect(reader.readAt(NOW)).rejects.toThrow('429');
      const caught = await reader.readAt(after(5));
      expect(caught.readTo).toBe(after(5));
      expect(idsOf(caught)).toEqual(sorted(reader.space.events));
    },
  );
});

describe('a slice that begins', () => {
  it('before what is known is read anew', async () => {
    const reader = new Reader();
    reader.space.events = [ago(60), ago(1)];
    expect(idsOf(await reader.readAt(NOW))).toHaveLength(1);
    const caught = await reader.readAt(after(5), { from: NOW - 61 * MINUTE });
    expect(caught.from).toBe(NOW - 61 * MINUTE);
    expect(idsOf(caught)).toEqual(sorted(reader.space.events));
  });

  it('a little before, by no more than a timespan, finds what is kept for it', async () => {
    const reader = new Reader();
    reader.space.events = [ago(19)];
    await reader.readAt(NOW);
    await reader.readAt(NOW + 5 * MINUTE);
    reader.forgetAsked();
    const caught = await reader.readAt(NOW + 5 * MINUTE + SECOND, { from: FROM });
    expect(reader.counts).toMatchObject({ read: 0, position: 0 });
    expect(idsOf(caught)).toEqual(sorted(reader.space.events));
  });

  it('later forgets what no timespan of it reaches', async () => {
    const reader = new Reader();
    reader.space.events = [ago(19), ago(1)];
    await reader.readAt(NOW);
    expect((await reader.readAt(NOW + 12 * MINUTE)).window.size).toBe(1);
  });
});

describe('a later reading', () => {
  it('asks for what arrived, and has that and what was there', async () => {
    const reader = new Reader();
    reader.space.events = burst(3);
    await reader.readAt(NOW);
    expect(reader.recent.added).toBe(3);
    reader.space.events.push(failedLogon({ at: NOW + SECOND }), ago(9));
    reader.forgetAsked();
    const caught = await reader.readAt(after(5));
    expect(idsOf(caught)).toEqual(sorted(reader.space.events));
    expect(reader.recent.added).toBe(2);
    expect(reader.counts).toMatchObject({ read: 0, readArrivals: 1, position: 0 });
  });

  it('adds nothing where nothing arrived, also while what was read is asked for again', async () => {
    const reader = new Reader();
    reader.space.events = burst(3);
    await reader.readAt(NOW);
    reader.space.events.push(ago(0));
    await reader.readAt(after(3));
    const caught = await reader.readAt(after(6));
    expect(reader.recent.added).toBe(0);
    expect(idsOf(caught)).toHaveLength(4);
  });

  it('has what comes into sight after others that it arrived before', async () => {
    const reader = new Reader();
    await reader.readAt(NOW);
    const overtaken = ago(1);
    reader.space.arrive(overtaken);
    reader.space.events.push(ago(0));
    await reader.readAt(after(5));
    reader.space.events.push(overtaken);
    expect(idsOf(await reader.readAt(after(10)))).toEqual(sorted(reader.space.events));
  });

  it('stays where it was as long as not all that arrived could be read', async () => {
    const reader = new Reader();
    await reader.readAt(NOW);
    const { source, asked } = reader;
    const answer = await source.readArrivals(
      { position: {}, known: [], furthest: {}, lateBefore: FROM },
      { from: FROM, to: NOW },
      Infinity,
    );
    asked.readArrivals.mockResolvedValueOnce(answer && { ...answer, isAll: false });
    expect(await reader.readAt(after(5))).toMatchObject({ readTo: NOW, goesOn: true });
    expect(await reader.readAt(after(10))).toMatchObject({ readTo: after(10) });
  });

  it('that failed takes nothing away from the next', async () => {
    const reader = new Reader();
    await reader.readAt(NOW);
    reader.space.events.push(ago(0));
    reader.space.readError = new Error('429');
    await expect(reader.readAt(after(5))).rejects.toThrow('429');
    reader.space.readError = undefined;
    expect(idsOf(await reader.readAt(after(10)))).toEqual(sorted(reader.space.events));
  });
});

describe('what was found is accepted', () => {
  it('by the run that found it', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    const caught = await reader.readAt(NOW);
    expect([...caught.window.changed('account')]).toEqual(['guest']);
    caught.commit(true);
    expect([...caught.window.changed('account')]).toEqual([]);
  });

  it('not by a run that another overtook: what came since has yet to be looked at', async () => {
    const reader = new Reader({ rules: [rule({ threshold: 1 })] });
    reader.space.events = burst(5);
    const overtaken = await reader.readAt(NOW);
    reader.space.events.push(failedLogon({ account: 'anna', at: NOW }));
    const last = await reader.readAt(after(5));
    overtaken.commit(true);
    expect([...last.window.changed('account')].sort()).toEqual(['anna', 'guest']);
  });
});
