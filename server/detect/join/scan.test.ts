import { alert, evidence, MINUTE, NOW } from '../../../test/builders';
import { LATENESS } from '../../../common/bounds';
import { NOTHING_SEALED, type KnownAlert, type Sealed } from '../../../common/alerts/detections';
import type { RuleKind } from '../../../common/rules/rules';
import { coverUnsealed, nextScan } from './scan';

const TIMESPAN = 10 * MINUTE;
const scan = nextScan(NOW, TIMESPAN, NOW);
const first = scan.from - 5 * MINUTE;

const known = (sealed: Sealed, kind: RuleKind = 'event_count', lockouts = 0): KnownAlert => ({
  alert: alert({
    rule: { ...alert().rule, kind, timespan: '2m' },
    evidence: evidence({ first, last: NOW, lockouts }),
  }),
  sealed,
  isProvisional: false,
});
const sealedBefore = (before: number): Sealed => ({ before, evidence: evidence() });

describe('the slice begins', () => {
  const startWith = (...alerts: KnownAlert[]) => coverUnsealed(scan, alerts, TIMESPAN).from;

  it('where an event that comes late meets those of its timespan', () =>
    expect(scan.from).toBe(NOW - LATENESS - TIMESPAN));
  it('with what an alert counts and that is not sealed', () => {
    expect(startWith(known(sealedBefore(first + MINUTE)))).toBe(first + MINUTE);
    expect(startWith(known(sealedBefore(NOW + 1)))).toBe(scan.from);
  });
  it('with a lockout that is counted and not sealed', () =>
    expect(
      startWith(known({ ...sealedBefore(first), evidence: evidence({ lockouts: 1 }) }, 'event_count', 2)),
    ).toBe(first));
  it('with what decides whether that counts', () =>
    expect(startWith(known(sealedBefore(first), 'temporal_ordered'))).toBe(first - 2 * MINUTE));
  it('with the first event where nothing is sealed yet, and never before: what decides is counted too', () =>
    expect(startWith(known(NOTHING_SEALED, 'temporal_ordered'))).toBe(first));
});
