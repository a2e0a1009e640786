import type { Evidence } from './evidence';
import type { Group, RuleKind, Severity } from '../rules/rules';
import type { HoldReason } from './verdicts';
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

/** The lasting thing: one attack as one rule sees it, which grows while it goes on. Times are ISO 8601 in UTC. */
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
  firedAt: string;
  /** When the plugin found the attack. */
  detectedAt: string;
  updatedAt: string;
  /** Why nobody was told of this alert yet. Null where somebody was told, or the message is planned. */
  held: HoldReason | null;
  /** The alert that people were told of instead, since it is about the same attack. */
  partOf: string | null;
  /** The alerts that are part of this one. */
  linked: LinkedAlert[];
  evidence: Evidence;
  workflow: Workflow;
  /** Oldest first. */
  comments: AlertComment[];
  history: AlertHistory;
}
