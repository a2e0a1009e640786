import type { Alert } from '../../../common/alerts/alerts';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { NotifyReason } from '../../../common/alerts/verdicts';
import { toAttackMessage, type AttackMessage } from './message';

export interface Planning {
  space: string;
  alert: Alert;
  reason: NotifyReason;
  /** Which message about this alert it is: 1, 2, … */
  ordinal: number;
  link: string | null;
  now: number;
}

/** A message that is to go out, before anybody tried. Its id is its place, so that planning twice is planning once. */
export function planDelivery({
  space,
  alert,
  reason,
  ordinal,
  link,
  now,
}: Planning): OutboxEntry<AttackMessage> {
  return {
    id: `${alert.id}-${ordinal}`,
    space,
    alertId: alert.id,
    ruleId: alert.rule.id,
    groupKey: alert.group.key,
    reason,
    status: 'pending',
    attempts: 0,
    unknowns: 0,
    plannedAt: now,
    notBefore: now,
    claimedUntil: null,
    lastTriedAt: null,
    deliveredAt: null,
    messageId: null,
    lastErrorCode: null,
    lastError: null,
    remedy: null,
    text: null,
    plain: false,
    message: toAttackMessage(alert, reason, link),
  };
}
