import type { Rate } from '../../common/bounds';
import { takeTurn } from '../../common/api/rate';
import type { Limits } from '../routes/limits_port';

/** The wait to answer where too many questions are being answered, ms: nobody knows when one of them ends. */
const TRY_AGAIN = 1_000;

interface Asked {
  taken: number[];
  running: number;
}

/**
 * Limits how many questions the people of a space ask on this Kibana: so many in a span of time, and so many
 * at once. Readers and editors have limits of their own. Kept in memory: what is protected is this process
 * and the searches that it starts, so another Kibana has limits of its own.
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

/** Forgets spaces that are idle: a route answers in any space that somebody names. */
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
