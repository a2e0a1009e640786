import { isDue } from '../../common/time';

/**
 * Wraps `work` so that however often it is called, it runs at most once in `ms` milliseconds. The first call runs it, and
 * so does the first after the clock was set back.
 */
export function every(ms: number, clock: () => number, work: () => Promise<void>): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    if (!isDue(last + ms, clock(), ms)) return;
    last = clock();
    await work();
  };
}
