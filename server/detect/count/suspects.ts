import type { Rule, TemporalOrderedRule } from '../../../common/rules/rules';
import type { Account } from '../events/event_source_port';
import type { EventWindow } from '../log/window';
import { eventsReachedAt } from './threshold';

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

const asksForSuccesses = (rule: Rule): rule is TemporalOrderedRule => rule.kind === 'temporal_ordered';

/**
 * The account where its successes matter: where it has so many failures that a success after them would be an attack
 * that worked. Nobody else's successes are read: there are thousands of them for each failure. Null where they do not.
 */
export function suspectOf(window: EventWindow, key: string, rules: Rule[]): Account | null {
  const { failures } = window.group('account', key);
  const isSuspect = rules.some(
    (rule) => asksForSuccesses(rule) && eventsReachedAt({ failures, isOwn: () => true }, rule) !== null,
  );
  if (!isSuspect) return null;
  return { key, spellings: window.spellings(key) };
}
