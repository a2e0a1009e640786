import { i18n } from '@kbn/i18n';
import type { Delivery } from '../../common/deliveries/deliveries';
import type { HoldReason, NotifyReason } from '../../common/alerts/verdicts';
import { formatTime } from '../shared/format';
import type { Tone } from '../health/status_words';

export interface DeliveryView {
  text: string;
  tone: Tone;
}

/** One word for the table: that of the newest message, or why there is none. */
export function deliveryView(deliveries: Delivery[], held: HoldReason | null, now: number): DeliveryView {
  const newest = newestFirst(deliveries)[0];
  return newest ? statusView(newest, now) : heldView(held);
}

export const newestFirst = (deliveries: Delivery[]) =>
  [...deliveries].sort((a, b) => Date.parse(b.plannedAt) - Date.parse(a.plannedAt));

export function statusView(delivery: Delivery, now: number): DeliveryView {
  switch (delivery.status) {
    case 'delivered':
      return { text: deliveredText(delivery, now), tone: 'success' };
    case 'pending':
      return { text: waitingText(delivery, now), tone: 'warning' };
    case 'sending':
      return { text: text('sending'), tone: 'primary' };
    case 'refused':
      return { text: text('refused'), tone: 'danger' };
    case 'expired':
      return { text: text('expired'), tone: 'danger' };
    case 'summarised':
      // Whether the summary arrived is not said here: it may still wait.
      return { text: text('summarised'), tone: 'subdued' };
  }
}

const WORDS = {
  sending: () => i18n.translate('bruteForceAlerts.delivery.sendingLabel', { defaultMessage: 'Sending' }),
  refused: () => i18n.translate('bruteForceAlerts.delivery.refusedLabel', { defaultMessage: 'Refused' }),
  expired: () =>
    i18n.translate('bruteForceAlerts.delivery.expiredLabel', { defaultMessage: 'Not delivered' }),
  summarised: () =>
    i18n.translate('bruteForceAlerts.delivery.summarisedLabel', { defaultMessage: 'Part of a summary' }),
  waiting: () => i18n.translate('bruteForceAlerts.delivery.waitingLabel', { defaultMessage: 'Waiting' }),
  delivered: () =>
    i18n.translate('bruteForceAlerts.delivery.deliveredLabel', { defaultMessage: 'Delivered' }),
};
const text = (word: keyof typeof WORDS) => WORDS[word]();

function deliveredText({ deliveredAt }: Delivery, now: number): string {
  if (!deliveredAt) return text('delivered');
  return i18n.translate('bruteForceAlerts.delivery.deliveredAtLabel', {
    defaultMessage: 'Delivered {time}',
    values: { time: formatTime(deliveredAt, now) },
  });
}

function waitingText({ notBefore }: Delivery, now: number): string {
  if (!notBefore || Date.parse(notBefore) <= now) return text('waiting');
  return i18n.translate('bruteForceAlerts.delivery.waitingUntilLabel', {
    defaultMessage: 'Waiting until {time}',
    values: { time: formatTime(notBefore, now) },
  });
}

function heldView(held: HoldReason | null): DeliveryView {
  if (held === 'cooldown') return { text: cooldownText(), tone: 'subdued' };
  if (held === 'same_attack') return { text: sameAttackText(), tone: 'subdued' };
  if (held === 'no_channel') return { text: noChannelText(), tone: 'warning' };
  if (held === 'too_old') return { text: tooOldText(), tone: 'subdued' };
  return { text: notSentText(), tone: 'subdued' };
}

const cooldownText = () =>
  i18n.translate('bruteForceAlerts.delivery.heldCooldownLabel', { defaultMessage: 'Held (cooldown)' });
const sameAttackText = () =>
  i18n.translate('bruteForceAlerts.delivery.heldSameAttackLabel', { defaultMessage: 'Told with another' });
const noChannelText = () =>
  i18n.translate('bruteForceAlerts.delivery.heldNoChannelLabel', {
    defaultMessage: 'Not sent (no channel)',
  });
const tooOldText = () =>
  i18n.translate('bruteForceAlerts.delivery.heldTooOldLabel', { defaultMessage: 'Not sent (found late)' });
const notSentText = () =>
  i18n.translate('bruteForceAlerts.delivery.notSentLabel', { defaultMessage: 'Not sent' });

/** Why there is no message, in a sentence with what to do, for the flyout. */
export function heldSentence(held: HoldReason | null): string {
  if (held === 'cooldown') {
    return i18n.translate('bruteForceAlerts.delivery.heldCooldownDescription', {
      defaultMessage:
        'No message was sent: one about an earlier attack on the same went out a short time ago. One follows when the cooldown has passed and the attack still goes on.',
    });
  }
  if (held === 'same_attack') {
    return i18n.translate('bruteForceAlerts.delivery.heldSameAttackDescription', {
      defaultMessage:
        'No message was sent: people were told of the same attack by another alert, which is named above.',
    });
  }
  if (held === 'no_channel') {
    return i18n.translate('bruteForceAlerts.delivery.heldNoChannelDescription', {
      defaultMessage:
        'No message was sent: no channel was set up. Set one up in the settings, under Channels.',
    });
  }
  if (held === 'too_old') {
    return i18n.translate('bruteForceAlerts.delivery.heldTooOldDescription', {
      defaultMessage: 'No message was sent: the attack was found more than a day after it ended.',
    });
  }
  return i18n.translate('bruteForceAlerts.delivery.notSentDescription', {
    defaultMessage: 'No message was sent about this attack.',
  });
}

const REASONS: Record<NotifyReason, () => string> = {
  first: () => i18n.translate('bruteForceAlerts.delivery.firstLabel', { defaultMessage: 'First message' }),
  reminder: () => i18n.translate('bruteForceAlerts.delivery.reminderLabel', { defaultMessage: 'Reminder' }),
  severity: () =>
    i18n.translate('bruteForceAlerts.delivery.severityLabel', { defaultMessage: 'More serious than before' }),
};

export const reasonWord = ({ reason }: Delivery) => REASONS[reason]();
