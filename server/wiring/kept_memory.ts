import { isDue } from '../../common/time';
import type { Memory } from '../../common/status/memory';
import type { TickReport } from '../../common/status/status';
import type { MemoryStore } from '../record/memory_port';

/**
 * Of ticks that have nothing to say, one is stored at most this often, ms. So the status page is behind by
 * this and one interval at most.
 */
const WRITE_EVERY = 5_000;

/** How a tick keeps its memory. */
export interface Keeping {
  /** Epoch milliseconds. */
  now: number;
  /** The first of a watch, or with other settings: somebody else may have written since. */
  isFirst: boolean;
  /** Somebody waits for what it writes. */
  isWanted: boolean;
}

/**
 * The memory of a space, read once by the Kibana that watches it, and written where a tick has something to
 * say or every few seconds. A Kibana that takes over reads what was written last. A watermark that is some
 * seconds old makes it read these seconds again, which changes nothing, since alerts and deliveries are
 * stored at every tick.
 */
export class KeptMemory {
  #memory: Memory | undefined;
  #writtenAt = -Infinity;

  /** The store for one tick. After a write that failed, the next tick reads the memory again. */
  of(store: MemoryStore, { now, isFirst, isWanted }: Keeping): MemoryStore {
    if (isFirst) this.#memory = undefined;
    return {
      ...store,
      read: async () => (this.#memory ??= await store.read()),
      write: async (memory) => {
        const isQuiet = this.#memory && saysNothing(this.#memory.lastTick) && saysNothing(memory.lastTick);
        const mayWait = !isWanted && !isFirst && !isDue(this.#writtenAt + WRITE_EVERY, now, WRITE_EVERY);
        if (isQuiet && mayWait) {
          this.#memory = memory;
          return memory.revision;
        }
        this.#memory = undefined;
        const revision = await store.write(memory);
        this.#memory = revision && { ...memory, revision };
        this.#writtenAt = now;
        return revision;
      },
    };
  }
}

/** Whether a report has nothing that somebody must see: as of every tick of a quiet space. */
const saysNothing = (report: TickReport | null): boolean =>
  report !== null &&
  report.outcome === 'ok' &&
  report.problems.length === 0 &&
  report.verdicts.every(({ verdict }) => verdict.decision === 'hold');
