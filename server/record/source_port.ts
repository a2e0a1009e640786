import type { SourceCheck } from '../../common/api/api';
import type { SourceMemory } from '../../common/status/memory';

/** What the background sees behind the patterns with the rights that it reads with, by the names of concrete indices. */
export interface SourceLook extends SourceCheck {
  behind: Array<{
    pattern: string;
    readable: string[];
    /**
     * Indices that were readable before, are not now, and were not deleted: they are closed, the right to
     * read them is gone, or they gave no answer.
     */
    missed: string[];
  }>;
}

/** Where a space's last look at its source is kept, apart from the memory of its ticks. */
export interface SourceStore {
  /** Null where nobody looked yet. */
  read(): Promise<SourceMemory | null>;
  /** The last one to write wins: both looked at the same. */
  write(found: SourceMemory): Promise<void>;
  /** Removes the last look, since settings or rights changed: the next one is due at once. */
  forget(): Promise<void>;
}
