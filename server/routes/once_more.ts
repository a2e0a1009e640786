import type { Services } from './services';

/** The longest that an index takes to start after it was made, ms. */
const STARTING = 1_000;

/**
 * Reads something that pages ask for all the time, and reads again after a second where the failure is one that
 * passes. Such failures are usual: while detection is being turned on its new indices cannot be searched yet, and
 * connections break. Throws what the second reading throws.
 */
export function onceMore<T>(
  { isPassing, wait }: Pick<Services, 'isPassing' | 'wait'>,
  read: () => Promise<T>,
): Promise<T> {
  return read().catch(async (error: unknown) => {
    if (!isPassing(error)) throw error;
    await wait(STARTING);
    return read();
  });
}
