import type { Memory } from '../../common/status/memory';

export interface MemoryStore {
  read(): Promise<Memory>;
  /** Throws ConflictError where another tick wrote since. */
  write(memory: Memory): Promise<void>;
  /** Detection that is turned on starts anew: what happened while it was off was not asked for. */
  forget(): Promise<void>;
}
