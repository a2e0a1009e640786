import type { Rule } from '../../../common/rules/rules';
import type { Account } from '../events/event_source_port';
import type { EventWindow } from '../log/window';
import { eventsReachedAt } from './threshold';

/** Suspects whose successes are read together, before they are noted as read. */
const SUSPECTS_AT_ONCE = 1_000;

/** Suspects that are asked about together. */
export interface Suspects {
  accounts: Account[];
  /** Only what arrived since the last question is missing. */
  isKnown: boolean;
}

/** The suspects in pieces, as they are asked about. */
export const questionsOf = (suspects: Account[], isKnown: (account: Account) => boolean): Suspects[] =>
  [true, false].flatMap((known) =>
    piecesOf(suspects.filter((account) => isKnown(account) === known)).map((accounts) => ({
      accounts,
      isKnown: known,
    })),
  );

function piecesOf(accounts: Account[]): Account[][] {
  const pieces: Account[][] = [];
  for (let start = 0; start < accounts.length; start += SUSPECTS_AT_ONCE)
    pieces.push(accounts.slice(start, start + SUSPECTS_AT_ONCE));
  return pieces;
}

/**
 * Whether successes were already asked for under every spelling of the account. `before`: the account as it
 * was last asked about; null or undefined where it was not.
 */
export function wasAsked({ spellings }: Account, before: Account | null | undefined): boolean {
  const known = new Set(before?.spellings);
  return !!before && spellings.every((spelling) => known.has(spelling));
}

const asksForSuccesses = ({ kind }: Rule) => kind === 'temporal_ordered';

/**
 * The account with its spellings, where it has as many failures as a rule asks for, so that a success after
 * them would be an attack that worked; else null. Only the successes of such suspects are read: there are
 * thousands of successes for each failure.
 */
export function suspectOf(window: EventWindow, key: string, rules: Rule[]): Account | null {
  const size = window.sizeOf('account', key);
  const asking = rules.filter((rule) => asksForSuccesses(rule) && size >= rule.threshold);
  if (asking.length === 0) return null;
  const { failures } = window.group('account', key);
  const isSuspect = asking.some((rule) => eventsReachedAt({ failures, isOwn: () => true }, rule) !== null);
  if (!isSuspect) return null;
  return { key, spellings: window.spellings(key) };
}
