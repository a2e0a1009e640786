import type { Account } from '../events/event_source_port';

/** Accounts whose successes are asked for before it is noted that they were. */
const SUSPECTS_AT_ONCE = 1_000;

/** Suspects as they are asked about. */
export function piecesOf(accounts: Account[]): Account[][] {
  const pieces: Account[][] = [];
  for (let start = 0; start < accounts.length; start += SUSPECTS_AT_ONCE)
    pieces.push(accounts.slice(start, start + SUSPECTS_AT_ONCE));
  return pieces;
}

/** Whether every spelling of its failures was asked for, however many there were before. */
export function wasAsked({ spellings }: Account, before: Account | null | undefined): boolean {
  const known = new Set(before?.spellings);
  return !!before && spellings.every((spelling) => known.has(spelling));
}
