import type { MessagePreview, PreviewedMessage } from '../../common/api/api';
import type { Channel } from '../../common/channels/channels';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import { sampleMessages } from '../notify/message/samples';
import { linksBelow, listsBelow } from './links';

/**
 * Shows the messages of a made-up attack as a channel shows them. `publicBaseUrl`: Kibana's public address, undefined
 * where it is not known.
 */
export function previewsOf(senders: ChannelSenders, publicBaseUrl: string | undefined, clock: () => number) {
  const [linkOf, listLinkOf] = [linksBelow(publicBaseUrl), listsBelow(publicBaseUrl)];
  return (space: string, channel: Channel): MessagePreview[] => {
    const sender = senders[channel.kind];
    const samples = sampleMessages({
      now: clock(),
      alertLink: (id) => linkOf(space, id),
      listLink: listLinkOf(space),
    });
    return Object.entries(samples).flatMap(([of, message]) => {
      const shown = sender?.preview?.(message, channel);
      return shown ? [{ of: of as PreviewedMessage, ...shown }] : [];
    });
  };
}
