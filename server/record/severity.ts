import type { Alert } from '../../common/alerts/alerts';
import { differentIn } from '../../common/alerts/evidence_lists';
import { withEntry, type SeverityFact } from '../../common/alerts/workflow';
import { gravity, isGraver, SEVERITIES, type Severity } from '../../common/rules/rules';

/** An attack with so many times the threshold is a step graver than its rule says. */
const MANY_TIMES = 10;

/** What makes an alert graver than its rule says, the gravest first. Each fact stands for a severity of its own. */
const FACTS: Array<{ fact: SeverityFact; holds(alert: Alert): boolean; least(alert: Alert): Severity }> = [
  { fact: 'attack_worked', holds: ({ evidence }) => evidence.successCount > 0, least: () => 'critical' },
  {
    fact: 'ten_times_threshold',
    holds: (alert) => sizeOf(alert) >= MANY_TIMES * alert.rule.threshold,
    least: ({ rule }) => oneUp(rule.severity),
  },
  { fact: 'locked_out', holds: ({ evidence }) => evidence.lockouts > 0, least: () => 'high' },
];

/** What the rule compares with its threshold: failures, or different accounts or sources. */
function sizeOf({ rule, evidence }: Alert): number {
  if (rule.of === 'account') return differentIn(evidence, 'accounts');
  return rule.of === 'source' ? differentIn(evidence, 'sources') : evidence.count;
}

const oneUp = (severity: Severity): Severity => SEVERITIES[gravity(severity) + 1] ?? severity;

/**
 * The alert at the severity that its facts stand for, with a line of history for each rise. It never falls, and where
 * several facts hold at once it rises once, by the gravest. The same object where it does not rise. `now`: epoch ms.
 */
export function raised(alert: Alert, now: number): Alert {
  const [gravest] = FACTS.filter(({ holds }) => holds(alert))
    .map(({ fact, least }) => ({ fact, to: least(alert) }))
    .sort((a, b) => Number(isGraver(b.to, a.to)) - Number(isGraver(a.to, b.to)));
  return gravest ? raisedTo(gravest.to, gravest.fact, alert, now) : alert;
}

/** The alert at that severity for that reason; the same object where it is as grave already. */
export function raisedTo(to: Severity, because: SeverityFact, alert: Alert, now: number): Alert {
  const { severity: from, raisedBy, history } = alert;
  if (!isGraver(to, from)) return alert;
  return {
    ...alert,
    severity: to,
    raisedBy: raisedBy.includes(because) ? raisedBy : [...raisedBy, because],
    history: withEntry(history, { kind: 'severity', from, to, because, by: null, at: now }),
  };
}
