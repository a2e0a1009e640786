import type { DigestCause } from '../../../common/alerts/alerts';
import type { PreviewedMessage } from '../../../common/api/api';
import { listingOf, type AttackMessage, type ChannelMessage, type SummaryMessage } from './message';

const MINUTE = 60_000;
/** As the id of an alert looks. No alert has it. */
const ALERT_ID = '0000000000000000';
/** As the id of a digest looks. No digest has it. */
const DIGEST_ID = 'digest-sample';
/** How many attacks the digest tells of: more than it names. */
const IN_DIGEST = 14;
/** The accounts that the digest names, the gravest first. */
const NAMED: Array<Pick<AttackMessage, 'severity' | 'attempts'> & { account: string }> = [
  { account: 'svc_backup', severity: 'high', attempts: 61 },
  { account: 'administrator', severity: 'high', attempts: 48 },
  { account: 'j.doe', severity: 'medium', attempts: 12 },
  { account: 'm.smith', severity: 'medium', attempts: 9 },
  { account: 'reception', severity: 'medium', attempts: 5 },
];

interface Sampling {
  now: number;
  /** Whether the channel tells everything in digests at set times, or only what is too much at once. */
  cause: Extract<DigestCause, 'flood' | 'schedule'>;
  /**
   * Addresses of the page of an alert and of the page of the alerts of a digest; null where Kibana's public address is
   * not known.
   */
  alertLink(alertId: string): string | null;
  digestLink(digestId: string): string | null;
}

/** The messages of a made-up attack, to show how a channel tells. Names and addresses are those of documentation. */
export function sampleMessages(sampling: Sampling): Record<PreviewedMessage, ChannelMessage> {
  const alert = sampleAttack(sampling);
  return { alert, ended: { ...alert, reason: 'ended', ordinal: 2 }, digest: sampleDigest(sampling, alert) };
}

const sampleDigest = ({ now, cause, digestLink }: Sampling, alert: AttackMessage): SummaryMessage => ({
  kind: 'summary',
  cause,
  digest: DIGEST_ID,
  since: now - 60 * MINUTE,
  until: now,
  attacks: IN_DIGEST,
  gravest: NAMED.map(({ account, severity, attempts }, n) => ({
    ...alert,
    alertId: `${n}${ALERT_ID.slice(1)}`,
    reason: 'digest',
    group: { kind: 'account', value: account },
    severity,
    attempts,
  })),
  link: digestLink(DIGEST_ID),
});

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
