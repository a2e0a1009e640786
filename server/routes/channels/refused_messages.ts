import { TELL_WITHIN } from '../../../common/bounds';
import type { Services } from '../services';

/** The channel was changed, or shows that it works: what it refused is sent after all, as far as it is no old news. */
export async function sendWhatWasRefused(services: Services, space: string): Promise<void> {
  const now = services.now();
  await services.deliveries(space).retryRefused(now - TELL_WITHIN, now);
  services.pokeOutbox();
}
