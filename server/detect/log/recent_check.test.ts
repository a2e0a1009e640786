import type { LogonEvent } from '../../../common/alerts/events';
import {
  burst,
  failedLogon,
  lockout,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
} from '../../../test/builders';
import { idsOf, Reader, sorted } from '../../../test/recent';

const after = (seconds: number) => NOW + seconds * SECOND;
const ago = (minutes: number) => failedLogon({ at: NOW - minutes * MINUTE });
const every5s = (from: number, to: number) =>
  Array.from({ length: (to - from) / 5 + 1 }, (_, n) => from + n * 5);

/** A reading at each of these seconds after NOW; the last. */
async function readEach(reader: Reader, seconds: number[]) {
  let caught = await reader.readAt(after(seconds[0] ?? 0));
  for (const second of seconds.slice(1)) caught = await reader.readAt(after(second));
  return caught;
}

/** An event that arrives at NOW and comes into sight only when all that arrived then was long read. */
async function missOne(reader: Reader, missed: LogonEvent): Promise<void> {
  await reader.readAt(NOW - MINUTE);
  reader.space.arrive(missed);
  reader.space.events.push(...burst(3));
  await readEach(reader, every5s(0, 30));
  reader.space.events.push(missed);
}

describe('an event that no reading of what arrived has seen', () => {
  it('is found within a minute, by reading all again once', async () => {
    const reader = new Reader({ rules: [rule({ threshold: 1 })] });
    const missed = ago(2);
    await missOne(reader, missed);
    reader.forgetAsked();
    const caught = await readEach(reader, every5s(35, 95));
    expect(idsOf(caught)).toEqual(sorted(reader.space.events));
    expect([...caught.window.changed('account')]).toEqual(['guest']);
    reader.forgetAsked();
    await readEach(reader, every5s(100, 300));
    expect(reader.counts.read).toBe(0);
  });

  it('is found although the window has successes, which nobody counted in Elasticsearch', async () => {
    const reader = new Reader();
    const missed = ago(2);
    reader.space.events.push(...burst(5), successfulLogon({ at: NOW - 90 * SECOND }));
    await reader.readAllAt(NOW - 2 * MINUTE + SECOND);
    await reader.readAllAt(NOW - MINUTE);
    await missOne(reader, missed);
    const caught = await readEach(reader, every5s(35, 95));
    expect(idsOf(caught)).toContain(missed.id);
  });

  it('is found in the next run where the time was up', async () => {
    const reader = new Reader();
    const missed = ago(2);
    await missOne(reader, missed);
    reader.space.readTo = NOW - 4 * MINUTE;
    const stopped = await readEach(reader, every5s(35, 95));
    expect(idsOf(stopped)).not.toContain(missed.id);
    expect(stopped.readTo).toBe(after(95));
    reader.space.readTo = undefined;
    expect(idsOf(await reader.readAt(after(100)))).toContain(missed.id);
  });

  it('is found in the next run where reading failed', async () => {
    const reader = new Reader();
    const missed = ago(2);
    await missOne(reader, missed);
    reader.asked.read.mockRejectedValueOnce(new Error('429'));
    const seconds = every5s(35, 95);
    const failed: number[] = [];
    for (const second of seconds) await reader.readAt(after(second)).catch(() => failed.push(second));
    expect(failed).toHaveLength(1);
    expect(idsOf(await reader.readAt(after(100)))).toContain(missed.id);
  });
});

describe('where nothing is missing, nothing is read again', () => {
  const steady = async (reader: Reader, before: (second: number) => void) => {
    await reader.readAt(NOW);
    reader.forgetAsked();
    for (const second of every5s(5, 300)) {
      before(second);
      await reader.readAt(after(second));
    }
    expect(reader.counts.count).toBeGreaterThanOrEqual(5);
    expect(reader.counts).toMatchObject({ read: 0, position: 0 });
  };

  it.each<[string, (reader: Reader, second: number) => void]>([
    [
      'events arrive all the time',
      ({ space }, second) => space.events.push(failedLogon({ at: after(second) })),
    ],
    [
      'events come late',
      ({ space }, second) => space.events.push(failedLogon({ at: after(second) - 9 * MINUTE })),
    ],
    [
      'lockouts arrive',
      ({ space }, second) => space.events.push(lockout({ at: after(second) - 2 * MINUTE })),
    ],
    ['a clock is ahead', ({ space }, second) => space.events.push(failedLogon({ at: after(second + 120) }))],
    [
      'others overtake what arrived before',
      ({ space }, second) => {
        const at = after(second) - 2 * MINUTE;
        const overtaken = (when: number) => failedLogon({ id: `logs/overtaken_at_${when}`, at });
        const others = burst(2, { at });
        for (const event of [overtaken(second), ...others]) space.arrive(event);
        space.events.push(overtaken(second - 5), ...others);
      },
    ],
    [
      'documents are written once more',
      ({ space }, second) => {
        space.events.push(failedLogon({ at: after(second) - 2 * MINUTE }));
        for (const event of space.events.slice(-3)) space.arrive(event);
      },
    ],
    [
      'documents are deleted: Elasticsearch has fewer',
      ({ space }, second) => {
        space.events.push(...burst(2, { at: after(second) - 2 * MINUTE }));
        space.events.shift();
      },
    ],
  ])('while %s', async (_what, change) => {
    const reader = new Reader();
    await steady(reader, (second) => change(reader, second));
  });
});

describe('where it cannot be told what arrives', () => {
  it('the slice is read in whole each time, and up to now', async () => {
    const reader = new Reader();
    reader.space.hidesArrivals = true;
    reader.space.events = burst(3);
    for (const second of [0, 5, 70]) {
      reader.forgetAsked();
      reader.space.events.push(failedLogon({ at: after(second) }));
      const caught = await reader.readAt(after(second));
      expect(caught).toMatchObject({ goesOn: false, readTo: after(second), late: { count: 0 } });
      expect(idsOf(caught)).toEqual(sorted(reader.space.events));
      const spans = reader.asked.read.mock.calls.map(([span]) => span);
      expect(spans[0]?.from).toBe(after(second) - 20 * MINUTE);
      expect(spans[spans.length - 1]?.to).toBe(after(second));
      expect(reader.counts.count).toBe(0);
    }
  });

  it('reading begins at the start of the slice again where the time was up', async () => {
    const reader = new Reader();
    reader.space.hidesArrivals = true;
    reader.space.readTo = NOW - 12 * MINUTE;
    expect(await reader.readAt(NOW)).toMatchObject({ readTo: NOW - 12 * MINUTE, goesOn: false });
    reader.space.events = [ago(19)];
    expect(idsOf(await reader.readAt(after(5)))).toHaveLength(1);
  });

  it('from some run on, nothing is lost: all is read in that run', async () => {
    const reader = new Reader();
    await reader.readAt(NOW);
    reader.space.hidesArrivals = true;
    reader.space.events.push(ago(1));
    const caught = await reader.readAt(after(5));
    expect(caught).toMatchObject({ readTo: after(5), goesOn: false });
    expect(idsOf(caught)).toEqual(sorted(reader.space.events));
  });

  it('and then can be, nothing is lost: what came in between is in the first run that can', async () => {
    const reader = new Reader();
    reader.space.hidesArrivals = true;
    await reader.readAt(NOW);
    reader.space.hidesArrivals = false;
    reader.space.events.push(ago(1));
    expect(idsOf(await reader.readAt(after(5)))).toEqual(sorted(reader.space.events));
    reader.forgetAsked();
    await reader.readAt(after(10));
    expect(reader.counts).toMatchObject({ read: 0, readArrivals: 1 });
  });
});

describe('where there is more than can be kept', () => {
  const crowdAt = (minutes: number, count = 40) => burst(count, { at: NOW - minutes * MINUTE });

  it('the oldest minutes are given up, and from where on all is known is told', async () => {
    const reader = new Reader({ most: 100 });
    reader.space.events = [15, 10, 5, 1].flatMap((minutes) => crowdAt(minutes));
    const caught = await reader.readAt(NOW);
    expect(caught).toMatchObject({ from: NOW - 5 * MINUTE, readTo: NOW });
    expect(caught.window.size).toBe(80);
  });

  it('later runs ask for what arrived only', async () => {
    const reader = new Reader({ most: 100 });
    reader.space.events = [15, 10, 5, 1].flatMap((minutes) => crowdAt(minutes));
    await reader.readAt(NOW);
    reader.forgetAsked();
    for (const second of every5s(5, 300)) {
      reader.space.events.push(failedLogon({ at: after(second) }));
      const caught = await reader.readAt(after(second));
      expect(caught.from).toBeGreaterThanOrEqual(NOW - 5 * MINUTE);
      expect(caught.window.size).toBeLessThanOrEqual(100);
    }
    expect(reader.counts).toMatchObject({ read: 0, position: 0, readArrivals: 60 });
  });

  it('is told no more when it has passed', async () => {
    const reader = new Reader({ most: 100 });
    reader.space.events = [5, 1].flatMap((minutes) => crowdAt(minutes, 60));
    expect((await reader.readAt(NOW)).from).toBe(NOW - MINUTE);
    const later = NOW + 20 * MINUTE;
    expect((await reader.readAt(later)).from).toBe(later - 20 * MINUTE);
  });

  it('nothing is read that would be given up, where the time was up in the middle', async () => {
    const reader = new Reader({ most: 50 });
    reader.space.events = [15, 10, 5, 1].flatMap((minutes) => crowdAt(minutes));
    reader.space.readTo = NOW - 8 * MINUTE;
    const stopped = await reader.readAt(NOW);
    expect(stopped).toMatchObject({ from: NOW - 10 * MINUTE, readTo: NOW - 8 * MINUTE });
    reader.space.readTo = undefined;
    const caught = await reader.readAt(after(5));
    expect(caught).toMatchObject({ from: NOW - MINUTE, readTo: after(5) });
    expect(caught.window.size).toBe(40);
  });
});
