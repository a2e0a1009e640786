import { i18n } from '@kbn/i18n';
import type { Channel } from '../../../common/channels/channels';
import type { Difference } from '../difference';
import { isSame } from '../draft';
import { tellText } from '../when/tell_words';
import { formOf } from './forms';

/** The channels in which both lists differ, each with what differs of it. */
export function channelDifferences(theirs: Channel[], mine: Channel[]): Difference[] {
  const ids = new Set([...theirs, ...mine].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [before, after] = [theirs, mine].map((channels) => channels.find((one) => one.id === id));
    if (isSame(before, after)) return [];
    const shown = before ?? after;
    return shown
      ? [{ label: labelOf(shown), theirs: stateOf(before, after), mine: stateOf(after, before) }]
      : [];
  });
}

const labelOf = ({ kind, name }: Channel) =>
  i18n.translate('bruteForceAlerts.conflict.channelLabel', {
    defaultMessage: 'Channel {name} ({kind})',
    values: { name, kind: formOf(kind).label() },
  });

/** What a channel has that the other one has not. Options have no words of their own, so they are named as stored. */
function stateOf(channel: Channel | undefined, other: Channel | undefined): string {
  if (!channel) {
    return i18n.translate('bruteForceAlerts.conflict.noChannelLabel', { defaultMessage: 'no such channel' });
  }
  const options = Object.entries(channel.options).filter(
    ([name, value]) => !isSame(value, (other?.options as Record<string, unknown> | undefined)?.[name]),
  );
  const parts = [
    channel.name === other?.name ? '' : channel.name,
    ...options.map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    isSame(channel.tell, other?.tell) ? '' : tellText(channel.tell),
  ];
  return parts.filter((part) => part !== '').join('; ');
}
