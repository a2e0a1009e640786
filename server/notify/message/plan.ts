import type { Alert } from '../../../common/alerts/alerts';
import type { NotifyReason } from '../../../common/alerts/verdicts';
import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import { editId } from '../../../common/deliveries/entry_ids';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { priorityOf } from '../delivery/priority';
import { toAttackMessage, type AttackMessage } from './message';
import { UNTRIED } from './untried';

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
    edits: null,
    priority: priorityOf({ reason, edits: null }, alert.severity),
    ...UNTRIED,
    plannedAt: now,
    notBefore: now,
    message: toAttackMessage(alert, { reason, ordinal, link }),
  };
}

export interface Editing extends Planning {
  /** The id of the entry whose message is changed. */
  edits: string;
}

/** The change of a message that was delivered, so that it tells the alert as it is now. */
export function planEdit({ edits, ...planning }: Editing): OutboxEntry<AttackMessage> {
  const entry = planDelivery(planning);
  const priority = priorityOf({ reason: planning.reason, edits }, planning.alert.severity);
  return { ...entry, id: editId(edits), edits, priority };
}

/** The message that an attack is over. Its id is made so that there is one for each alert and channel. */
export const planEnd = (planning: Planning): OutboxEntry<AttackMessage> => ({
  ...planDelivery(planning),
  id: `${planning.alert.id}-${planning.channel.id}-ended`,
});
