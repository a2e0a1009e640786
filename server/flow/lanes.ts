import type { ChannelRef } from '../notify/delivery/outbox_port';

interface Lane {
  ref: ChannelRef;
  /** Whether its work is to be done once more. */
  again: boolean;
  ended: Promise<void>;
}

/** Work of channels, side by side, and never twice at the same time for one of them. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /** `more`: what is done once more for a channel. `failed` is told of work that threw; nobody else is. */
  constructor(
    private readonly more: (ref: ChannelRef) => Promise<void>,
    private readonly failed: (ref: ChannelRef, error: unknown) => void,
  ) {}

  /** Starts `work` for a channel. Where it is at work, that goes on, and `work` is left out. */
  start(ref: ChannelRef, work: () => Promise<void>): void {
    const key = JSON.stringify([ref.space, ref.channelId]);
    if (this.#lanes.has(key)) return;
    const lane: Lane = { ref, again: false, ended: Promise.resolve() };
    this.#lanes.set(key, lane);
    lane.ended = this.#run(lane, work, () => this.#lanes.delete(key));
  }

  /** Has all that are at work do more before they end, since there may be more now. Gives them. */
  oneMore(): ChannelRef[] {
    return [...this.#lanes.values()].map((lane) => {
      lane.again = true;
      return lane.ref;
    });
  }

  /** Resolves when no channel is at work. */
  async ended(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes.values()].map(({ ended }) => ended));
  }

  /** `end` is called in the same breath as `again` is read for the last time: nothing that came between is forgotten. */
  async #run(lane: Lane, work: () => Promise<void>, end: () => void): Promise<void> {
    try {
      await work();
      while (lane.again) {
        lane.again = false;
        await this.more(lane.ref);
      }
    } catch (error) {
      this.failed(lane.ref, error);
    } finally {
      end();
    }
  }
}
