import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { ChannelRef } from '../../notify/delivery/outbox_port';
import { findShared, unlessWritten } from './compare_and_set';
import { channelRef } from './delivery_document';
import { CHANNELS_INDEX, hashOf } from './own_indices';

/** The most channels of a space, with those that were removed. */
const MANY = 1_000;

interface Changed {
  channelId: string;
  /** Epoch ms. */
  at: number;
}

/**
 * Stores that the channel broke, or that somebody changed it, at that time (epoch ms): whether it worked before says
 * nothing about whether it works now. One document a channel, whose time never goes back.
 */
export async function noteChange(client: ElasticsearchClient, ref: ChannelRef, at: number): Promise<void> {
  const changed: Changed = { channelId: ref.channelId, at };
  const version = { version: at, version_type: 'external_gte' as const };
  const target = { index: CHANNELS_INDEX, id: hashOf('changed', channelRef(ref)), refresh: true, ...version };
  const document = { kind: 'changed', space: ref.space, channel_ref: channelRef(ref), changed };
  await unlessWritten(client.index({ ...target, document }));
}

/** As `noteChange`, also where no index was made yet. */
export const createChangeNotes =
  (client: ElasticsearchClient, setUp: () => Promise<void>) =>
  async (ref: ChannelRef, at: number): Promise<void> => {
    await setUp();
    await noteChange(client, ref, at);
  };

/** When the channels of a space last broke or were changed; those of which nothing is known are left out. */
export async function changesOfSpace(client: ElasticsearchClient, space: string): Promise<Changed[]> {
  const found = await findShared<{ changed: Changed }>(client, {
    kind: 'changed',
    filter: [{ term: { space } }],
    size: MANY,
  });
  return found.flatMap(({ _source }) => _source?.changed ?? []);
}
