import { failedLogon, MINUTE, NOW, SECOND } from '../../../test/builders';
import { AheadEvents } from './ahead';

const HOUR = 60 * MINUTE;
/** More than are kept, one a millisecond from `from` on. */
const many = (from: number, host = 'DC01') =>
  Array.from({ length: 12_000 }, (_, n) => failedLogon({ at: from + n, host }));

describe('events of a clock that is ahead', () => {
  it('are kept until their time comes, where they are few', () => {
    const ahead = new AheadEvents();
    const events = [failedLogon({ at: NOW + 1 }), failedLogon({ at: NOW + 2 })];
    expect(ahead.note(events, NOW)).toBe(true);
    expect([
      ahead.takeDue(NOW),
      ahead.takeDue(NOW + 1),
      ahead.takeDue(NOW + 2),
      ahead.takeDue(NOW + 2),
    ]).toEqual([[], [events[0]], [events[1]], []]);
    expect(ahead.due(NOW + HOUR)).toBeNull();
  });

  it('are read again in their time, where they are many', () => {
    const ahead = new AheadEvents();
    expect(ahead.note(many(NOW + 3 * HOUR), NOW)).toBe(false);
    expect(ahead.takeDue(NOW + 4 * HOUR)).toHaveLength(10_000);
    const first = NOW + 3 * HOUR + 10_000;
    expect(ahead.due(first - 1)).toBeNull();
    expect(ahead.due(first + SECOND)).toEqual({ from: first, to: first + SECOND });
  });

  it('are read on where a reading ended, to the end of their minute', () => {
    const ahead = new AheadEvents();
    ahead.note(many(NOW), NOW - 1);
    ahead.wereRead(NOW + 11 * SECOND);
    expect(ahead.due(NOW + 12 * SECOND)).toEqual({ from: NOW + 11 * SECOND + 1, to: NOW + 12 * SECOND });
    ahead.wereRead(NOW + MINUTE - 1);
    expect(ahead.due(NOW + HOUR)).toBeNull();
  });
});

describe('a clock', () => {
  const told = (ms: number, now = NOW) => {
    const ahead = new AheadEvents();
    ahead.note([failedLogon({ at: NOW + ms, host: 'DC07' })], NOW);
    return ahead.clocks(now);
  };

  it.each<[string, number, number]>([
    ['by no more than a minute is not told', MINUTE, 0],
    ['by more is told', MINUTE + 1, 1],
    ['by three hours is told', 3 * HOUR, 1],
  ])('that is ahead %s', (_what, ms, hosts) =>
    expect(told(ms)).toEqual(hosts ? { host: 'DC07', hosts, by: ms } : null),
  );

  it('is told until its last event has come', () => {
    expect(told(3 * HOUR, NOW + 3 * HOUR - 1)).toMatchObject({ host: 'DC07' });
    expect(told(3 * HOUR, NOW + 3 * HOUR)).toBeNull();
  });

  it('is the one that is furthest ahead, and the others are counted', () => {
    const ahead = new AheadEvents();
    for (const [host, hours] of [
      ['A', 1],
      ['B', 3],
      [null, 2],
    ] as const)
      ahead.note([failedLogon({ at: NOW + hours * HOUR, host })], NOW);
    expect(ahead.clocks(NOW)).toEqual({ host: 'B', hosts: 3, by: 3 * HOUR });
  });
});
