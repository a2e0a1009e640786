import { NO_DAILY, type StoredDaily } from '../common/status/daily';
import { NO_HEARTBEAT, type StoredHeartbeat } from '../common/status/heartbeat';
import type { DailyStore } from '../server/record/daily_port';
import type { HeartbeatStore } from '../server/record/heartbeat_port';

/** A document in memory, with compare-and-set. */
class FakeDocument<T extends { revision?: { seqNo: number; primaryTerm: number } }> {
  #seqNo = 0;
  constructor(public stored: T) {}

  async read(): Promise<T> {
    return structuredClone(this.stored);
  }

  async write(value: T): Promise<T | null> {
    if (value.revision?.seqNo !== this.stored.revision?.seqNo) return null;
    this.#seqNo += 1;
    this.stored = structuredClone({ ...value, revision: { seqNo: this.#seqNo, primaryTerm: 1 } });
    return structuredClone(this.stored);
  }
}

/** What a space remembers of its heartbeat. */
export class FakeHeartbeatStore extends FakeDocument<StoredHeartbeat> implements HeartbeatStore {
  constructor() {
    super(NO_HEARTBEAT);
  }

  async forget(): Promise<void> {
    this.stored = NO_HEARTBEAT;
  }
}

/** What a space remembers of its daily messages. */
export class FakeDailyStore extends FakeDocument<StoredDaily> implements DailyStore {
  constructor() {
    super(NO_DAILY);
  }
}
