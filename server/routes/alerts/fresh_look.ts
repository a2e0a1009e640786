import { ConflictError } from '../../../common/settings/conflict';
import type { Services } from '../services';

/** Keeps the mark, so that what happened while detection was failing is read; forgets what was wrong. */
export async function lookAnew(services: Services, space: string): Promise<void> {
  await services.source(space).forget();
  const memory = services.memory(space);
  const remembered = await memory.read();
  if (!remembered.lastTick) return;
  await memory.write({ ...remembered, lastTick: null }).catch((error: Error) => {
    if (!(error instanceof ConflictError)) throw error; // a run wrote meanwhile: then that is what is known
  });
}
