import type { StoredHeartbeat } from '../../common/status/heartbeat';

/** What a space remembers of its heartbeat: one document, written by compare-and-set. */
export interface HeartbeatStore {
  read(): Promise<StoredHeartbeat>;
  /** Gives it with its new revision; null where somebody else wrote it since it was read: then nothing was stored. */
  write(heartbeat: StoredHeartbeat): Promise<StoredHeartbeat | null>;
  /** Forgets all calls: the next one is due at once. */
  forget(): Promise<void>;
}
