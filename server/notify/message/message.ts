import type { Alert, AlertRule } from '../../../common/alerts/alerts';
import type { Success, Tally } from '../../../common/alerts/evidence';
import { foundLateBy } from '../../../common/alerts/found_late';
import { inWords } from '../../../common/alerts/in_words';
import { logonTypeInWords, reasonInWords } from '../../../common/alerts/windows_codes';
import { isCut, type EvidenceList } from '../../../common/alerts/evidence_lists';
import type { Group, Severity } from '../../../common/rules/rules';
import type { NotifyReason } from '../../../common/alerts/verdicts';

/** The content of a message, of which each channel makes its own text. */
export type ChannelMessage = AttackMessage | SummaryMessage | TestMessage;

/** The content of a message that somebody asked for, to see whether a channel works. */
export interface TestMessage {
  kind: 'test';
  /** The name of the person who asked; null where Kibana has no users. */
  askedBy: string | null;
  /** When it was asked for, ISO 8601 in UTC. */
  at: string;
  /** The name of the channel. */
  channel: string;
  /** The Kibana space whose alerts will come this way. */
  space: string;
}

/** The content of the one message about everything that a broken channel held back. */
export interface SummaryMessage {
  kind: 'summary';
  /** Since when the channel did not work, ISO 8601 in UTC. */
  since: string;
  /** How many attacks were held back. */
  attacks: number;
  /** The gravest of those attacks; the others are only counted. */
  gravest: AttackMessage[];
  /** Address of the page of alerts; null where Kibana's public address is not known. */
  link: string | null;
}

/** The content of a message about one attack, the same for every channel. Times are ISO 8601 in UTC. */
export interface AttackMessage {
  kind: 'attack';
  alertId: string;
  reason: NotifyReason;
  /**
   * Which message about this alert through this channel it is: 1, 2, … Where a channel has threads the first one starts
   * the alert's.
   */
  ordinal: number;
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
  /** The first logon that worked. Null where none did, or where the rule does not ask for them. */
  success: (Omit<Success, 'at'> & { at: string }) | null;
  successCount: number;
  lockouts: number;
  /** How many rules saw the attack, this one among them. */
  ruleCount: number;
  /** Milliseconds between the attack and its detection; null where it was found in time. */
  foundLateBy: number | null;
  /** Address of the alert's page; null where Kibana's public address is not known. */
  link: string | null;
}

/** A list of the evidence as a message carries it. */
export interface Listing {
  total: number;
  /** Whether the evidence left values out, so that there may be more than `total`. */
  isCut: boolean;
  /** Most frequent first. */
  top: Tally[];
}

const iso = (at: number) => new Date(at).toISOString();

/**
 * How many values a message stores of each list. Channels show fewer. It keeps the message about a large spray small.
 */
const TOP_MAX = 10;

/** What a message about an alert carries besides the alert itself. */
export type Telling = Pick<AttackMessage, 'reason' | 'ordinal' | 'link'>;

/** Makes the message about an alert as it is now. */
export function toAttackMessage(alert: Alert, { reason, ordinal, link }: Telling): AttackMessage {
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
    ordinal,
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

/** The listing of a list from which nothing was left out. */
export const listingOf = (tallies: Tally[]): Listing => ({
  total: tallies.length,
  isCut: false,
  top: tallies.slice(0, TOP_MAX),
});
