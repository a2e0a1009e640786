import type { LogonFacts } from '../../../common/alerts/events';
import { createNoise } from '../../../common/rules/noise';
import type { Comparing, GroupBy } from '../../../common/rules/rules';
import { accountKey, hostKey, sourceKey, workstationKey } from '../events/normalise';

type KeyOf = (event: LogonFacts) => string | undefined;

/**
 * The key under which an event is counted, for each way of grouping; undefined where the event names nothing
 * to group by. `account` gives the bare name, even where domains are kept apart: many events name no domain,
 * so the log keeps all events of a name together.
 */
export interface Naming extends Record<GroupBy, KeyOf> {
  /** The account as it is told from others: with its domain where domains are kept apart. */
  exactAccount: KeyOf;
  keepDomainsApart: boolean;
}

/** Whoever tries to log on can make up names without end: at this many the answers are forgotten. */
export const NAMES_MAX = 50_000;

/** Excluded accounts have no name here: they are no group and no member, and count for all else. */
export function createNaming({ keepDomainsApart, excludedAccounts }: Comparing): Naming {
  const isNoise = createNoise(excludedAccounts);
  const keyOf = (isExact: boolean) => (event: LogonFacts) =>
    event.account === null || isNoise(event.account) ? undefined : accountKey(event, isExact);
  const account = remembered(keyOf(false), () => null);
  return {
    account,
    exactAccount: keepDomainsApart ? remembered(keyOf(true), ({ domain }) => domain) : account,
    source: sourceKey,
    host: hostKey,
    workstation: workstationKey,
    keepDomainsApart,
  };
}

/** The bare name of an account that is told apart by its domain. */
export const nameIn = (exactAccount: string): string => exactAccount.slice(exactAccount.indexOf('\\') + 1);
/** The account of a bare name that would be told apart by its domain and names none. */
export const withoutDomain = (name: string): string => `\\${name}`;
/** Whether an account that would be told apart by its domain names none. */
export const isWithoutDomain = (exactAccount: string): boolean => exactAccount.startsWith('\\');

/**
 * Works a key out once for all events that write account and domain alike. `domainOf`: the domain where the
 * key depends on it, else null.
 */
function remembered(keyOf: KeyOf, domainOf: (event: LogonFacts) => string | null): KeyOf {
  const known = new Map<string | null, Map<string | null, string | undefined>>();
  let size = 0;
  const remember = (event: LogonFacts) => {
    if (size === NAMES_MAX) known.clear();
    size = size === NAMES_MAX ? 1 : size + 1;
    const domain = domainOf(event);
    const names = known.get(domain) ?? new Map<string | null, string | undefined>();
    const key = keyOf(event);
    known.set(domain, names.set(event.account, key));
    return key;
  };
  return (event) => {
    const names = known.get(domainOf(event));
    const key = names?.get(event.account);
    return key !== undefined || names?.has(event.account) ? key : remember(event);
  };
}
