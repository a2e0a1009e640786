import type { Detection, KnownAlert } from '../../../common/alerts/detections';
import type { Rule, TemporalOrderedRule } from '../../../common/rules/rules';
import { findAttacks, type Search } from './attacks';
import type { Account } from '../events/event_source_port';
import { eventsReachedAt } from '../count/threshold';
import type { EventWindow } from '../log/window';

/**
 * What every rule finds in the window: all failures and lockouts, and the successes of suspects. Where successes are
 * unread, those rules that ask for them have but a part of the slice.
 */
export function findAllAttacks(
  window: EventWindow,
  known: KnownAlert[],
  { rules, isUnread = false, ...search }: Omit<Search, 'rule'> & { rules: Rule[]; isUnread?: boolean },
): Detection[] {
  return rules.flatMap((rule) => {
    const extent = isUnread && asksForSuccesses(rule) ? 'part' : search.extent;
    return findAttacks(window, known, { ...search, rule, extent });
  });
}

/** Whoever tries to log on can make up names without end: above this many those that no event has any more are forgotten. */
const WRITTEN_MAX = 1_000;

const asksForSuccesses = (rule: Rule): rule is TemporalOrderedRule => rule.kind === 'temporal_ordered';

/**
 * The account where its successes matter: where it has so many failures that a success after them would be an attack
 * that worked. Nobody else's successes are read: there are thousands of them for each failure. `before`: the same
 * account without what is new in the window, where that is known.
 */
export function suspectOf(
  window: EventWindow,
  key: string,
  rules: Rule[],
  before?: Account | null,
): Account | null {
  const { failures } = window.group('account', key);
  const isSuspect = rules.some((rule) => asksForSuccesses(rule) && eventsReachedAt(failures, rule) !== null);
  if (!isSuspect) return null;
  const known = before && before.spellings.length <= WRITTEN_MAX ? before : null;
  const fresh = known ? (window.changed('account').get(key)?.failures ?? []) : failures;
  const written = [...(known?.spellings ?? []), ...fresh.map(({ account }) => account)];
  return { key, spellings: [...new Set(written.filter((spelling) => spelling !== null))] };
}
