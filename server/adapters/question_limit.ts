import type { Rate } from '../../common/bounds';
import { takeTurn } from '../../common/api/rate';
import type { Limits } from '../routes/limits_port';

/** How long to wait for one that is still being answered, ms: nobody knows, so soon. */
const TRY_AGAIN = 1_000;

interface Asked {
  taken: number[];
  running: number;
}

/**
 * Bounds what the people of each space set off on this Kibana, in its memory: what is protected is this process and
 * the searches that it starts, so another Kibana has bounds of its own.
 */
export function createQuestionLimit(
  rate: Rate & { atOnce: number },
  clock: () => number,
): Limits['question'] {
  const spaces = new Map<string, Asked>();
  return (space, by) => {
    const now = clock();
    const key = `${by} ${space}`;
    forgetIdle(spaces, now - rate.per);
    const asked = spaces.get(key) ?? { taken: [], running: 0 };
    if (asked.running >= rate.atOnce) return { ok: false, waitMs: TRY_AGAIN };
    const turn = takeTurn(asked.taken, rate, now);
    if (!turn.ok) return turn;
    spaces.set(key, asked);
    asked.taken = turn.taken;
    asked.running += 1;
    return { ok: true, done: once(() => (asked.running -= 1)) };
  };
}

/** Spaces come and go, and a route answers in any that is asked for. */
function forgetIdle(spaces: Map<string, Asked>, before: number): void {
  for (const [space, { taken, running }] of spaces) {
    const last = taken[taken.length - 1] ?? 0;
    if (running === 0 && last <= before) spaces.delete(space);
  }
}

function once(effect: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) effect();
    isDone = true;
  };
}
