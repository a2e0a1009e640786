import { alert, evidence, MINUTE, NOW, rule, SECOND } from '../../test/builders';
import { NOTHING_SEALED, type Detection } from '../../common/alerts/detections';
import type { StoredAlert } from './alert_store_port';
import { endAlert, growAlert, hasEnded, openAlert } from './alert_lifecycle';

const QUIET = 15 * MINUTE;
const DETECTED = { sealed: NOTHING_SEALED, isProvisional: false };
const stored = (overrides = {}): StoredAlert => ({ alert: alert(overrides), ...DETECTED });
const times = { gap: QUIET, asOf: NOW, now: NOW };
const detection = (overrides: Partial<Detection<StoredAlert>> = {}): Detection<StoredAlert> => ({
  rule: rule(),
  group: alert().group,
  grows: null,
  firedAt: NOW - MINUTE,
  evidence: evidence(),
  ...DETECTED,
  ...overrides,
});

describe('openAlert', () => {
  const toId = (ruleId: string, key: string, ordinal: number) => `${ruleId}/${key}/${ordinal}`;
  const open = (lastOrdinal: number) => openAlert({ detection: detection(), lastOrdinal, toId, now: NOW });

  it('opens an active alert with the place of the attack in its id', () => {
    expect(open(2).alert).toMatchObject({
      id: 'failed_logons_of_one_account/guest/3',
      status: 'active',
      ordinal: 3,
      firedAt: NOW - MINUTE,
      detectedAt: NOW,
    });
  });
  it('is the same alert when the tick is repeated', () => expect(open(0).alert.id).toBe(open(0).alert.id));
});

describe('growAlert', () => {
  const ended = stored({ status: 'recovered' });
  it('makes an ended attack active again by a recent event', () => {
    const grown = growAlert(ended, detection({ evidence: evidence({ last: NOW - SECOND }) }), times);
    expect(grown.alert).toMatchObject({ status: 'active', updatedAt: NOW });
  });
  it('leaves it ended when what came late is old', () => {
    const grown = growAlert(ended, detection({ evidence: evidence({ last: NOW - QUIET - 1 }) }), times);
    expect(grown.alert.status).toBe('recovered');
  });
  const { last } = ended.alert.evidence;
  it.each([
    ['without a newer event, where less was read than before', last, last],
    ['where nobody can tell up to when all was read', NOW - SECOND, -Infinity],
  ])('leaves it ended %s', (_why, at, asOf) => {
    const grown = growAlert(ended, detection({ evidence: evidence({ last: at }) }), { ...times, asOf });
    expect(grown.alert.status).toBe('recovered');
  });
});

describe('the end', () => {
  it('has not come at the quiet time', () => expect(hasEnded(NOW - QUIET, QUIET, NOW)).toBe(false));
  it('has come a millisecond later', () => expect(hasEnded(NOW - QUIET - 1, QUIET, NOW)).toBe(true));
  it('makes the alert recovered', () => expect(endAlert(stored(), NOW).alert.status).toBe('recovered'));
});
