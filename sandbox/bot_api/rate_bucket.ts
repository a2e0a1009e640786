export interface RateLimit {
  /** So many messages a chat takes … */
  messages: number;
  /** … in so many milliseconds. */
  perMs: number;
}

/** Counts the messages of each chat in sliding spans. Telegram's own limits are not published; these are set. */
export class RateBucket {
  readonly #sent = new Map<string, number[]>();

  constructor(
    private readonly limits: readonly RateLimit[],
    private readonly clock: () => number = Date.now,
  ) {}

  /**
   * Counts a message and gives 0 where the chat takes it. Otherwise counts nothing and gives the whole seconds to
   * wait.
   */
  take(chatId: string): number {
    const now = this.clock();
    const longest = Math.max(0, ...this.limits.map(({ perMs }) => perMs));
    const sent = (this.#sent.get(chatId) ?? []).filter((at) => at > now - longest);
    this.#sent.set(chatId, sent);
    const wait = Math.max(0, ...this.limits.map((limit) => waitOf(sent, limit, now)));
    if (wait === 0) sent.push(now);
    return wait;
  }
}

function waitOf(sent: number[], { messages, perMs }: RateLimit, now: number): number {
  const recent = sent.filter((at) => at > now - perMs);
  const [oldest] = recent.slice(-messages);
  if (recent.length < messages || oldest === undefined) return 0;
  return Math.max(1, Math.ceil((oldest + perMs - now) / 1_000));
}
