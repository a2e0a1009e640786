import type { StoredDaily } from '../../common/status/daily';

/** The memory of a space's daily messages: one document, written by compare-and-set. */
export interface DailyStore {
  read(): Promise<StoredDaily>;
  /** Gives it with its new revision; null where somebody else wrote it since it was read: then nothing was stored. */
  write(daily: StoredDaily): Promise<StoredDaily | null>;
}
