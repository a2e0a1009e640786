import type { Services } from '../services';

/** Channels were changed, or showed that they work: what a broken one held back is told now, if it works. */
export async function lookAgain(services: Services, space: string, channelIds: string[]): Promise<void> {
  if (channelIds.length === 0) return;
  const deliveries = services.deliveries(space);
  for (const id of channelIds) await deliveries.lookAgain(id, services.now());
  services.pokeOutbox();
}
