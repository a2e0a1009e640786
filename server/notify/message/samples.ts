import type { PreviewedMessage } from '../../../common/api/api';
import { listingOf, type AttackMessage, type ChannelMessage } from './message';

const MINUTE = 60_000;
/** As the id of an alert looks. No alert has it. */
const ALERT_ID = '0000000000000000';

interface Sampling {
  now: number;
  /** Addresses of the page of an alert and of the page of all alerts; null where Kibana's public address is not known. */
  alertLink(alertId: string): string | null;
  listLink: string | null;
}

/** The messages of a made-up attack, to show how a channel tells. Names and addresses are those of documentation. */
export function sampleMessages(sampling: Sampling): Record<PreviewedMessage, ChannelMessage> {
  const { now, listLink } = sampling;
  const alert = sampleAttack(sampling);
  const other: AttackMessage = {
    ...alert,
    group: { kind: 'account', value: 'svc_backup' },
    severity: 'high',
  };
  return {
    alert,
    ended: { ...alert, reason: 'ended', ordinal: 2 },
    digest: {
      kind: 'summary',
      cause: 'schedule',
      digest: null,
      since: now - 60 * MINUTE,
      until: now,
      attacks: 2,
      gravest: [other, alert],
      link: listLink,
    },
  };
}

function sampleAttack({ now, alertLink }: Sampling): AttackMessage {
  const [first, last] = [now - 3 * MINUTE, now - MINUTE];
  return {
    kind: 'attack',
    alertId: ALERT_ID,
    reason: 'first',
    ordinal: 1,
    partOf: null,
    rule: { kind: 'event_count', of: null, threshold: 5, timespan: '5m' },
    group: { kind: 'account', value: 'j.doe' },
    severity: 'medium',
    attempts: 12,
    pace: { from: first, step: MINUTE, counts: [5, 4, 3] },
    first,
    last,
    accounts: listingOf([{ value: 'j.doe', count: 12 }]),
    sources: listingOf([{ value: '203.0.113.7', count: 12 }]),
    hosts: listingOf([{ value: 'DC01', count: 12 }]),
    workstations: listingOf([{ value: 'KIOSK', count: 12 }]),
    logonTypeCodes: { isCut: false, codes: [{ value: '3', count: 12 }] },
    reasonCodes: { isCut: false, codes: [{ value: '0xc000006a', count: 12 }] },
    success: null,
    successCount: 0,
    lockouts: 0,
    ruleCount: 1,
    foundLateBy: null,
    link: alertLink(ALERT_ID),
  };
}
