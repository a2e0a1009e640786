import { measuredTick as tick } from '../../test/bench_figures';
import { asOneTick, seriesOf } from './tick_series';

describe('a series of ticks', () => {
  it('has the searches of a tick together, and the writes apart', () => {
    const { searches, writes } = seriesOf('one', [tick()]);
    expect(searches).toEqual({ count: { median: 2, p95: 2 }, ms: { median: 10, p95: 10 } });
    expect(writes).toEqual({ count: { median: 1, p95: 1 }, ms: { median: 3, p95: 3 } });
  });
  it('has the median and the 95th percentile by the nearest rank', () => {
    const ticks = Array.from({ length: 20 }, (_, n) => tick({ wallMs: 20 - n }));
    expect(seriesOf('twenty', ticks).wallMs).toEqual({ median: 10, p95: 19 });
  });
  it('has the mean of each request, the longest first', () => {
    const quick = tick({
      requests: [
        { kind: 'search', request: 'POST _search', ms: 1 },
        { kind: 'write', request: 'POST _bulk', ms: 30 },
      ],
    });
    expect(seriesOf('two', [tick(), quick]).requests).toEqual([
      { kind: 'write', request: 'POST _bulk', count: 1, ms: 16.5 },
      { kind: 'search', request: 'POST _search', count: 1.5, ms: 5.5 },
    ]);
  });
  it('says what stopped early, and each problem once', () => {
    const early = tick({ outcome: 'partial', problems: ['slow'] });
    expect(seriesOf('three', [tick(), early, early])).toMatchObject({ partial: 2, problems: ['slow'] });
  });
  it('has no resident memory where the system does not tell', () => {
    expect(seriesOf('two', [tick(), tick({ residentGrowth: null })]).residentGrowth).toBeNull();
  });
});

describe('ticks as one', () => {
  it('add up their times and requests, and take the most of their memory and the last outcome', () => {
    const first = tick({ outcome: 'partial', heapGrowth: 300_000_000 });
    expect(asOneTick([first, tick()])).toEqual({
      ...tick(),
      requests: [...first.requests, ...tick().requests],
      wallMs: 40,
      cpuMs: 20,
      heapGrowth: 300_000_000,
      eventsRead: 400,
    });
  });
});
