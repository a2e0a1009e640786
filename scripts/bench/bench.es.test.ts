import { useTestElasticsearch } from '../../test/elasticsearch';
import { toText } from './report';
import { runBench } from './run';

jest.setTimeout(120_000);

describe('the benchmark', () => {
  const elasticsearch = useTestElasticsearch();

  it('measures every scenario, finds every attack, and leaves nothing behind', async () => {
    const progress: string[] = [];
    const report = await runBench({
      url: elasticsearch.node(),
      scale: 0.001,
      steadyTicks: 2,
      minutes: 1,
      progress: (line) => progress.push(line),
      signal: new AbortController().signal,
    });
    expect(report.million?.walks.map(({ key, groups }) => [key, groups])).toEqual([
      ['account', 100],
      ['source', 21],
      ['host', 1],
    ]);
    expect(report.million?.steady).toMatchObject({ ticks: 2, partial: 0 });
    expect(report.growth?.large.index.documents).toBe(10_001);
    expect(report.bursts?.map(({ failures, accounts }) => [failures, accounts])).toEqual([
      [100, 1],
      [100, 100],
    ]);
    const found = report.bounds.filter(({ unit }) => unit === 'found');
    expect(found).toHaveLength(9);
    expect(found.filter(({ met }) => !met)).toEqual([]);
    expect(report.bounds.filter(({ figure }) => !(figure >= 0))).toEqual([]);
    expect(toText(report)).toContain('steady tick, large index');
    const left = await elasticsearch.client().indices.get({ index: '*bench-*', expand_wildcards: 'all' });
    expect(Object.keys(left)).toEqual([]);
  });

  it('runs one scenario where one is named, and removes its indices where it is ended', async () => {
    const ended = new AbortController();
    const run = runBench({
      url: elasticsearch.node(),
      scale: 0.001,
      steadyTicks: 1,
      minutes: 1,
      only: 'burst',
      progress: (line) => line.startsWith('Burst') && ended.abort(new Error('ended')),
      signal: ended.signal,
    });
    await expect(run).rejects.toThrow('ended');
    const left = await elasticsearch.client().indices.get({ index: '*bench-*', expand_wildcards: 'all' });
    expect(Object.keys(left)).toEqual([]);
  });
});
