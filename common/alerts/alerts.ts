import type { Evidence } from './evidence';
import type { Group, RuleKind, Severity } from '../rules/rules';
import type { HoldReason } from './verdicts';

/** Ids of alerts are hashes. What has another form is no alert, and nobody needs to search for it. */
export const ALERT_ID = /^[0-9a-f]{32}$/;

/** The rule as it was when the alert was raised. */
export interface AlertRule {
  id: string;
  kind: RuleKind;
  /** What was counted, where it was not failures: different accounts, or different source addresses. */
  of: 'account' | 'source' | null;
  withoutSource: boolean;
  threshold: number;
  /** As people write it, e.g. `5m`. */
  timespan: string;
  /** Of MITRE ATT&CK. */
  technique: string;
}

/** Another alert about the same attack: another rule saw it too. */
export interface LinkedAlert {
  id: string;
  ruleId: string;
}

/** The lasting thing: one attack as one rule sees it, which grows while it goes on. Times are ISO 8601 in UTC. */
export interface Alert {
  id: string;
  /** Kibana's word for it: active until it has been quiet for long enough. */
  status: 'active' | 'recovered';
  rule: AlertRule;
  /** The rule's, or that of a graver alert about the same attack. */
  severity: Severity;
  group: Group;
  /** Which attack on this group it is: 1, 2, … */
  ordinal: number;
  /** Time of the event that reached the threshold. */
  firedAt: string;
  /** When the plugin saw it. */
  detectedAt: string;
  updatedAt: string;
  /** Why nobody was told of it yet; null where somebody was, or is about to be. */
  held: HoldReason | null;
  /** The alert that people were told of instead, since it is about the same attack. */
  partOf: string | null;
  /** The alerts that are part of this one. */
  linked: LinkedAlert[];
  evidence: Evidence;
}
