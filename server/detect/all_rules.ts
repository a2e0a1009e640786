import type { Detection, KnownAlert } from '../../common/detections';
import type { LogonEvent } from '../../common/events';
import type { Rule } from '../../common/rules';
import { findAttacks } from './attacks';
import type { Account } from './event_source_port';
import type { Naming } from './naming';
import { groupEvents } from './runs';
import type { Scan } from './scan';
import { eventsReachedAt } from './threshold';

/** What every rule finds in one slice. `events` are all failures and lockouts of it, and the successes of suspects. */
export function findAllAttacks(
  events: LogonEvent[],
  known: KnownAlert[],
  { rules, naming, scan }: { rules: Rule[]; naming: Naming; scan: Scan },
): Detection[] {
  return rules.flatMap((rule) => findAttacks(events, known, { rule, naming, scan }));
}

/**
 * The accounts whose successes matter: those with so many failures that a success after them would be an attack that
 * worked. Nobody else's successes are read: there are thousands of them for each failure.
 */
export function suspects(events: LogonEvent[], rules: Rule[], naming: Naming): Account[] {
  const found = new Map<string, Account>();
  for (const rule of rules) {
    if (rule.kind !== 'temporal_ordered') continue;
    for (const [key, { failures }] of groupEvents(events, rule, naming)) {
      if (!found.has(key) && eventsReachedAt(failures, rule) !== null)
        found.set(key, toAccount(key, failures));
    }
  }
  return [...found.values()];
}

function toAccount(key: string, failures: LogonEvent[]): Account {
  const distinct = (values: Array<string | null>) => [...new Set(values.filter((value) => value !== null))];
  return {
    key,
    spellings: distinct(failures.map(({ account }) => account)),
    domains: distinct(failures.map(({ domain }) => domain)),
  };
}
