import type { Detection, KnownAlert } from '../../common/detections';
import type { Rule, TemporalOrderedRule } from '../../common/rules';
import { findAttacks, type Search } from './attacks';
import type { Account } from './event_source_port';
import { eventsReachedAt } from './threshold';
import type { EventWindow } from './window';

/** What every rule finds in the window: all failures and lockouts, and the successes of suspects. */
export function findAllAttacks(
  window: EventWindow,
  known: KnownAlert[],
  { rules, ...search }: Omit<Search, 'rule'> & { rules: Rule[] },
): Detection[] {
  return rules.flatMap((rule) => findAttacks(window, known, { rule, ...search }));
}

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
  const fresh = before ? (window.changed('account').get(key)?.failures ?? []) : failures;
  return {
    key,
    spellings: distinct([...(before?.spellings ?? []), ...fresh.map(({ account }) => account)]),
    domains: distinct([...(before?.domains ?? []), ...fresh.map(({ domain }) => domain)]),
  };
}

const distinct = (values: Array<string | null>) => [...new Set(values.filter((value) => value !== null))];
