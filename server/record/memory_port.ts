import type { Memory } from '../../common/status/memory';

export interface MemoryStore {
  read(): Promise<Memory>;
  /** Gives the revision that it has now. Throws ConflictError where another tick wrote since. */
  write(memory: Memory): Promise<Memory['revision']>;
  /** Detection that is turned on starts anew: what happened while it was off was not asked for. */
  forget(): Promise<void>;
}
