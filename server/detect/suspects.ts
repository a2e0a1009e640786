import type { Account } from './event_source_port';

/** Accounts whose successes are asked for before it is noted that they were. */
const SUSPECTS_AT_ONCE = 1_000;

/** Suspects as they are asked about. */
export function piecesOf(accounts: Account[]): Account[][] {
  const pieces: Account[][] = [];
  for (let start = 0; start < accounts.length; start += SUSPECTS_AT_ONCE)
    pieces.push(accounts.slice(start, start + SUSPECTS_AT_ONCE));
  return pieces;
}

/** Whether all that its failures name was asked for, however much they named before. */
export const wasAsked = ({ spellings, domains }: Account, before: Account | null | undefined) =>
  isPart(spellings, before?.spellings) && isPart(domains, before?.domains);

function isPart(values: string[], whole: string[] | undefined): boolean {
  const known = new Set(whole);
  return whole !== undefined && values.every((value) => known.has(value));
}
