import { takeTurn, takeTurns } from './rate';

const NOW = Date.parse('2026-11-22T03:15:00.000Z');
const RATE = { most: 3, per: 60_000 };
const ago = (...seconds: number[]) => seconds.map((second) => NOW - second * 1_000);

describe('three in a minute', () => {
  it.each<[string, number[], number | 'goes on']>([
    ['nobody asked before', [], 'goes on'],
    ['two asked', ago(50, 10), 'goes on'],
    ['three asked: wait until the first is a minute old', ago(50, 20, 10), 10_000],
    ['whatever order they stand in', ago(10, 50, 20), 10_000],
    ['just now', ago(0, 0, 0), 60_000],
    ['the first is a minute old', ago(60, 20, 10), 'goes on'],
    ['the first is a minute old but for a millisecond', [NOW - 59_999, ...ago(20, 10)], 1],
    ['more than three, after the limit was lowered: until two are left', ago(50, 40, 30, 20), 20_000],
    ["another Kibana's clock is ahead by seconds: no longer than a minute", ago(-5, -5, -5), 60_000],
    ["another Kibana's clock is ahead by an hour: it does not count", ago(-3600, -3600, -3600), 'goes on'],
  ])('%s', (_name, taken, expected) => {
    const turn = takeTurn(taken, RATE, NOW);
    expect(turn.ok ? 'goes on' : turn.waitMs).toBe(expected);
  });

  it('keeps only what still counts, and the turn itself', () => {
    expect(takeTurn(ago(3600, 90, 10), RATE, NOW)).toEqual({ ok: true, taken: [...ago(10), NOW] });
  });
});

describe('several rates at once', () => {
  const rates = [
    { most: 1, per: 1_000 },
    { most: 3, per: 60_000 },
  ];
  it.each<[string, number[], number, object]>([
    ['nothing was taken', [], 0, { ok: true, taken: [0] }],
    ['the shorter one holds', [0], 400, { ok: false, waitMs: 600 }],
    ['the longer one holds, and is the longer wait', [0, 1_000, 2_000], 2_500, { ok: false, waitMs: 57_500 }],
    ['the oldest is over', [0, 1_000, 2_000], 60_000, { ok: true, taken: [1_000, 2_000, 60_000] }],
  ])('%s', (_what, taken, now, turn) => expect(takeTurns(taken, rates, now)).toEqual(turn));

  it('what is older than the longest is forgotten', () => {
    expect(takeTurns([0, 1], rates, 120_000)).toEqual({ ok: true, taken: [120_000] });
  });
});
