import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { GiveWay } from '../../common/give_way';

/** Long work holds the event loop at most about this long at a time, ms: Kibana answers everybody from the same loop. */
const HELD_AT_MOST = 10;

/** Makes the `GiveWay` of one piece of long work. `now`: milliseconds of a clock that never goes back. */
export function createGiveWay(now: () => number = () => performance.now()): GiveWay {
  let since = now();
  return () => {
    if (now() - since < HELD_AT_MOST) return undefined;
    return setImmediate().then(() => {
      since = now();
    });
  };
}
