/**
 * Called between two small pieces of long work. Gives a promise to wait for where the work has held the event loop for
 * long enough that others must have their turn, and undefined where it may go on at once.
 */
export type GiveWay = () => Promise<void> | undefined;

/** For tests and for scripts that share their process with nobody. */
export const NEVER_GIVES_WAY: GiveWay = () => undefined;
