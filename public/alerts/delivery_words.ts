import { i18n } from '@kbn/i18n';
import type { Delivery, DeliveryReason } from '../../common/deliveries/deliveries';
import type { HoldReason } from '../../common/alerts/verdicts';
import { visible } from '../../common/text/visible_text';
import { formatTime } from '../shared/format';
import type { Tone } from '../health/status_words';
import { heldLabel, heldTone } from './held_words';

export interface DeliveryView {
  text: string;
  tone: Tone;
}

/**
 * One word for the table: that of the newest message, or why there is none. A channel that failed is named, whatever
 * the others delivered since.
 */
export function deliveryView(deliveries: Delivery[], held: HoldReason | null, now: number): DeliveryView {
  const messages = newestFirst(deliveries.filter((delivery) => !isFollowUp(delivery)));
  const [newest = newestFirst(deliveries)[0]] = messages;
  if (!newest) return { text: heldLabel(held), tone: heldTone(held) };
  const failed = newestOfEach(messages).find((message) => isUndelivered(message));
  if (!failed || failed.channel.id === newest.channel.id) return statusView(newest, now);
  return {
    text: i18n.translate('bruteForceAlerts.delivery.ofChannelLabel', {
      defaultMessage: '{channel}: {state}',
      values: { channel: visible(failed.channel.name), state: statusView(failed, now).text },
    }),
    tone: 'danger',
  };
}

/** Whether somebody who should have been told was not: a change of a message that people have leaves nobody untold. */
export const isUndelivered = (delivery: Delivery): boolean =>
  ['refused', 'expired'].includes(delivery.status) && !isFollowUp(delivery);

/** Whether it only brings up to date what people were told. */
const isFollowUp = ({ reason }: Delivery) => FOLLOW_UPS.has(reason);
const FOLLOW_UPS = new Set<DeliveryReason>(['growing', 'ended', 'worked_on']);

/** The first of each channel. */
const newestOfEach = (messages: Delivery[]) => [
  ...new Map([...messages].reverse().map((message) => [message.channel.id, message])).values(),
];

export const newestFirst = (deliveries: Delivery[]) =>
  [...deliveries].sort((a, b) => b.plannedAt - a.plannedAt);

export function statusView(delivery: Delivery, now: number): DeliveryView {
  switch (delivery.status) {
    case 'delivered':
      return { text: deliveredText(delivery, now), tone: delivery.detour ? 'warning' : 'success' };
    case 'pending':
      return { text: waitingText(delivery, now), tone: 'warning' };
    case 'sending':
      return { text: text('sending'), tone: 'primary' };
    case 'refused':
      return { text: text('refused'), tone: 'danger' };
    case 'expired':
      return { text: text('expired'), tone: isUndelivered(delivery) ? 'danger' : 'subdued' };
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
  if (deliveredAt === null) return text('delivered');
  return i18n.translate('bruteForceAlerts.delivery.deliveredAtLabel', {
    defaultMessage: 'Delivered {time}',
    values: { time: formatTime(deliveredAt, now) },
  });
}

function waitingText({ notBefore }: Delivery, now: number): string {
  if (notBefore === null || notBefore <= now) return text('waiting');
  return i18n.translate('bruteForceAlerts.delivery.waitingUntilLabel', {
    defaultMessage: 'Waiting until {time}',
    values: { time: formatTime(notBefore, now) },
  });
}

const REASONS: Record<DeliveryReason, () => string> = {
  first: () => i18n.translate('bruteForceAlerts.delivery.firstLabel', { defaultMessage: 'First message' }),
  reminder: () => i18n.translate('bruteForceAlerts.delivery.reminderLabel', { defaultMessage: 'Reminder' }),
  severity: () =>
    i18n.translate('bruteForceAlerts.delivery.severityLabel', { defaultMessage: 'More serious than before' }),
  growing: () =>
    i18n.translate('bruteForceAlerts.delivery.growingLabel', {
      defaultMessage: 'Message brought up to date',
    }),
  worked_on: () =>
    i18n.translate('bruteForceAlerts.delivery.workedOnLabel', {
      defaultMessage: 'Message says what people did',
    }),
  ended: () => i18n.translate('bruteForceAlerts.delivery.endedLabel', { defaultMessage: 'Attack ended' }),
  digest: () =>
    i18n.translate('bruteForceAlerts.delivery.digestLabel', { defaultMessage: 'Part of a digest' }),
};

export const reasonWord = ({ reason }: Delivery) => REASONS[reason]();
