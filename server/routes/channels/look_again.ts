import type { Services } from '../services';

/**
 * Has broken channels looked at at once, because they were changed or a test message got through. A channel that works
 * again then tells what it held back.
 */
export async function lookAgain(services: Services, space: string, channelIds: string[]): Promise<void> {
  if (channelIds.length === 0) return;
  const deliveries = services.deliveries(space);
  for (const id of channelIds) await deliveries.lookAgain(id, services.now());
  services.pokeOutbox();
}
