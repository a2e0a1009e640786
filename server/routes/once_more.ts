import type { Services } from './services';

/** So long an index that has just been made takes to start, at most, ms. */
const STARTING = 1_000;

/**
 * Reads what pages ask for all the time, and once more where Elasticsearch could not: while somebody turns detection on
 * its indices are made, and until they have started a search of them fails; and a connection breaks now and then.
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
