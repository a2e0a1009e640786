import { evidence, iso, MINUTE, NOW, rule } from '../../test/builders';
import { LATENESS } from '../../common/bounds';
import type { KnownAlert } from '../../common/detections';
import { NO_EVIDENCE } from './evidence';
import { coverOpenCounts, nextScan } from './scan';

const TIMESPAN = 10 * MINUTE;
const scan = nextScan(NOW, TIMESPAN, NOW);
const first = scan.from - 5 * MINUTE;

const known = (until: number, lookBehind = 0): KnownAlert => ({
  id: 'known',
  ruleId: rule().id,
  groupKey: 'guest',
  lookBehind,
  countsFrom: first - TIMESPAN,
  evidence: evidence({ first: iso(first), last: iso(NOW) }),
  settled: { until, evidence: NO_EVIDENCE },
});

describe('the slice begins', () => {
  const startWith = (alert: KnownAlert) => coverOpenCounts(scan, [alert], TIMESPAN).from;

  it('where an event that comes late meets those of its timespan', () =>
    expect(scan.from).toBe(NOW - LATENESS - TIMESPAN));
  it('with what an alert counts and is not settled', () => {
    expect(startWith(known(first))).toBe(first);
    expect(startWith(known(NOW + 1))).toBe(scan.from);
  });
  it('with what decides whether that counts', () =>
    expect(startWith(known(first, 2 * MINUTE))).toBe(first - 2 * MINUTE));
  it('with the first event of an alert that a part opened, and never before: it would be read anew each time', () =>
    expect(startWith(known(-Infinity, TIMESPAN))).toBe(first));
});
