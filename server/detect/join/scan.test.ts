import { evidence, iso, MINUTE, NOW, rule } from '../../../test/builders';
import { LATENESS } from '../../../common/bounds';
import type { KnownAlert } from '../../../common/alerts/detections';
import { NO_EVIDENCE } from '../count/evidence';
import { coverOpenCounts, nextScan } from './scan';

const TIMESPAN = 10 * MINUTE;
const scan = nextScan(NOW, TIMESPAN, NOW);
const first = scan.from - 5 * MINUTE;

const known = (until: number, lookBehind = 0, settled = NO_EVIDENCE): KnownAlert => ({
  id: 'known',
  ruleId: rule().id,
  groupKey: 'guest',
  lookBehind,
  firedAt: first,
  evidence: evidence({ first: iso(first), last: iso(NOW) }),
  settled: { until, evidence: settled },
});

describe('the slice begins', () => {
  const startWith = (alert: KnownAlert) => coverOpenCounts(scan, [alert], TIMESPAN).from;

  it('where an event that comes late meets those of its timespan', () =>
    expect(scan.from).toBe(NOW - LATENESS - TIMESPAN));
  it('with what an alert counts and is not settled', () => {
    const settled = first + MINUTE;
    expect(startWith(known(settled, 0, evidence()))).toBe(settled);
    expect(startWith(known(NOW + 1, 0, evidence()))).toBe(scan.from);
  });
  it('with what decides whether that counts', () =>
    expect(startWith(known(first, 2 * MINUTE, evidence()))).toBe(first - 2 * MINUTE));
  it('with the first event where nothing is settled yet: what decides is counted too', () =>
    expect(startWith(known(first - 2 * MINUTE, 2 * MINUTE))).toBe(first));
  it('with the first event of an alert that a part opened, and never before: it would be read anew each time', () =>
    expect(startWith(known(-Infinity, TIMESPAN))).toBe(first));
});
