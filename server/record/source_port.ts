import type { SourceCheck } from '../../common/api/api';
import type { SourceMemory } from '../../common/status/memory';

/** What the background sees behind the patterns with the rights that it reads with, by the names of concrete indices. */
export interface SourceLook extends SourceCheck {
  behind: Array<{
    pattern: string;
    readable: string[];
    /** Were readable before and are not, and not since they were deleted: closed, or the right to read them is gone. */
    missed: string[];
  }>;
}

/** Where a space's last look at its source is kept, apart from the memory of its ticks. */
export interface SourceStore {
  /** Null where nobody looked yet. */
  read(): Promise<SourceMemory | null>;
  /** The last one to write wins: both looked at the same. */
  write(found: SourceMemory): Promise<void>;
  /** What was found is about settings or rights that changed: the next look is due at once. */
  forget(): Promise<void>;
}
