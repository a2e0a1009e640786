import type { Pairings, ReaderLease, StoredPairing } from '../server/notify/telegram/pairing_port';

/** The pairings of all spaces in memory, which does what Elasticsearch's does. */
export class FakePairings implements Pairings {
  readonly stored = new Map<string, StoredPairing>();
  #seqNo = 0;

  async create(pairing: StoredPairing['pairing']): Promise<void> {
    this.#put(pairing);
  }

  async read(space: string, id: string): Promise<StoredPairing | null> {
    const stored = this.stored.get(id);
    return stored?.pairing.space === space ? stored : null;
  }

  async waitingFor(botId: number, now: number): Promise<StoredPairing[]> {
    return [...this.stored.values()].filter(
      ({ pairing }) => pairing.bot.id === botId && !pairing.found && pairing.expiresAt > now,
    );
  }

  async write({ pairing, revision }: StoredPairing): Promise<boolean> {
    if (this.stored.get(pairing.id)?.revision.seqNo !== revision.seqNo) return false;
    this.#put(pairing);
    return true;
  }

  async remove(id: string): Promise<void> {
    this.stored.delete(id);
  }

  async followGroup(botId: number, from: string, to: string): Promise<void> {
    for (const { pairing } of this.stored.values())
      if (pairing.bot.id === botId && pairing.found?.id === from)
        this.#put({ ...pairing, found: { ...pairing.found, id: to, type: 'supergroup' } });
  }

  async removeExpired(now: number): Promise<void> {
    for (const [id, { pairing }] of this.stored) if (pairing.expiresAt <= now) this.stored.delete(id);
  }

  #put(pairing: StoredPairing['pairing']): void {
    this.#seqNo += 1;
    this.stored.set(pairing.id, { pairing, revision: { seqNo: this.#seqNo, primaryTerm: 1 } });
  }
}

/** Whoever comes first reads until they let go. */
export class FakeLease implements ReaderLease {
  readonly holders = new Map<number, string>();

  async hold(botId: number, holder: string): Promise<boolean> {
    const now = this.holders.get(botId) ?? holder;
    if (now === holder) this.holders.set(botId, holder);
    return now === holder;
  }

  async release(botId: number, holder: string): Promise<void> {
    if (this.holders.get(botId) === holder) this.holders.delete(botId);
  }
}
