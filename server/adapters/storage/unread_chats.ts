import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { ChannelRef } from '../../notify/delivery/outbox_port';
import type { DeliveryFailure } from '../../../common/deliveries/channel_deliveries';
import { findShared } from './compare_and_set';
import { channelRef } from './delivery_document';
import { CHANNELS_INDEX, hashOf } from './own_indices';

/** The most channels of a space. */
const MANY = 100;

interface Unread {
  channelId: string;
  failure: DeliveryFailure;
}

/** Why what people press and write in the chats of channels cannot be read: a document for each such channel. */
export function createUnreadChats(client: ElasticsearchClient, setUp: () => Promise<void>) {
  const target = (ref: ChannelRef) => ({
    index: CHANNELS_INDEX,
    id: hashOf('unread', channelRef(ref)),
    refresh: true,
  });
  return {
    /** Null: it can be read. */
    async note(ref: ChannelRef, failure: DeliveryFailure | null): Promise<void> {
      await setUp();
      if (failure === null) return void (await client.delete(target(ref), { ignore: [404] }));
      const unread: Unread = { channelId: ref.channelId, failure };
      const document = { kind: 'unread', space: ref.space, channel_ref: channelRef(ref), unread };
      await client.index({ ...target(ref), document });
    },
  };
}

/** The channels of a space whose chats cannot be read. */
export async function unreadOfSpace(client: ElasticsearchClient, space: string): Promise<Unread[]> {
  const found = await findShared<{ unread: Unread }>(client, {
    kind: 'unread',
    filter: [{ term: { space } }],
    size: MANY,
  });
  return found.flatMap(({ _source }) => _source?.unread ?? []);
}
