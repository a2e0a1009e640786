import { i18n } from '@kbn/i18n';
import { isReady, type Channel } from '../../../common/channels/channels';
import {
  nothingSent,
  type ChannelDeliveries,
  type DeliveryFailure,
} from '../../../common/deliveries/channel_deliveries';
import type { Problem } from '../../../common/status/problems';
import type { ChannelStatus } from '../../../common/status/status';
import { factsOf } from '../settings/settings_view';
import type { SettingsAttributes } from '../settings/settings_port';

interface Facts {
  attributes: SettingsAttributes | null;
  deliveries: ChannelDeliveries[];
}

/** Whether people can be told through each channel of the settings, in the order of the settings. */
export function toChannels({ attributes, deliveries }: Facts) {
  if (!attributes) return [];
  return attributes.settings.channels.map((channel): ChannelStatus => {
    const own = deliveries.find(({ channelId }) => channelId === channel.id) ?? nothingSent(channel.id);
    const { id, kind, name } = channel;
    return {
      id,
      kind,
      name,
      ready: isReady(channel, factsOf(attributes.channels, id).secretsSaved),
      broken: own.broken !== null,
      waiting: own.waiting,
      refused: own.refused,
      lastDeliveredAt: own.lastDeliveredAt,
      worksSince: own.worksSince,
      problems: problemsOf(channel, own),
    };
  });
}

/**
 * What keeps people from being told through the channel. Problems that need a person come before those that pass by
 * themselves.
 */
function problemsOf(channel: Channel, own: ChannelDeliveries): Problem[] {
  const { name } = channel;
  const problems: Problem[] = [];
  if (own.broken) problems.push(brokenProblem(name, own.broken, own.waiting));
  else if (own.refusal) problems.push(refusedProblem(name, own.refusal, own.refused));
  if (own.undelivered > 0) problems.push(undeliveredProblem(name, own.undelivered));
  if (own.delay && !own.broken) problems.push(delayedProblem(name, own.delay));
  if (own.detour) problems.push(detourProblem(name, own.detour));
  // What was noted before the buttons were switched off says nothing any more.
  if (own.unread && channel.kind === 'telegram' && channel.options.buttons)
    problems.push(unreadProblem(name, own.unread));
  return problems;
}

const brokenProblem = (name: string, { code, said, remedy }: DeliveryFailure, waiting: number): Problem => ({
  code,
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.status.channelBrokenErrorMessage', {
    defaultMessage:
      '{name} takes no messages: {said}. {waiting, plural, =0 {No other message waits} one {# more message waits} other {# more messages wait}}; what was held back is told in one message once it works.',
    values: { name, said, waiting },
  }),
  remedy,
});

const refusedProblem = (name: string, { code, said, remedy }: DeliveryFailure, refused: number): Problem => ({
  code,
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.status.channelRefusedErrorMessage', {
    defaultMessage:
      '{name} refused {refused, plural, one {# message} other {# messages}}, so nobody was told. It said: {said}.',
    values: { name, said, refused },
  }),
  remedy,
});

const undeliveredProblem = (name: string, undelivered: number): Problem => ({
  code: 'not_delivered',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.status.notDeliveredErrorMessage', {
    defaultMessage:
      '{name} was not told of {undelivered, plural, one {# alert} other {# alerts}} of the last day: the messages could not be sent in time.',
    values: { name, undelivered },
  }),
  remedy: i18n.translate('bruteForceAlerts.status.notDeliveredRemedy', {
    defaultMessage: 'Look through the alerts of the last day. Each says why it was not delivered.',
  }),
});

const delayedProblem = (name: string, { code, said, remedy }: DeliveryFailure): Problem => ({
  code,
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.status.channelDelayedErrorMessage', {
    defaultMessage: '{name} did not take a message yet; it is tried again. It said: {said}.',
    values: { name, said },
  }),
  remedy,
});

const detourProblem = (name: string, { code, said, remedy }: DeliveryFailure): Problem => ({
  code,
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.status.channelDetourErrorMessage', {
    defaultMessage: 'The newest message of {name} did not arrive everywhere that it should have: {said}.',
    values: { name, said },
  }),
  remedy,
});

const unreadProblem = (name: string, { code, said, remedy }: DeliveryFailure): Problem => ({
  code,
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.status.channelUnreadErrorMessage', {
    defaultMessage:
      '{name} sends messages, but nobody can work on alerts from its chat: what is pressed there cannot be read. It said: {said}.',
    values: { name, said },
  }),
  remedy,
});
