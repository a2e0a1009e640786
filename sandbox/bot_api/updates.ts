import type { Refusal } from './refusals';
import { REFUSALS } from './refusals';

/** Something that happened to a bot, as getUpdates answers it. */
export type Update = { update_id: number } & Record<string, unknown>;

interface Poll {
  end(answer: 'look again' | Refusal): void;
}

/** What a bot has not confirmed yet, and the one call that may wait for more. */
export class Updates {
  /** Where another program receives the updates; empty where none does. */
  webhook = '';
  /** As the last caller that named some wanted it; undefined: as Telegram gives to whoever names none. */
  allowed: readonly string[] | undefined;
  #kept: Update[] = [];
  #lastId = 800_000;
  #poll: Poll | undefined;

  /** What nobody asked for is not kept. */
  add(update: Record<string, unknown>): void {
    if (this.allowed && !Object.keys(update).every((kind) => this.allowed?.includes(kind))) return;
    this.#lastId += 1;
    this.#kept.push({ update_id: this.#lastId, ...update });
    this.#poll?.end('look again');
  }

  /** Waits for updates from `offset` on and forgets those before it. A second call ends the first one with a refusal. */
  async next(offset: number, limit: number, waitMs: number): Promise<Update[] | Refusal> {
    this.#poll?.end(REFUSALS.other_reader);
    if (this.webhook !== '') return REFUSALS.webhook_active;
    this.#kept = this.#kept.filter(({ update_id: id }) => id >= offset);
    if (this.#kept.length === 0 && waitMs > 0) {
      const answer = await this.#wait(waitMs);
      if (answer !== 'look again') return answer;
    }
    return this.#kept.slice(0, limit);
  }

  #wait(ms: number): Promise<'look again' | Refusal> {
    return new Promise((resolve) => {
      const poll = {
        end: (answer: 'look again' | Refusal) => {
          clearTimeout(timer);
          if (this.#poll === poll) this.#poll = undefined;
          resolve(answer);
        },
      };
      const timer = setTimeout(() => poll.end('look again'), ms).unref();
      this.#poll = poll;
    });
  }
}
