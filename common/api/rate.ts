import type { Rate } from '../bounds';

/** Leave to go on, with the turns that are taken from now on, or how long to wait, milliseconds. */
export type Turn = { ok: true; taken: number[] } | { ok: false; waitMs: number };

/**
 * Takes a turn at `now` where fewer than `most` were taken in the span before; `taken` are their times, epoch
 * milliseconds, in any order. A refusal takes none, so that asking again and again does not prolong the wait.
 */
export function takeTurn(taken: readonly number[], { most, per }: Rate, now: number): Turn {
  // Both ways: another Kibana's clock may be ahead, and one that is far ahead must not block for hours.
  const recent = taken.filter((at) => Math.abs(now - at) < per).sort((a, b) => a - b);
  const first = recent[recent.length - most];
  if (first === undefined) return { ok: true, taken: [...recent, now] };
  return { ok: false, waitMs: Math.min(first + per - now, per) };
}

/** The same under several rates at once: the turn is taken where all of them have room, else the longest wait holds. */
export function takeTurns(taken: readonly number[], rates: readonly Rate[], now: number): Turn {
  const turns = rates.map((rate) => takeTurn(taken, rate, now));
  const waits = turns.flatMap((turn) => (turn.ok ? [] : [turn.waitMs]));
  if (waits.length > 0) return { ok: false, waitMs: Math.max(...waits) };
  const longest = Math.max(0, ...rates.map(({ per }) => per));
  return { ok: true, taken: [...taken.filter((at) => Math.abs(now - at) < longest), now] };
}
