import type { LogonEvent } from '../../../common/alerts/events';
import { isNoise } from '../../../common/rules/noise';
import type { Comparing, GroupBy } from '../../../common/rules/rules';
import { accountKey, hostKey, sourceKey, workstationKey } from '../events/normalise';

type KeyOf = (event: LogonEvent) => string | undefined;

/** What an event is counted under, by each way of grouping; undefined where it names nothing to group by. */
export type Naming = Record<GroupBy, KeyOf>;

/** Whoever tries to log on can make up names without end: at this many the answers are forgotten. */
export const NAMES_MAX = 50_000;

/** Excluded accounts have no name here: they are no group and no member, and count for all else. */
export function createNaming({ keepDomainsApart, excludedAccounts }: Comparing): Naming {
  const keyOf = (event: LogonEvent) =>
    event.account === null || isNoise(event.account, excludedAccounts)
      ? undefined
      : accountKey(event, keepDomainsApart);
  return {
    account: remembered(keyOf, keepDomainsApart ? ({ domain }) => domain : () => null),
    source: sourceKey,
    host: hostKey,
    workstation: workstationKey,
  };
}

/** Works a key out once for all events that write account and domain alike. `domainOf`: null where it decides nothing. */
function remembered(keyOf: KeyOf, domainOf: (event: LogonEvent) => string | null): KeyOf {
  const known = new Map<string | null, Map<string | null, string | undefined>>();
  let size = 0;
  const remember = (event: LogonEvent) => {
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
