/**
 * The answer to a question for room. Call `done` once the request is answered. `waitMs`: how many milliseconds to
 * wait.
 */
export type Leave = { ok: true; done(): void } | { ok: false; waitMs: number };

/** Who asks. Readers have turns of their own, so that they cannot use up those of the people who change settings. */
export type Asker = 'reader' | 'editor';

/** How often the people of a space may set off work, and how much at the same time. */
export interface Limits {
  /** A request that makes searches or asks Telegram. `done` makes room for the next one. */
  question(space: string, by: Asker): Leave;
  /** A test message. Its turns are counted over all Kibanas together, since they all write to the same chat. */
  testMessage(space: string): Promise<Leave>;
}
