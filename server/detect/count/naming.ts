import type { LogonFacts } from '../../../common/alerts/events';
import { createNoise } from '../../../common/rules/noise';
import { createRanges } from '../../../common/rules/addresses';
import type { Comparing, GroupBy } from '../../../common/rules/rules';
import {
  accountDomain,
  accountKey,
  hostKey,
  machineKey,
  sourceKey,
  workstationKey,
} from '../events/normalise';
import { remembered as rememberedText } from '../events/remembered';

type KeyOf = (event: LogonFacts) => string | undefined;

/**
 * The key under which an event is counted, for each way of grouping; undefined where the event names nothing
 * to group by. `account` gives the bare name, even where domains are kept apart: many events name no domain,
 * so the log keeps all events of a name together.
 */
export interface Naming extends Record<GroupBy, KeyOf> {
  /**
   * The account as it is told from others: with its domain where domains are kept apart. Where they are not, a
   * machine's own account has the machine before it (`web03\administrator`), and any other is the name alone.
   */
  exactAccount: KeyOf;
  /** The same, but an account that names no domain is `\name` also where domains are not kept apart. */
  namedAccount: KeyOf;
  /** The bare name in an account as `exactAccount` gives it: the key under which the log keeps its events. */
  nameOf(exactAccount: string): string;
  keepDomainsApart: boolean;
}

/** Whoever tries to log on can make up names without end: at this many the answers are forgotten. */
export const NAMES_MAX = 1_000;

/** Excluded accounts and addresses have no name here: they are no group and no member, and count for all else. */
export function createNaming({ keepDomainsApart, excludedAccounts, excludedAddresses }: Comparing): Naming {
  const isNoise = createNoise(excludedAccounts);
  const keyOf = (isExact: boolean) => (event: LogonFacts) =>
    event.account === null || isNoise(event.account) ? undefined : accountKey(event, isExact);
  const account = remembered(keyOf(false), () => null);
  const source = excludedAddresses.length === 0 ? sourceKey : sourceUnless(createRanges(excludedAddresses));
  const others = { source, host: hostKey, workstation: workstationKey, keepDomainsApart };
  if (keepDomainsApart) {
    const exactAccount = remembered(keyOf(true), ({ domain }) => domain);
    return { account, exactAccount, namedAccount: exactAccount, nameOf: nameIn, ...others };
  }
  const nameOf = (exactAccount: string) => (endsOddly(exactAccount) ? exactAccount : nameIn(exactAccount));
  return { account, ...localAccounts(account), nameOf, ...others };
}

/** The source, unless it is excluded. Works that out once for each address. */
function sourceUnless(isExcluded: (address: string) => boolean): KeyOf {
  const toSource = rememberedText((address) => (address === null || isExcluded(address) ? null : address));
  return ({ source }) => toSource(source) ?? undefined;
}

/** The bare name of an account that is told apart by its domain. */
export const nameIn = (exactAccount: string): string => exactAccount.slice(exactAccount.indexOf('\\') + 1);
/** The account of a bare name that would be told apart by its domain and names none. */
export const withoutDomain = (name: string): string => `\\${name}`;
/** Whether an account that would be told apart by its domain names none. */
export const isWithoutDomain = (exactAccount: string): boolean => exactAccount.startsWith('\\');
/** Only a name that is its own text ends in a backslash: no machine stands before it. */
const endsOddly = (name: string): boolean => name.endsWith('\\');

/**
 * Accounts where domains are not kept apart. An account is a machine's own where its domain is the name of the
 * machine that logged the event: two machines each have an `Administrator`. `accountOf`: the bare name.
 */
function localAccounts(accountOf: KeyOf): Pick<Naming, 'exactAccount' | 'namedAccount'> {
  const placeOf = (event: LogonFacts): string | null => {
    const domain = accountDomain(event);
    if (domain === '') return '';
    return domain === machineKey(event) ? domain : null;
  };
  const placed = (isNamed: boolean) => (event: LogonFacts) => {
    const [name, place] = [accountOf(event), placeOf(event)];
    if (name === undefined || place === null || endsOddly(name)) return name;
    return place !== '' || isNamed ? `${place}\\${name}` : name;
  };
  return {
    exactAccount: remembered(placed(false), placeOf),
    namedAccount: remembered(placed(true), placeOf),
  };
}

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
