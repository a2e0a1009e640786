import type { SourceCheck } from '../../common/api/api';

/** What the background sees behind the patterns with the rights that it reads with, by the names of concrete indices. */
export interface SourceLook extends SourceCheck {
  behind: Array<{
    pattern: string;
    readable: string[];
    /** Were readable before and are not, and not since they were deleted: closed, or the right to read them is gone. */
    missed: string[];
  }>;
}
