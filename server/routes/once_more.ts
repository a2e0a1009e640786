import type { Services } from './services';

/** So long an index that has just been made takes to start, at most, ms. */
const STARTING = 1_000;

/**
 * Reads what pages ask for all the time, and once more where Elasticsearch could not: while somebody turns detection on
 * its indices are made, and until they have started a search of them fails.
 */
export function onceMore<T>(
  { isUnavailable, wait }: Pick<Services, 'isUnavailable' | 'wait'>,
  read: () => Promise<T>,
): Promise<T> {
  return read().catch(async (error: unknown) => {
    if (!isUnavailable(error)) throw error;
    await wait(STARTING);
    return read();
  });
}
