import type { AlertWithDeliveries } from '../../common/api/api';
import type { Alert } from '../../common/alerts/alerts';
import { EVERYTHING, type ListState } from './list/list_state';

/** What two alerts may have in common. */
export interface Shared {
  kind: 'account' | 'source' | 'host';
  value: string;
}

/**
 * What an alert is looked up by, its own group first: its account, its most frequent source, its most frequent host.
 * By the host of a host's alert the alerts of the accounts that were attacked there are found.
 */
export function sharedBy({ group, evidence }: Pick<Alert, 'group' | 'evidence'>): Shared[] {
  const [source] = evidence.sources;
  const [host] = evidence.hosts;
  const [account, ...others] = evidence.accounts;
  const all: Shared[] = [
    ...(group.kind === 'workstation' ? [] : [{ kind: group.kind, value: group.value }]),
    ...(source ? [{ kind: 'source' as const, value: source.value }] : []),
    ...(host ? [{ kind: 'host' as const, value: host.value }] : []),
    ...(account && others.length === 0 ? [{ kind: 'account' as const, value: account.value }] : []),
  ];
  return all.filter((one, n) => all.findIndex(({ kind }) => kind === one.kind) === n);
}

/** The list of alerts that have it. */
export const listOf = ({ kind, value }: Shared): ListState => ({
  ...EVERYTHING,
  range: 'all',
  ...(kind === 'host' ? { host: [value] } : { text: value }),
});

/**
 * Those of the found alerts that have exactly it, without the alert itself and those that are linked with it, which
 * stand elsewhere. Alerts of accounts come first: they say who has to be asked.
 */
export function relatedBy(
  { kind, value }: Shared,
  alert: Pick<Alert, 'id' | 'partOf' | 'linked'>,
  found: AlertWithDeliveries[],
): AlertWithDeliveries[] {
  const known = [alert.id, alert.partOf, ...alert.linked.map(({ id }) => id)];
  const isSame = (name: string) => name.toLowerCase() === value.toLowerCase();
  const lists = { account: 'accounts', source: 'sources', host: 'hosts' } as const;
  const has = ({ group, evidence }: Alert) =>
    (group.kind === kind && (isSame(group.value) || isSame(group.key))) ||
    evidence[lists[kind]].some((one) => isSame(one.value));
  const rank = ({ group }: Alert) => (group.kind === 'account' ? 0 : 1);
  return found.filter((one) => !known.includes(one.id) && has(one)).sort((a, b) => rank(a) - rank(b));
}
