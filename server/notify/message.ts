import type { Alert } from '../../common/alerts';
import type { Tally } from '../../common/evidence';
import type { NotifyReason } from '../../common/verdicts';

/** What a message about one attack says, whatever the channel. Times are ISO 8601 in UTC. */
export interface AttackMessage {
  alertId: string;
  reason: NotifyReason;
  /** The most frequent spelling. */
  account: string;
  spellings: string[];
  /** Failed logons counted so far. */
  attempts: number;
  first: string;
  last: string;
  threshold: number;
  /** As it was set, e.g. `5m`. */
  timespan: string;
  /** Most frequent first. */
  sources: Tally[];
  hosts: Tally[];
  workstations: Tally[];
  logonTypes: Tally[];
  reasons: Tally[];
  /** Address of the alert's page; null where Kibana's public address is not known. */
  link: string | null;
}

/** The message about an alert as it stands. */
export function toAttackMessage(alert: Alert, reason: NotifyReason, link: string | null): AttackMessage {
  const { evidence, group, rule } = alert;
  const { count: attempts, first, last, sources, hosts, workstations, logonTypes, reasons } = evidence;
  return {
    alertId: alert.id,
    reason,
    account: group.value,
    spellings: group.spellings,
    attempts,
    first,
    last,
    threshold: rule.threshold,
    timespan: rule.timespan,
    sources,
    hosts,
    workstations,
    logonTypes,
    reasons,
    link,
  };
}
