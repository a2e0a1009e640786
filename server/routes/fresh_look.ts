import { ConflictError } from '../../common/conflict';
import type { MemoryStore } from '../record/memory_port';

/** Keeps the mark, so that what happened while detection was failing is read; forgets what was wrong. */
export async function lookAnew(memory: MemoryStore): Promise<void> {
  const remembered = await memory.read();
  if (!remembered.lastTick && !remembered.source) return;
  await memory.write({ ...remembered, lastTick: null, source: null }).catch((error: Error) => {
    if (!(error instanceof ConflictError)) throw error; // a run wrote meanwhile: then that is what is known
  });
}
