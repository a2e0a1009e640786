import { ConflictError } from '../../../common/settings/conflict';
import type { Memory } from '../../../common/status/memory';
import type { MemoryStore } from '../../record/memory_port';

/** Keeps the mark, so that what happened while detection was failing is read; forgets what was wrong. */
export async function lookAnew(memory: MemoryStore): Promise<void> {
  const remembered = await memory.read();
  if (!remembered.lastTick && !remembered.source) return;
  await writeOver(memory, { ...remembered, lastTick: null, source: null });
}

/** What was said of the source was about settings that somebody has looked at since. */
export async function lookAtSourceAnew(memory: MemoryStore): Promise<void> {
  const remembered = await memory.read();
  if (remembered.source) await writeOver(memory, { ...remembered, source: null });
}

const writeOver = (memory: MemoryStore, remembered: Memory): Promise<void> =>
  memory.write(remembered).catch((error: Error) => {
    if (!(error instanceof ConflictError)) throw error; // a run wrote meanwhile: then that is what is known
  });
