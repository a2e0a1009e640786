import { i18n } from '@kbn/i18n';
import type { Channel, ChannelFacts } from '../../../common/channels/channels';
import { isReady } from '../../../common/channels/channels';
import { mutedUntilAt } from '../../../common/channels/tell';
import type { ChannelStatus } from '../../../common/status/status';
import type { Problem } from '../../../common/status/problems';
import type { Tone } from '../../health/status_words';
import { formatAgo, formatTime } from '../../shared/format';

/** What is known of a channel: as it is saved, its facts, and its state. Undefined where it was never saved. */
export interface KnownChannel {
  saved: Channel | undefined;
  facts: ChannelFacts | undefined;
  status: ChannelStatus | undefined;
}

export interface ChannelView {
  tone: Tone;
  word: string;
  /** What keeps people from being told, with the remedy. */
  problem: Problem | undefined;
}

/** Whether people are told through a channel as it is saved, in a word, a colour, and the gravest problem. */
export function channelView({ saved, facts, status }: KnownChannel, now: number): ChannelView {
  if (!saved) return { tone: 'subdued', word: newWord(), problem: undefined };
  if (!isReady(saved, facts?.secretsSaved ?? []))
    return { tone: 'warning', word: notReadyWord(), problem: undefined };
  const problem = status?.problems[0];
  if (status?.broken) return { tone: 'danger', word: brokenWord(), problem };
  const mutedUntil = mutedUntilAt(saved.tell, now);
  if (mutedUntil !== null) return { tone: 'subdued', word: mutedWord(mutedUntil, now), problem };
  if (problem)
    return { tone: problem.severity === 'error' ? 'danger' : 'warning', word: troubledWord(), problem };
  if (!status) return { tone: 'subdued', word: askingWord(), problem: undefined };
  return status.lastDeliveredAt === null
    ? { tone: 'primary', word: untriedWord(), problem: undefined }
    : { tone: 'success', word: worksWord(status.worksSince, now), problem: undefined };
}

const newWord = () =>
  i18n.translate('bruteForceAlerts.channels.newLabel', { defaultMessage: 'New: not saved yet' });
const notReadyWord = () =>
  i18n.translate('bruteForceAlerts.channels.notReadyLabel', {
    defaultMessage: 'Not set up to the end: nobody is told',
  });
const brokenWord = () =>
  i18n.translate('bruteForceAlerts.channels.brokenLabel', { defaultMessage: 'Takes no messages' });
const mutedWord = (until: number, now: number) =>
  i18n.translate('bruteForceAlerts.channels.mutedLabel', {
    defaultMessage: 'Muted until {time}',
    values: { time: formatTime(until, now) },
  });
const troubledWord = () =>
  i18n.translate('bruteForceAlerts.channels.troubledLabel', { defaultMessage: 'Not all messages arrived' });
const askingWord = () =>
  i18n.translate('bruteForceAlerts.channels.askingLabel', { defaultMessage: 'Asking how it is…' });
const untriedWord = () =>
  i18n.translate('bruteForceAlerts.channels.untriedLabel', {
    defaultMessage: 'Ready; no message was needed yet',
  });
/** `since`: when the first message arrived after it was last broken or changed; null where none did; epoch ms. */
const worksWord = (since: number | null, now: number) =>
  since === null
    ? i18n.translate('bruteForceAlerts.channels.worksLabel', { defaultMessage: 'Works' })
    : i18n.translate('bruteForceAlerts.channels.worksSinceLabel', {
        defaultMessage: 'Works since {time} ({ago})',
        values: { time: formatTime(since, now), ago: formatAgo(since, now) },
      });

/** The last delivery and what waits, each as a few words. */
export function channelDetails({ status }: KnownChannel, now: number): string[] {
  if (!status) return [];
  const details: string[] = [];
  const { lastDeliveredAt, waiting } = status;
  if (lastDeliveredAt !== null) {
    details.push(
      i18n.translate('bruteForceAlerts.channels.lastDeliveryLabel', {
        defaultMessage: 'Last delivery {time} ({ago})',
        values: { time: formatTime(lastDeliveredAt, now), ago: formatAgo(lastDeliveredAt, now) },
      }),
    );
  }
  if (waiting > 0) {
    details.push(
      i18n.translate('bruteForceAlerts.channels.waitingLabel', {
        defaultMessage: '{waiting, plural, one {# message waits} other {# messages wait}}',
        values: { waiting },
      }),
    );
  }
  return details;
}

/** What becomes of the messages that wait, where somebody removes a channel. */
export function removalText(name: string, waiting: number): string {
  if (waiting === 0) {
    return i18n.translate('bruteForceAlerts.channels.removeDescription', {
      defaultMessage: 'Nobody is told through {name} any more. No message waits for it.',
      values: { name },
    });
  }
  return i18n.translate('bruteForceAlerts.channels.removeWaitingDescription', {
    defaultMessage:
      '{waiting, plural, one {# message that waits for {name} is} other {# messages that wait for {name} are}} not sent any more. The alerts stay, and each says that it was not told there. To have them sent, keep the channel until nothing waits.',
    values: { name, waiting },
  });
}
