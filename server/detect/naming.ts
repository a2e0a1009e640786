import type { LogonEvent } from '../../common/events';
import { isNoise } from '../../common/noise';
import type { Comparing, GroupBy } from '../../common/rules';
import { accountKey, hostKey, sourceKey, workstationKey } from './fields/normalise';

/** What an event is counted under, by each way of grouping; undefined where it names nothing to group by. */
export type Naming = Record<GroupBy, (event: LogonEvent) => string | undefined>;

/** Whoever tries to log on can make up names without end: above this many the answers are worked out again. */
const NAMES_MAX = 50_000;

/** Excluded accounts have no name here: they are no group and no member, and count for all else. */
export function createNaming({ keepDomainsApart, excludedAccounts }: Comparing): Naming {
  const noise = new Map<string, boolean>();
  const isExcluded = (account: string) => {
    const known = noise.get(account);
    if (known !== undefined) return known;
    const excluded = isNoise(account, excludedAccounts);
    if (noise.size >= NAMES_MAX) noise.clear();
    noise.set(account, excluded);
    return excluded;
  };
  return {
    account: (event) =>
      event.account === null || isExcluded(event.account) ? undefined : accountKey(event, keepDomainsApart),
    source: sourceKey,
    host: hostKey,
    workstation: workstationKey,
  };
}

/** How the group's own value was written, for people to recognise. */
export const WRITTEN: Record<GroupBy, (event: LogonEvent) => string | null> = {
  account: (event) => event.account,
  source: (event) => event.source,
  host: (event) => event.host,
  workstation: (event) => event.workstation,
};
