export interface RateLimit {
  /** So many messages a chat takes … */
  messages: number;
  /** … in so many milliseconds. */
  perMs: number;
}

/** Counts the messages of each chat in a sliding span. Telegram's own limits are not published; these are set. */
export class RateBucket {
  readonly #sent = new Map<string, number[]>();

  constructor(
    private readonly limit: RateLimit,
    private readonly clock: () => number = Date.now,
  ) {}

  /** 0 where the message may go, and it is counted; else the whole seconds to wait. */
  take(chatId: string): number {
    const now = this.clock();
    const recent = (this.#sent.get(chatId) ?? []).filter((at) => at > now - this.limit.perMs);
    this.#sent.set(chatId, recent);
    if (recent.length < this.limit.messages) {
      recent.push(now);
      return 0;
    }
    const [oldest = now] = recent;
    return Math.max(1, Math.ceil((oldest + this.limit.perMs - now) / 1_000));
  }
}
