import { accountOf, hostOf, sourceOf, type KeyOf } from './compare_names';
import type { Comparer } from './difference';
import type { Fired } from '../../scripts/evaluate/evaluation';
import { MISSING, type Expected, type ExpectedGroup, type ExpectedSpray } from './expected_schema';

interface List {
  /** As people and the expected result call it; undefined where it has none. */
  name: string;
  names: string[] | undefined;
  /** Names of the entries that fire; undefined where the expected result has no entries. */
  firing: string[] | undefined;
  /**
   * The rule that must have an alert for each name. The product may count fewer accounts in a spray; then it need not
   * fire.
   */
  alerts?: { rule: string; keyOf: KeyOf };
}

/** Compares the lists of names that fire: they must be those of the entries that fire, and each must have an alert. */
export function compareLists(comparer: Comparer, expected: Expected, fired: Fired[]): void {
  for (const { name, names, firing, alerts } of listsOf(expected)) {
    if (!names) continue;
    const [listed, entries] = [names, firing].map((some) => some && JSON.stringify([...some].sort()));
    if (entries !== undefined) comparer.same(`alerts ${name}, as in the entries`, listed, entries);
    // A machine's own account has the machine before its name.
    const keys = new Set(
      fired
        .filter(({ rule }) => rule.id === alerts?.rule)
        .flatMap(({ alert }) => [alert.group.key, alert.group.key.split('\\').pop() ?? '']),
    );
    for (const one of alerts ? names : [])
      comparer.holds(keys.has(alerts?.keyOf(one) ?? ''), `alerts ${name}`, one, 'no alert');
  }
}

function listsOf({ alerts = {}, ...expected }: Expected): List[] {
  const { per_user: users, per_source_ip: sources, per_host: hosts } = expected;
  const successes = new Set(expected.success_after_failures.map(({ user }) => user));
  return [
    {
      name: 'per_user',
      names: alerts.per_user,
      firing: users && firingGroups(users),
      alerts: { rule: 'account', keyOf: accountOf },
    },
    {
      name: 'per_source_ip',
      names: alerts.per_source_ip,
      firing: firingGroups(sources),
      alerts: { rule: 'source', keyOf: sourceOf },
    },
    {
      name: 'per_host',
      names: alerts.per_host,
      firing: firingGroups(hosts),
      alerts: { rule: 'host', keyOf: hostOf },
    },
    { name: 'spray', names: alerts.spray, firing: firingSprays(expected.spray_by_source_ip) },
    {
      name: 'spray_without_ip',
      names: alerts.spray_without_ip,
      firing: firingSprays(expected.spray_by_host_when_no_ip),
    },
    {
      name: 'success_after_failures',
      names: alerts.success_after_failures,
      firing: [...successes],
      alerts: { rule: 'success_after_failures', keyOf: accountOf },
    },
  ];
}

const firingGroups = (groups: Record<string, ExpectedGroup>) =>
  Object.entries(groups).flatMap(([name, { fires }]) => (fires && name !== MISSING ? [name] : []));
const firingSprays = (sprays: ExpectedSpray[]) =>
  sprays.flatMap(({ fires, source }) => (fires ? [source] : []));
