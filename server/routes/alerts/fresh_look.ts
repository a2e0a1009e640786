import { ConflictError } from '../../../common/settings/conflict';
import type { Services } from '../services';

/**
 * Forgets the problems of the last tick and of the last source check. The watermark stays, so that events are read
 * which came while detection was failing.
 */
export async function lookAnew(services: Services, space: string): Promise<void> {
  await services.source(space).forget();
  const memory = services.memory(space);
  const remembered = await memory.read();
  if (!remembered.lastTick) return;
  await memory.write({ ...remembered, lastTick: null }).catch((error: Error) => {
    if (!(error instanceof ConflictError)) throw error; // A tick wrote meanwhile, so what it wrote is newer.
  });
}
