import type { Memory } from '../../common/status/memory';

export interface MemoryStore {
  read(): Promise<Memory>;
  /** Gives the revision that it has now. Throws ConflictError where another tick wrote since. */
  write(memory: Memory): Promise<Memory['revision']>;
  /** Removes the memory: detection that is turned on starts anew and does not read what happened while it was off. */
  forget(): Promise<void>;
}
