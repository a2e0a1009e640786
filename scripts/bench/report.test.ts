import {
  burstFigures,
  growthFigures,
  measuredTick,
  millionFigures,
  searchesOf,
} from '../../test/bench_figures';
import { boundsOf, type Figures } from './bounds';
import { ELSEWHERE } from './elsewhere';
import { toText } from './report';
import { MEASURED } from './run';
import { seriesOf } from './tick_series';

const environment = {
  elasticsearch: '8.12.2',
  elasticsearchHeap: 1_073_741_824,
  cores: 4,
  processor: 'Some CPU',
  memory: 25_000_000_000,
  node: 'v20.20.2',
};
const lines = (figures: Figures, scale = 1) =>
  toText({
    measured: MEASURED,
    environment,
    scale,
    ...figures,
    bounds: boundsOf(figures),
    elsewhere: ELSEWHERE,
  }).split('\n');

describe('the report', () => {
  it('says where it was measured', () => {
    expect(lines({}).slice(0, 2)).toEqual([
      'Elasticsearch 8.12.2 with 1074 MB of heap, Node.js 20.20.2.',
      '4 cores (Some CPU), 25000 MB of memory, shared by both.',
    ]);
  });
  it('says of what documents, and what others need for as much', () => {
    const text = lines({}).join(' ');
    expect(text).toContain('text is mapped as keyword, the address as ip. Request cache off.');
    expect(text).toMatch(/ElastAlert 2\.31\.0 .* 0\.07 s .* 2\.0 s .* 65,536 .* 189 s with 4\.4 GB/);
  });
  it('says where it was run too small to judge', () => {
    const warning = 'Scale 0.01: too small for the bounds to mean anything.';
    expect(lines({}, 0.01)).toContain(warning);
    expect(lines({}, 1).join()).not.toContain('too small');
  });
  it.each<[string, Figures, RegExp]>([
    ['an index', { million: millionFigures() }, /^million +1,000,010 +822 +300 +7 +1 +5s$/],
    ['a walk', { million: millionFigures() }, /^account +100,000 +11 +800\.0 +800$/],
    ['alerts', { million: millionFigures() }, /^ +100 {2}failed_logons_of_one_account$/],
    ['a bound that is met', { million: millionFigures() }, /after a restart.* 1000\.0 ms +1500\.0 ms +yes$/],
    ['a bound that is not met', { growth: growthFigures(10, 100) }, /10,000,000.* 100\.0 ms +15\.0 ms +NO$/],
    ['the memory that is held', { million: millionFigures() }, /^Memory held: 120 MB .* not measured after/],
    ['a burst', { bursts: [burstFigures()] }, /^burst, 1000 accounts +1 +1 +500\.0 /],
    ['what a burst is', { bursts: [burstFigures()] }, /^Burst: 100,000 failures of 1,000 .* 1,200 alerts\.$/],
  ])('has a line of %s', (_what, figures, expected) => {
    expect(lines(figures)).toContainEqual(expect.stringMatching(expected));
  });
  it('has median and 95th percentile of a tick, and one figure where they are the same', () => {
    const steady = seriesOf('steady tick', [measuredTick(), measuredTick({ wallMs: 30, eventsRead: 199 })]);
    expect(lines({ million: millionFigures({ steady }) })).toContainEqual(
      expect.stringMatching(
        /^steady tick +2 +2 +10\.0 +1 +3\.0 +20\.0\/30\.0 +10\.0 +12\.0 +30\.0 +28\.0 +100 +50 +199\/200 +0$/,
      ),
    );
  });
  it('has what is read behind the first tick, where it did not read all', () => {
    const behind = seriesOf('reading behind it', [measuredTick()]);
    const names = (figures: Figures) => lines(figures).filter((line) => line.startsWith('reading behind it'));
    expect(names({ million: millionFigures({ behind }) })).toHaveLength(2);
    expect(names({ million: millionFigures() })).toEqual([]);
  });
  it('has no memory of the process where the system does not tell', () => {
    const steady = seriesOf('steady tick', [measuredTick({ residentGrowth: null })]);
    expect(lines({ million: millionFigures({ steady }) })).toContainEqual(
      expect.stringMatching(/^steady tick .* 100 +– +200 +0$/),
    );
  });
  it('names the requests of each kind of tick, and its problems', () => {
    const steady = seriesOf('steady tick', [measuredTick({ problems: ['successes_unread'] })]);
    const text = lines({ million: millionFigures({ steady, first: searchesOf(1) }) }).join('\n');
    expect(text).toMatch(/steady tick, mean +kind +requests +ms\nPOST _search +search +2\.0 +10\.0\n/);
    expect(text).toContain('problems: successes_unread');
  });
  it('has the figures of the other program beside it, as not its own', () => {
    expect(lines({}).join('\n')).toContain('Measured elsewhere, not by this run: ElastAlert 2.31.0');
  });
});
