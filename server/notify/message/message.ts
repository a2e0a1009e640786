import type { Alert, AlertRule } from '../../../common/alerts/alerts';
import type { Success, Tally } from '../../../common/alerts/evidence';
import { foundLateBy } from '../../../common/alerts/found_late';
import { inWords } from '../../../common/alerts/in_words';
import { logonTypeInWords, reasonInWords } from '../../../common/alerts/windows_codes';
import { isCut, type EvidenceList } from '../../../common/alerts/evidence_lists';
import type { Group, Severity } from '../../../common/rules/rules';
import type { NotifyReason } from '../../../common/alerts/verdicts';

/** What a channel is given to say. */
export type ChannelMessage = AttackMessage | SummaryMessage;

/** What one message about everything that a broken channel held back says. */
export interface SummaryMessage {
  kind: 'summary';
  /** Since when the channel did not work, ISO 8601 in UTC. */
  since: string;
  /** How many attacks were held back. */
  attacks: number;
  /** The gravest of them first; the others are counted only. */
  gravest: AttackMessage[];
  /** Address of the page of alerts; null where Kibana's public address is not known. */
  link: string | null;
}

/** What a message about one attack says, whatever the channel. Times are ISO 8601 in UTC. */
export interface AttackMessage {
  kind: 'attack';
  alertId: string;
  reason: NotifyReason;
  /** The alert about the same attack that people were told of before; null where there is none. */
  partOf: string | null;
  rule: Pick<AlertRule, 'kind' | 'of' | 'threshold' | 'timespan'>;
  group: Pick<Group, 'kind' | 'value'>;
  severity: Severity;
  /** Failed logons counted so far. */
  attempts: number;
  first: string;
  last: string;
  accounts: Listing;
  sources: Listing;
  hosts: Listing;
  workstations: Listing;
  logonTypes: Listing;
  reasons: Listing;
  /** The first logon that worked; null where none did, or nobody asked. */
  success: (Omit<Success, 'at'> & { at: string }) | null;
  successCount: number;
  lockouts: number;
  /** How many rules saw the attack, this one among them. */
  ruleCount: number;
  /** How long after it happened it was found, ms; null where in time. */
  foundLateBy: number | null;
  /** Address of the alert's page; null where Kibana's public address is not known. */
  link: string | null;
}

/** A list of the evidence as a message carries it. */
export interface Listing {
  total: number;
  /** There may have been more than `total`. */
  isCut: boolean;
  /** Most frequent first. */
  top: Tally[];
}

const iso = (at: number) => new Date(at).toISOString();

/** More than a message names: so that a spray over a thousand accounts is no large message to store. */
const TOP_MAX = 10;

/** The message about an alert as it stands. */
export function toAttackMessage(alert: Alert, reason: NotifyReason, link: string | null): AttackMessage {
  const { evidence, group } = alert;
  const { kind, of, threshold, timespan } = alert.rule;
  const [success] = evidence.successes;
  const listing = (list: EvidenceList, wordsFor?: (code: string) => string): Listing => ({
    ...listingOf(wordsFor ? inWords(evidence[list], wordsFor) : evidence[list]),
    isCut: isCut(evidence, list),
  });
  return {
    kind: 'attack',
    alertId: alert.id,
    reason,
    partOf: alert.partOf,
    rule: { kind, of, threshold, timespan },
    group: { kind: group.kind, value: group.value },
    severity: alert.severity,
    attempts: evidence.count,
    first: iso(evidence.first),
    last: iso(evidence.last),
    accounts: listing('accounts'),
    sources: listing('sources'),
    hosts: listing('hosts'),
    workstations: listing('workstations'),
    logonTypes: listing('logonTypes', logonTypeInWords),
    reasons: listing('reasons', reasonInWords),
    success: success ? { ...success, at: iso(success.at) } : null,
    successCount: evidence.successCount,
    lockouts: evidence.lockouts,
    foundLateBy: foundLateBy(alert),
    ruleCount: new Set([alert.rule.id, ...alert.linked.map(({ ruleId }) => ruleId)]).size,
    link,
  };
}

/** A whole list. */
export const listingOf = (tallies: Tally[]): Listing => ({
  total: tallies.length,
  isCut: false,
  top: tallies.slice(0, TOP_MAX),
});
