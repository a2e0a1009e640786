import { i18n } from '@kbn/i18n';
import type { HoldReason } from '../../common/alerts/verdicts';
import type { Tone } from '../health/status_words';

interface Words {
  /** One or two words for the table. */
  label(): string;
  /** Why there is no message and what to do, in a sentence or two. */
  sentence(): string;
  /** Absent: nobody has to do anything. */
  tone?: Tone;
}

const WORDS: Record<HoldReason, Words> = {
  cooldown: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldCooldownLabel', { defaultMessage: 'Held (cooldown)' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldCooldownDescription', {
        defaultMessage:
          'No message was sent: one about an earlier attack on the same, no less grave, went out a short time ago. One follows when the cooldown has passed.',
      }),
  },
  nothing_new: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldNothingNewLabel', { defaultMessage: 'Told before' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldNothingNewDescription', {
        defaultMessage: 'People were told before, and no event came since.',
      }),
  },
  same_attack: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldSameAttackLabel', {
        defaultMessage: 'Told with another',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldSameAttackDescription', {
        defaultMessage:
          'No message was sent: people were told of the same attack by another alert, which is named above.',
      }),
  },
  no_channel: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldNoChannelLabel', {
        defaultMessage: 'Not sent (no channel)',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldNoChannelDescription', {
        defaultMessage:
          'No message was sent: no channel was set up. Set one up in the settings, under Channels.',
      }),
    tone: 'warning',
  },
  too_old: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldTooOldLabel', {
        defaultMessage: 'Not sent (found late)',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldTooOldDescription', {
        defaultMessage: 'No message was sent: the attack was found more than a day after it ended.',
      }),
  },
  acknowledged: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldAcknowledgedLabel', {
        defaultMessage: 'Held (acknowledged)',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldAcknowledgedDescription', {
        defaultMessage:
          'No message was sent: somebody acknowledged the alert. One follows when the attack becomes critical.',
      }),
  },
  snoozed: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldSnoozedLabel', { defaultMessage: 'Held (snoozed)' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldSnoozedDescription', {
        defaultMessage:
          'No message was sent: somebody snoozed the alert. One follows when the attack becomes critical, or when the time is over and the attack still goes on.',
      }),
  },
  closed: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldClosedLabel', { defaultMessage: 'Held (closed)' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldClosedDescription', {
        defaultMessage: 'No message was sent: somebody closed the alert.',
      }),
  },
  below_severity: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldBelowSeverityLabel', {
        defaultMessage: 'Held (severity)',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldBelowSeverityDescription', {
        defaultMessage:
          'No message was sent: the channel tells of more severe alerts only. Change that in the settings of the channel.',
      }),
  },
  quiet_hours: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldQuietHoursLabel', {
        defaultMessage: 'Held (quiet hours)',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldQuietHoursDescription', {
        defaultMessage:
          'No message was sent yet: the channel has quiet hours. One message tells of everything that waited when they end.',
      }),
  },
  muted: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldMutedLabel', { defaultMessage: 'Held (muted)' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldMutedDescription', {
        defaultMessage:
          'No message was sent yet: the channel is muted. One message tells of everything that waited when that ends.',
      }),
  },
  in_digest: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldInDigestLabel', { defaultMessage: 'In the digest' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldInDigestDescription', {
        defaultMessage: 'The channel tells of it in its digest, together with other attacks.',
      }),
  },
  rate: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldRateLabel', { defaultMessage: 'Waits for its turn' }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldRateDescription', {
        defaultMessage:
          'No message was sent yet: very many attacks worked at once, and their messages go out one after the other.',
      }),
  },
  channel_broken: {
    label: () =>
      i18n.translate('bruteForceAlerts.delivery.heldChannelBrokenLabel', {
        defaultMessage: 'Held (channel refuses)',
      }),
    sentence: () =>
      i18n.translate('bruteForceAlerts.delivery.heldChannelBrokenDescription', {
        defaultMessage:
          'No message was sent yet: the channel refuses messages. Repair it in the settings. One message then tells of everything that was held back.',
      }),
    tone: 'warning',
  },
};

/** In a word or two why nobody was told. */
export const heldLabel = (held: HoldReason | null): string =>
  held === null
    ? i18n.translate('bruteForceAlerts.delivery.notSentLabel', { defaultMessage: 'Not sent' })
    : WORDS[held].label();

export const heldTone = (held: HoldReason | null): Tone =>
  (held === null ? undefined : WORDS[held].tone) ?? 'subdued';

/** Why there is no message, in a sentence with what to do. */
export const heldSentence = (held: HoldReason | null): string =>
  held === null
    ? i18n.translate('bruteForceAlerts.delivery.notSentDescription', {
        defaultMessage: 'No message was sent about this attack.',
      })
    : WORDS[held].sentence();
