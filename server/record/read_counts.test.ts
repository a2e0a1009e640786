import fc from 'fast-check';
import { LATENESS } from '../../common/bounds';
import type { ReadCounts } from '../../common/status/memory';
import { DAY, HOUR, MINUTE, NOW, SECOND } from '../../test/builders';
import { countedAfter, countsOfDay } from './read_counts';

/** Asks for the failures of these times, and notes what was asked. */
const counter = (times: readonly number[]) => {
  const asked: Array<[number, number]> = [];
  const countIn = (from: number, to: number) => {
    asked.push([from, to]);
    return times.filter((at) => at >= from && at < to).length;
  };
  return { asked, countIn };
};

it('begins with the first tick that read everything', () => {
  const { asked, countIn } = counter([NOW - LATENESS]);
  const counts = countedAfter(null, NOW, countIn);
  expect(counts).toEqual({ since: NOW - LATENESS, until: NOW - LATENESS, hours: [] });
  expect(asked).toEqual([]);
});

it('counts a minute once it is over, and asks no more often', () => {
  const { asked, countIn } = counter([NOW - LATENESS + 30 * SECOND]);
  let counts = countedAfter(null, NOW, countIn);
  for (let second = 1; second <= 150; second += 1)
    counts = countedAfter(counts, NOW + second * SECOND, countIn);
  expect(asked).toEqual([
    [NOW - LATENESS, NOW - LATENESS + MINUTE],
    [NOW - LATENESS + MINUTE, NOW - LATENESS + 2 * MINUTE],
  ]);
  expect(countsOfDay(counts, NOW)).toEqual({ since: NOW - LATENESS, failures: 1 });
});

it('does not go back where a watermark does', () => {
  const { countIn } = counter([]);
  const counts = countedAfter(null, NOW, countIn);
  expect(countedAfter(counts, NOW - HOUR, countIn)).toBe(counts);
});

it('counts each failure once, whoever ticks and however far apart, and keeps a day', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 200 * MINUTE }), { minLength: 1, maxLength: 60 });
  const offsets = fc.array(fc.integer({ min: 0, max: 2 * DAY }), { maxLength: 100 });
  fc.assert(
    fc.property(steps, offsets, (waits, happened) => {
      const start = NOW - (NOW % MINUTE);
      const times = happened.map((offset) => start + offset);
      const { countIn } = counter(times);
      let counts: ReadCounts = countedAfter(null, start + LATENESS, countIn);
      let now = start;
      for (const wait of waits) {
        now += wait;
        counts = countedAfter(counts, now + LATENESS, countIn);
      }
      const settled = now - (now % MINUTE);
      const oldest = Math.max(start, settled - (settled % HOUR) - 24 * HOUR);
      const naive = times.filter((at) => at >= oldest && at < settled).length;
      expect(counts.hours.reduce((sum, { failures }) => sum + failures, 0)).toBe(naive);
      expect(counts.hours.length).toBeLessThanOrEqual(25);
    }),
  );
});

it.each<[string, ReadCounts | null, { since: number; failures: number }]>([
  ['nothing was counted yet', null, { since: NOW, failures: 0 }],
  [
    'it counts for longer than a day',
    {
      since: NOW - 9 * DAY,
      until: NOW,
      hours: [
        { at: NOW - 26 * HOUR, failures: 100 },
        { at: NOW - 24 * HOUR - 1, failures: 10 },
        { at: NOW - HOUR, failures: 1 },
      ],
    },
    { since: NOW - DAY, failures: 11 },
  ],
  [
    'it counts for an hour',
    { since: NOW - HOUR, until: NOW, hours: [{ at: NOW - HOUR, failures: 7 }] },
    { since: NOW - HOUR, failures: 7 },
  ],
])('of the last day, where %s', (_what, counts, expected) => {
  expect(countsOfDay(counts, NOW)).toEqual(expected);
});
