import { MINUTE, NOW } from '../../test/builders';
import { BUCKET, stepsOver } from './steps';

const TAIL = 15 * MINUTE;
const START = NOW - (NOW % BUCKET);
const buckets = (...given: Array<[number, number]>) =>
  given.map(([n, count]) => ({ from: START + n * BUCKET, count }));
const minutes = (...given: Array<[number, number]>) =>
  stepsOver(buckets(...given), TAIL).map(({ from, to }) => [(from - START) / MINUTE, (to - START) / MINUTE]);
const justBefore = (minute: number) => minute - 1 / MINUTE;

describe('the runs of an evaluation', () => {
  it('are none where nothing failed', () => expect(minutes()).toEqual([]));
  it('begin before the first failure and go on until everything has ended', () =>
    expect(minutes([0, 5])).toEqual([
      [justBefore(0), 10],
      [10, 25],
    ]));
  it('take together what is near, up to an hour', () =>
    expect(minutes([0, 1], [1, 1], [3, 1], [5, 1], [6, 1])).toEqual([
      [justBefore(0), 40],
      [40, 70],
      [70, 85],
    ]));
  it('look at no time in which nothing can be found', () =>
    expect(minutes([0, 1], [1_000_000, 1])).toEqual([
      [justBefore(0), 10],
      [10, 25],
      [justBefore(10_000_000), 10_000_010],
      [10_000_010, 10_000_025],
    ]));
  it('hold no more new failures than fit', () =>
    expect(minutes([0, 15_000], [1, 15_000], [2, 4_000])).toEqual([
      [justBefore(0), 10],
      [10, 30],
      [30, 45],
    ]));
  it('leave out no moment between the first failure and the last end', () => {
    const steps = stepsOver(buckets([0, 1], [2, 1], [4, 30_000], [5, 1], [7, 1], [9, 1], [12, 1]), TAIL);
    steps.slice(1).forEach(({ from }, n) => expect(from).toBeLessThanOrEqual(steps[n]?.to ?? 0));
    expect(steps[steps.length - 1]?.to).toBe(START + 13 * BUCKET + TAIL);
  });
});
