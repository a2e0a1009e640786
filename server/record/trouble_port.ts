import type { StoredTroubles } from '../../common/status/trouble';

/** The memory of a space's troubles: one document, written by compare-and-set. */
export interface TroubleStore {
  read(): Promise<StoredTroubles>;
  /** Gives it with its new revision; null where somebody else wrote it since it was read: then nothing was stored. */
  write(troubles: StoredTroubles): Promise<StoredTroubles | null>;
}
