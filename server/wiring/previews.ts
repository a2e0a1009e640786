import type { MessagePreview, PreviewedMessage } from '../../common/api/api';
import type { Channel } from '../../common/channels/channels';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import { sampleMessages } from '../notify/message/samples';
import { digestsBelow, linksBelow } from './links';

/**
 * Shows the messages of a made-up attack as a channel shows them. `publicBaseUrl`: Kibana's public address, undefined
 * where it is not known.
 */
export function previewsOf(senders: ChannelSenders, publicBaseUrl: string | undefined, clock: () => number) {
  const [linkOf, digestLinkOf] = [linksBelow(publicBaseUrl), digestsBelow(publicBaseUrl)];
  return (space: string, channel: Channel): MessagePreview[] => {
    const sender = senders[channel.kind];
    const samples = sampleMessages({
      now: clock(),
      // A channel with digests at set times sends no other ones.
      cause: channel.tell.digest.mode === 'off' ? 'flood' : 'schedule',
      alertLink: (id) => linkOf(space, id),
      digestLink: (id) => digestLinkOf(space, id),
    });
    return Object.entries(samples).flatMap(([of, message]) => {
      const shown = sender?.preview?.(message, channel);
      return shown ? [{ of: of as PreviewedMessage, ...shown }] : [];
    });
  };
}
