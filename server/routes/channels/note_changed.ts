import { reasonOf } from '../../../common/text/reason_of';
import type { RouteCall } from '../route';

/**
 * Channels were changed: what a broken one held back is told now, if it works. Never throws: the settings are saved, and
 * where a channel is not looked at now, it is at its next probe.
 */
export async function noteChanged(
  { request, services, warn }: RouteCall,
  channelIds: string[],
): Promise<void> {
  if (channelIds.length === 0) return;
  try {
    const space = services.spaceOf(request);
    for (const channelId of channelIds) await services.channelChanged({ space, channelId });
  } catch (error) {
    warn(`A channel is not looked at at once: ${reasonOf(error)}`);
  }
  services.pokeOutbox();
}
