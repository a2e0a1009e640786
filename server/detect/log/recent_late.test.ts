import { failedLogon, MINUTE, NOW, rule, SECOND } from '../../../test/builders';
import { idsOf, Reader } from '../../../test/recent';
import { nextScan } from '../join/scan';

const HOUR = 60 * MINUTE;
const after = (seconds: number) => NOW + seconds * SECOND;
/** What is dated `minutes` before NOW. */
const ago = (minutes: number) => failedLogon({ at: NOW - minutes * MINUTE });

describe('an event that comes later than it may', () => {
  const lateOf = async (reader: Reader, seconds: number) => {
    const caught = await reader.readAt(after(seconds));
    caught.commit(true);
    return caught.late;
  };

  it.each<[string, number[]]>([
    ['and is still in the window', [15]],
    ['and is older than the window', [50]],
    ['among others that are older than the window', [15, 50]],
  ])('(%s) is named once, with its time', async (_what, minutes) => {
    const reader = new Reader();
    await reader.readAt(NOW);
    const events = minutes.map(ago);
    reader.space.events.push(...events);
    const times = events.map(({ at }) => at);
    expect(await lateOf(reader, 5)).toEqual({
      count: minutes.length,
      first: Math.min(...times),
      last: Math.max(...times),
    });
    for (const seconds of [10, 15, 20, 90]) expect(await lateOf(reader, seconds)).toMatchObject({ count: 0 });
  });

  it('is named again by the next run where this one failed after it had read', async () => {
    const reader = new Reader();
    await reader.readAt(NOW);
    reader.space.events.push(ago(15), ago(50));
    await reader.readAt(after(5));
    expect(await lateOf(reader, 10)).toMatchObject({ count: 2 });
    expect(await lateOf(reader, 15)).toMatchObject({ count: 0 });
  });

  it.each([1, 15, 50])(
    'is not named where it was there before the first reading (%p min old)',
    async (minutes) => {
      const reader = new Reader();
      reader.space.events = [ago(minutes)];
      for (const seconds of [0, 5, 10, 90]) expect(await lateOf(reader, seconds)).toMatchObject({ count: 0 });
    },
  );

  it('is not named where it comes nine minutes late: that counts', async () => {
    const reader = new Reader();
    await reader.readAt(NOW);
    reader.space.events.push(ago(9));
    expect(await lateOf(reader, 5)).toMatchObject({ count: 0 });
  });

  it('is not named where it was counted in time and is only written once more', async () => {
    const reader = new Reader();
    const counted = ago(1);
    reader.space.events = [counted];
    await reader.readAt(NOW);
    await reader.readAt(NOW + 12 * MINUTE);
    reader.space.arrive(counted);
    expect((await reader.readAt(NOW + 12 * MINUTE + 5 * SECOND)).late).toMatchObject({ count: 0 });
  });
});

describe('an event that a clock dates three hours ahead', () => {
  const ahead = failedLogon({ at: NOW + 3 * HOUR });
  const countedAt = async (reader: Reader, now: number) => idsOf(await reader.readAt(now)).length;

  it.each<[string, number]>([
    ['was there before the first reading', -1],
    ['arrives', 5],
  ])('and %s counts when its time comes, once', async (_what, arrives) => {
    const reader = new Reader();
    const counts: number[] = [];
    for (const seconds of [0, 5, 10, 90, 3 * 3600 - 1, 3 * 3600, 3 * 3600 + 60, 3 * 3600 + 130]) {
      reader.space.events = seconds >= arrives ? [ahead] : [];
      counts.push(await countedAt(reader, after(seconds)));
    }
    expect(counts).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
  });

  it('is in a group that changed then', async () => {
    const reader = new Reader({ rules: [rule({ threshold: 1 })] });
    reader.space.events = [ahead];
    const caught = await reader.readAt(NOW);
    caught.commit(true);
    expect([...caught.window.changed('account')]).toEqual([]);
    expect([...(await reader.readAt(ahead.at)).window.changed('account')]).toEqual(['guest']);
  });

  it('is not forgotten where all is read again in between', async () => {
    const reader = new Reader();
    reader.space.events = [ahead];
    await reader.readAt(NOW);
    await reader.readAt(after(5), { from: NOW - HOUR });
    await reader.readAt(ahead.at - SECOND, nextScan(null, 10 * MINUTE, ahead.at - SECOND));
    expect(await countedAt(reader, ahead.at)).toBe(1);
  });

  it('counts too where it cannot be told what arrives', async () => {
    const reader = new Reader();
    reader.space.hidesArrivals = true;
    reader.space.events = [ahead];
    expect(await countedAt(reader, NOW)).toBe(0);
    expect(await countedAt(reader, ahead.at)).toBe(1);
  });
});
