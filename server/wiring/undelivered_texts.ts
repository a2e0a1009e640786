import type { Outbox } from '../notify/delivery/outbox_port';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import type { ChannelMessage } from '../notify/message/message';
import type { Services } from '../routes/services';
import type { BackgroundSettings } from '../routes/settings/settings_port';

interface Parts {
  senders: ChannelSenders;
  settings: Pick<BackgroundSettings, 'openIfReadable'>;
  outbox: Pick<Outbox<ChannelMessage>, 'get'>;
}

/** Shows what waits as its channel will show it. Of a channel that was removed nothing is known. */
export const undeliveredTextsOf =
  ({ senders, settings, outbox }: Parts): Services['undeliveredTexts'] =>
  async (space, deliveries) => {
    const opened = await settings.openIfReadable(space);
    const texts = new Map<string, string>();
    for (const { id, channel } of deliveries) {
      const set = opened?.attributes.settings.channels.find((one) => one.id === channel.id);
      const entry = set && (await outbox.get({ space }, id));
      const shown = entry && senders[set.kind]?.preview?.(entry.message, set);
      if (shown) texts.set(id, shown.text);
    }
    return texts;
  };
