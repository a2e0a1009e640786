import { destinationOf, type Channel, type ChannelFacts } from '../../../common/channels/channels';

/**
 * What is known of the channel in the form: nothing of its secrets where they would go somewhere else than those that are
 * saved, as the server drops them.
 */
export function factsFor({
  channel,
  saved,
  facts,
}: {
  channel: Channel;
  saved: Channel | undefined;
  facts: ChannelFacts | undefined;
}): ChannelFacts | undefined {
  const isElsewhere = saved !== undefined && destinationOf(saved) !== destinationOf(channel);
  return facts && isElsewhere ? { ...facts, secretsSaved: [] } : facts;
}
