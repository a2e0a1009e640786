import type { Alert } from '../../../common/alerts/alerts';
import type { NotifyReason } from '../../../common/alerts/verdicts';
import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { priorityOf } from '../delivery/priority';
import { toAttackMessage, type AttackMessage } from './message';
import { UNTRIED } from './summary';

export interface Planning {
  space: string;
  channel: DeliveryChannel;
  alert: Alert;
  reason: NotifyReason;
  /** Which message about this alert through this channel it is: 1, 2, … */
  ordinal: number;
  link: string | null;
  now: number;
}

/**
 * Makes the outbox entry of a message that nobody has tried to send yet. Its id is made from the alert, the channel
 * and the ordinal, so that planning a message twice gives one entry.
 */
export function planDelivery(planning: Planning): OutboxEntry<AttackMessage> {
  const { space, channel, alert, reason, ordinal, link, now } = planning;
  return {
    id: `${alert.id}-${channel.id}-${ordinal}`,
    space,
    channel,
    alertId: alert.id,
    ruleId: alert.rule.id,
    groupKey: alert.group.key,
    alertOrdinal: alert.ordinal,
    reason,
    ordinal,
    priority: priorityOf(reason, alert.severity),
    ...UNTRIED,
    plannedAt: now,
    notBefore: now,
    message: toAttackMessage(alert, { reason, ordinal, link }),
  };
}
