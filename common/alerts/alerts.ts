import type { Evidence } from './evidence';
import type { Group, RuleKind, Severity } from '../rules/rules';
import type { HoldReason, Verdict } from './verdicts';
import type { AlertComment, AlertHistory, SeverityFact, Workflow } from './workflow';

/**
 * The form of an alert's id: 32 hexadecimal digits of a hash. A text of another form names no alert, so nobody
 * searches for it.
 */
export const ALERT_ID = /^[0-9a-f]{32}$/;

/** The rule as it was when the alert was raised. */
export interface AlertRule {
  id: string;
  kind: RuleKind;
  /**
   * What a `value_count` rule counts: different accounts or different source addresses. Null where failures are
   * counted.
   */
  of: 'account' | 'source' | null;
  withoutSource: boolean;
  threshold: number;
  /** As people write it, e.g. `5m`. */
  timespan: string;
  /** Id of the technique in MITRE ATT&CK, e.g. `T1110.003`. */
  technique: string;
  severity: Severity;
}

/** Another alert about the same attack: another rule saw it too. */
export interface LinkedAlert {
  id: string;
  ruleId: string;
}

/**
 * Why several attacks are told by one message. flood: more attacks than a channel tells one by one. schedule: the channel
 * is set to tell so. quiet: they waited for the end of quiet hours, or of a muting.
 */
export const DIGEST_CAUSES = ['flood', 'schedule', 'quiet'] as const;
export type DigestCause = (typeof DIGEST_CAUSES)[number];

/** One message of a channel about several attacks. The alerts in it name it, so that it can always be counted anew. */
export interface DigestRef {
  id: string;
  cause: DigestCause;
}

/** What one channel tells of an alert. */
export interface ChannelTelling {
  channelId: string;
  /** The last decision to tell or, where something still waits to be told, why it does. */
  verdict: Verdict;
  /** When that was decided, epoch ms. */
  at: number;
  /** The digest that tells of it last; null where none does. */
  digest: DigestRef | null;
  /** How grave it was when the digest was made; null where none was. */
  severity: Severity | null;
}

/** The lasting thing: one attack as one rule sees it, which grows while it goes on. Times are epoch milliseconds. */
export interface Alert {
  id: string;
  /** Kibana's words: active while the attack goes on, recovered once it has been quiet for long enough. */
  status: 'active' | 'recovered';
  rule: AlertRule;
  /** The severity of the rule, or a higher one where facts made the attack graver. It never falls. */
  severity: Severity;
  /** The facts that raised the severity, each at most once. */
  raisedBy: SeverityFact[];
  group: Group;
  /** Which attack on this group by this rule it is: 1, 2, … */
  ordinal: number;
  /** Time of the event that reached the threshold. */
  firedAt: number;
  /** When the plugin found the attack. */
  detectedAt: number;
  /** When a run last wrote it. */
  updatedAt: number;
  /** Why nobody was told of this alert yet. Null where somebody was told, or the message is planned. */
  held: HoldReason | null;
  /** The alert that people were told of instead, since it is about the same attack. */
  partOf: string | null;
  /** What each channel tells of it. Empty before the first decision. */
  tellings: ChannelTelling[];
  /** The alerts that are part of this one. */
  linked: LinkedAlert[];
  evidence: Evidence;
  workflow: Workflow;
  /** Oldest first. */
  comments: AlertComment[];
  history: AlertHistory;
}
