import type { Rate } from '../bounds';

/**
 * The answer to asking for a turn: `taken` holds the times of all turns that now count; `waitMs` says how many
 * milliseconds to wait.
 */
export type Turn = { ok: true; taken: number[] } | { ok: false; waitMs: number };

/**
 * Takes a turn at `now` unless `most` turns were taken within `per` milliseconds of it. `taken` holds the times of
 * earlier turns (epoch ms, in any order). A refusal takes no turn, so asking again does not prolong the wait.
 */
export function takeTurn(taken: readonly number[], { most, per }: Rate, now: number): Turn {
  // Times after `now` count as well, because the clock of another Kibana may be ahead. A clock that is far ahead must
  // not block for hours, so they count within `per` only.
  const recent = taken.filter((at) => Math.abs(now - at) < per).sort((a, b) => a - b);
  const first = recent[recent.length - most];
  if (first === undefined) return { ok: true, taken: [...recent, now] };
  return { ok: false, waitMs: Math.min(first + per - now, per) };
}

/** Takes a turn under several rates at once: only where each of them has room. Else it answers the longest wait. */
export function takeTurns(taken: readonly number[], rates: readonly Rate[], now: number): Turn {
  const turns = rates.map((rate) => takeTurn(taken, rate, now));
  const waits = turns.flatMap((turn) => (turn.ok ? [] : [turn.waitMs]));
  if (waits.length > 0) return { ok: false, waitMs: Math.max(...waits) };
  const longest = Math.max(0, ...rates.map(({ per }) => per));
  return { ok: true, taken: [...taken.filter((at) => Math.abs(now - at) < longest), now] };
}
