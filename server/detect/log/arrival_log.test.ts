import { failedLogon, MINUTE, NOW, SECOND } from '../../../test/builders';
import { ArrivalLog, IN_FLIGHT } from './arrival_log';
import { NONE_LATE, type Arrivals } from '../events/event_source_port';

const arrivals = (shard: number, overrides: Partial<Arrivals> = {}): Arrivals => ({
  events: [failedLogon({ id: `logs/${shard}` })],
  unreadable: [],
  stragglers: [],
  late: NONE_LATE,
  position: { shard },
  refreshEvery: SECOND,
  isAll: true,
  ...overrides,
});
/** A reading every `every` ms from NOW on, each of one document with the number of the reading. */
function logOf(readings: number, every: number): ArrivalLog {
  const log = new ArrivalLog();
  log.start({ shard: 0 }, NOW);
  for (let n = 1; n < readings; n += 1) log.add(arrivals(n), NOW + n * every);
  return log;
}

describe('a log of arrivals', () => {
  it('is empty until it is started, and when it is cleared', () => {
    const log = new ArrivalLog();
    expect([log.isEmpty, log.base]).toEqual([true, undefined]);
    log.start({ shard: 7 }, NOW);
    expect(log.isEmpty).toBe(false);
    log.clear();
    expect(log.isEmpty).toBe(true);
  });

  it('asks at first for what lies behind where it was started, and knows of nothing behind that', () => {
    const log = new ArrivalLog();
    log.start({ shard: 7 }, NOW);
    expect(log.since()).toEqual({
      position: { shard: 7 },
      furthest: { shard: 7 },
      known: [],
      lateBefore: NOW - 10 * MINUTE,
    });
  });

  it('has no base before there are two readings: nothing says how much lies before the first', () => {
    const log = logOf(1, SECOND);
    expect(log.base).toBeUndefined();
    log.add(arrivals(1), NOW + SECOND);
    expect(log.base).toEqual({ shard: 0 });
  });
});

describe('what is asked for again', () => {
  it.each<[string, number, number, { from: number; known: string[] }]>([
    [
      'what is in flight of many short runs',
      6,
      4 * SECOND,
      { from: 2, known: ['logs/3', 'logs/4', 'logs/5'] },
    ],
    ['all, where it began in that time', 3, SECOND, { from: 0, known: ['logs/1', 'logs/2'] }],
    ['what the last run read, where runs are far apart', 6, MINUTE, { from: 4, known: ['logs/5'] }],
  ])('is %s', (_what, readings, every, { from, known }) => {
    const log = logOf(readings, every);
    expect(log.since()).toEqual({
      position: { shard: from },
      furthest: { shard: readings - 1 },
      known,
      lateBefore: NOW + (readings - 1) * every - 10 * MINUTE,
    });
  });

  it('is what was read less than ten seconds before the last reading, to the millisecond', () => {
    expect(logOf(3, IN_FLIGHT).since().position).toEqual({ shard: 1 });
    expect(logOf(3, IN_FLIGHT - 1).since().position).toEqual({ shard: 0 });
  });

  it('reaches back two refreshes, where indices are refreshed seldom', () => {
    const log = new ArrivalLog();
    log.start({ shard: 0 }, NOW);
    for (let n = 1; n < 30; n += 1) log.add(arrivals(n, { refreshEvery: 30 * SECOND }), NOW + n * 5 * SECOND);
    expect(log.since().position).toEqual({ shard: 17 });
  });

  it('names documents that say nothing too', () => {
    const log = logOf(1, SECOND);
    log.add(arrivals(1, { unreadable: [{ id: 'logs/odd', at: NOW }] }), NOW + SECOND);
    expect(log.since().known).toEqual(['logs/1', 'logs/odd']);
  });

  it.each([
    ['is left out where it were more documents than are worth naming', 20_001, 1],
    ['is all of twenty thousand documents', 20_000, 0],
  ])('%s', (_what, count, from) => {
    const log = logOf(1, SECOND);
    const events = Array.from({ length: count }, () => failedLogon());
    log.add(arrivals(1, { events }), NOW + SECOND);
    expect(log.since().position).toEqual({ shard: from });
    expect(log.since().known).toHaveLength(from === 0 ? count : 0);
  });

  it('never goes back: readings before the base are forgotten', () => {
    const log = logOf(6, 4 * SECOND);
    log.since();
    expect(log.base).toEqual({ shard: 2 });
    log.add(arrivals(6), NOW);
    expect(log.since().position).toEqual({ shard: 2 });
  });
});

describe('how many were read behind the base', () => {
  const span = { from: NOW - MINUTE, to: NOW };
  const read = (overrides: Partial<Arrivals>) => {
    const log = logOf(1, SECOND);
    log.add(arrivals(1, { events: [], ...overrides }), NOW + SECOND);
    return log.countBehind(span);
  };
  it.each<[string, Partial<Arrivals>, number]>([
    [
      'those of the span, with both its ends',
      { events: [span.from, span.to].map((at) => failedLogon({ at })) },
      2,
    ],
    ['none outside it', { events: [span.from - 1, span.to + 1].map((at) => failedLogon({ at })) }, 0],
    ['those that say nothing', { unreadable: [{ id: 'logs/odd', at: NOW }] }, 1],
    [
      'none that others overtook: they lie before',
      { events: [failedLogon({ id: 'logs/late' })], stragglers: ['logs/late'] },
      0,
    ],
  ])('is %s', (_what, overrides, count) => expect(read(overrides)).toBe(count));

  it('is none where nothing was read since it was started', () =>
    expect(logOf(1, SECOND).countBehind(span)).toBe(0));

  it('is of all readings behind it, and of none before', () => {
    const log = logOf(6, 4 * SECOND);
    log.since();
    expect(log.countBehind(span)).toBe(3);
  });
});
