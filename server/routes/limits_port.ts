/** Leave to go on, or how long to wait, milliseconds. */
export type Leave = { ok: true; done(): void } | { ok: false; waitMs: number };

/** Who asks: people who may only look cannot use up the turns of those who keep it running. */
export type Asker = 'reader' | 'editor';

/** How often and how much at once people of a space may set off. */
export interface Limits {
  /** What makes searches or asks Telegram because somebody asked. `done`, once it is answered, makes room for another. */
  question(space: string, by: Asker): Leave;
  /** A test message. Counted for all Kibanas together, since they share the chat. */
  testMessage(space: string): Promise<Leave>;
}
