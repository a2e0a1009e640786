import type { Detection, KnownAlert } from '../../common/detections';
import type { LogonEvent } from '../../common/events';
import type { Rule, TemporalOrderedRule } from '../../common/rules';
import { findAttacks } from './attacks';
import type { Account } from './event_source_port';
import type { Naming } from './naming';
import { countedBy } from './runs';
import type { Scan } from './scan';
import { eventsReachedAt } from './threshold';
import type { EventWindow } from './window';

/** What every rule finds in the window: all failures and lockouts, and the successes of suspects. */
export function findAllAttacks(
  window: EventWindow,
  known: KnownAlert[],
  { rules, naming, scan }: { rules: Rule[]; naming: Naming; scan: Scan },
): Detection[] {
  return rules.flatMap((rule) => findAttacks(window, known, { rule, naming, scan }));
}

const asksForSuccesses = (rule: Rule): rule is TemporalOrderedRule => rule.kind === 'temporal_ordered';

/**
 * The account where its successes matter: where it has so many failures that a success after them would be an attack
 * that worked. Nobody else's successes are read: there are thousands of them for each failure.
 */
export function suspectOf(window: EventWindow, key: string, rules: Rule[]): Account | null {
  const asking = rules.filter(asksForSuccesses);
  const [first] = asking;
  if (!first) return null;
  const { failures } = countedBy(first, window.group('account', key));
  return asking.some((rule) => eventsReachedAt(failures, rule) !== null) ? toAccount(key, failures) : null;
}

function toAccount(key: string, failures: LogonEvent[]): Account {
  const distinct = (values: Array<string | null>) => [...new Set(values.filter((value) => value !== null))];
  return {
    key,
    spellings: distinct(failures.map(({ account }) => account)),
    domains: distinct(failures.map(({ domain }) => domain)),
  };
}
