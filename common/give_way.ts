/**
 * Called between two small pieces of long work. Gives a promise to wait for where the work has held the event loop for
 * long enough that others must have their turn, and undefined where it may go on at once.
 */
export type GiveWay = () => Promise<void> | undefined;

/** Long work that stops between its small pieces. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does the work to its end, and gives the event loop back in between. */
export async function inSteps<Result>(work: Steps<Result>, giveWay: GiveWay): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    const wait = giveWay();
    if (wait) await wait;
  }
}

/** Visits each, in order, and gives the event loop back in between. */
export async function eachInTurn<T>(
  all: Iterable<T>,
  giveWay: GiveWay,
  visit: (one: T) => void,
): Promise<void> {
  for (const one of all) {
    visit(one);
    const wait = giveWay();
    if (wait) await wait;
  }
}

/** For tests and for scripts that share their process with nobody. */
export const NEVER_GIVES_WAY: GiveWay = () => undefined;
