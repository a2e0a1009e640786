import { burst, failedLogon, MINUTE, NOW, SECOND, successfulLogon } from '../../../test/builders';
import { idsOf, Reader } from '../../../test/recent';

const after = (seconds: number) => NOW + seconds * SECOND;
/** What each question for successes asked since now: of whom, and whether of all time or of what arrived. */
const questions = (reader: Reader) =>
  reader.asked.readSuccesses.mock.calls.map(([accounts, , , { since } = {}]) => [
    accounts.map(({ key }) => key).join(' '),
    since ? 'arrived' : 'all',
  ]);
/** What is asked by a run at each of these seconds after NOW. */
async function askedAt(reader: Reader, seconds: number[]) {
  const asked: string[][][] = [];
  for (const second of seconds) {
    reader.forgetAsked();
    await reader.readAllAt(after(second));
    asked.push(questions(reader));
  }
  return asked;
}
const ALL = [['guest', 'all']];
const ARRIVED = [['guest', 'arrived']];

describe('the successes of an account', () => {
  it('are not asked for where a success would be no attack that worked', async () => {
    const reader = new Reader();
    reader.space.events = [...burst(4), ...burst(4, { account: 'anna' })];
    expect(await askedAt(reader, [0, 5])).toEqual([[], []]);
  });

  it('are asked for in full once, and from then on what arrived', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    expect(await askedAt(reader, [0, 5, 10, 60])).toEqual([ALL, ARRIVED, ARRIVED, ARRIVED]);
  });

  it('are asked for in full when it becomes a suspect, and of the others what arrived', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    await reader.readAllAt(NOW);
    reader.space.events.push(...burst(5, { account: 'anna' }));
    expect(await askedAt(reader, [5])).toEqual([
      [
        ['guest', 'arrived'],
        ['anna', 'all'],
      ],
    ]);
  });

  it('are asked for in full again with a new spelling, once', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    await reader.readAllAt(NOW);
    reader.space.events.push(failedLogon({ account: 'guest@corp.lan' }));
    expect(await askedAt(reader, [5, 10])).toEqual([ALL, ARRIVED]);
  });

  it('are not asked for in full again with a new domain: they are found behind any', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    await reader.readAllAt(NOW);
    reader.space.events.push(failedLogon({ domain: 'LAB' }));
    expect(await askedAt(reader, [5])).toEqual([ARRIVED]);
  });

  it('are asked for in full again with a spelling that takes the place of another', async () => {
    const reader = new Reader();
    const gone = burst(5, { account: 'Guest' }, SECOND, NOW - 19 * MINUTE);
    const lasting = burst(5, { account: 'GUEST' }, SECOND, NOW);
    reader.space.events = [...gone, ...lasting];
    await reader.readAllAt(NOW);
    reader.space.events.push(failedLogon({ account: 'guest@corp.lan', at: NOW }));
    expect(await askedAt(reader, [12 * 60])).toEqual([ALL]);
  });

  it('are not asked for in full again where a spelling is forgotten', async () => {
    const reader = new Reader();
    const gone = burst(5, { account: 'Guest' }, SECOND, NOW - 19 * MINUTE);
    reader.space.events = [...gone, ...burst(5, { account: 'GUEST' }, SECOND, NOW)];
    await reader.readAllAt(NOW);
    expect(await askedAt(reader, [12 * 60])).toEqual([ARRIVED]);
  });

  it('are asked for in full each time where it cannot be told what arrived', async () => {
    const reader = new Reader();
    reader.space.hidesArrivals = true;
    reader.space.events = burst(5);
    expect(await askedAt(reader, [0, 5])).toEqual([ALL, ALL]);
  });

  it('are asked for in full again after a question that failed', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    await reader.readAllAt(NOW);
    reader.asked.readSuccesses.mockRejectedValueOnce(new Error('429'));
    await expect(reader.readAllAt(after(5))).rejects.toThrow('429');
    expect(await askedAt(reader, [10])).toEqual([ALL]);
  });
});

describe('a success', () => {
  const counted = async (reader: Reader, second: number) => {
    const { caught } = await reader.readAllAt(after(second));
    return caught.window.group('account', 'guest').successes.length;
  };

  it('is in the window, in a group that changed', async () => {
    const reader = new Reader();
    reader.space.events = burst(5);
    const { caught } = await reader.readAllAt(NOW);
    caught.commit(true);
    reader.space.events.push(successfulLogon({ at: NOW + SECOND }));
    expect(await counted(reader, 5)).toBe(1);
    expect([...caught.window.changed('account')]).toEqual(['guest']);
  });

  it('that was there before its account was a suspect is found', async () => {
    const reader = new Reader();
    reader.space.events = [successfulLogon({ at: NOW - 30 * SECOND })];
    expect(await counted(reader, 0)).toBe(0);
    await reader.readAllAt(after(60));
    reader.space.events.push(...burst(5));
    expect(await counted(reader, 120)).toBe(1);
  });

  it('that a clock dates ahead counts when its time comes, once', async () => {
    const reader = new Reader();
    reader.space.events = [...burst(5), successfulLogon({ at: NOW + 4 * MINUTE })];
    const counts: number[] = [];
    for (const second of [0, 5, 120, 239, 240, 300]) counts.push(await counted(reader, second));
    expect(counts).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it.each([1, 5, 15, 60])(
    'that comes into sight after others that it arrived before is found, with a run every %p s',
    async (every) => {
      const reader = new Reader();
      reader.space.events = burst(5);
      for (let n = 0; n < 5; n += 1) await reader.readAllAt(after(n * every));
      const overtaken = successfulLogon({ at: after(5 * every) });
      reader.space.arrive(overtaken);
      reader.space.events.push(failedLogon({ at: after(5 * every) }));
      expect(await counted(reader, 5 * every)).toBe(0);
      reader.space.events.push(overtaken);
      expect(await counted(reader, 6 * every)).toBe(1);
    },
  );
});

describe('successes that could not be read in time', () => {
  it('are named, and asked for in full by the next run though nothing changed', async () => {
    const reader = new Reader();
    reader.space.events = [...burst(5), successfulLogon({ at: NOW - 30 * SECOND })];
    reader.space.successesTo = NOW - MINUTE;
    const { caught, unread } = await reader.readAllAt(NOW);
    expect(unread).toBe(1);
    caught.commit(true);
    reader.space.successesTo = undefined;
    reader.forgetAsked();
    const next = await reader.readAllAt(after(5));
    expect(questions(reader)).toEqual(ALL);
    expect(next.unread).toBe(0);
    expect(idsOf(next.caught)).toHaveLength(6);
  });

  it('are those of all suspects after the first that could not: nothing more is asked', async () => {
    const reader = new Reader();
    reader.space.events = Array.from({ length: 1_001 }, (_, n) => burst(5, { account: `user${n}` })).flat();
    reader.space.successesTo = NOW - MINUTE;
    expect((await reader.readAllAt(NOW)).unread).toBe(1_001);
    expect(reader.counts.readSuccesses).toBe(1);
    reader.space.successesTo = undefined;
    reader.forgetAsked();
    expect((await reader.readAllAt(after(5))).unread).toBe(0);
    expect(reader.asked.readSuccesses.mock.calls.map(([accounts]) => accounts.length)).toEqual([1_000, 1]);
  });
});
