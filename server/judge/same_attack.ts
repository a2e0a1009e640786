import type { Alert } from '../../common/alerts/alerts';
import { MIN_QUIET } from '../../common/bounds';
import type { Tally } from '../../common/alerts/evidence';
import type { GroupBy } from '../../common/rules/rules';

/**
 * The address of everybody who works on the machine itself, or comes through a gateway on it. It does not identify an
 * attacker.
 */
const LOOPBACK = '127.0.0.1';
/** The share of an alert's failures that must belong to a known attack for the alert to be about that attack. */
const SHARE = 0.5;

const hasMost = (tallies: Tally[], value: string, { evidence }: Alert) =>
  (tallies.find((tally) => tally.value === value)?.count ?? 0) >= SHARE * Math.max(evidence.count, 1);

/**
 * Whether most failures of the source `source` are aimed at the one account of the first alert. People who were told
 * of the source were not told that.
 */
const isAimedAt = ({ group }: Alert, source: Alert) =>
  group.kind === 'account' && hasMost(source.evidence.accounts, group.key, source);

/**
 * Whether people who were told of `known` need not be told of `other`. That is so where both are about the same group,
 * or where most failures of `other` belong to the account or the source of `known`.
 * A host explains neither its accounts nor its sources: everybody logs on to a domain controller, and a second
 * attacker must not hide behind the first. An account does not explain a spray, which is about the other accounts. For
 * the same reasons the relation is not transitive.
 */
export function explains(known: Alert, other: Alert): boolean {
  if (known.id === other.id) return false;
  if (other.evidence.last > known.evidence.last + MIN_QUIET) return false;
  if (other.evidence.first < known.evidence.first - MIN_QUIET) return false;
  if (areOfOneName(known, other)) return true;
  if (known.rule.id === other.rule.id) return false;
  const { kind, key } = known.group;
  if (kind === other.group.kind) return key === other.group.key;
  if (kind === 'account') return other.rule.of !== 'account' && hasMost(other.evidence.accounts, key, other);
  if (kind === 'source')
    return key !== LOOPBACK && !isAimedAt(other, known) && hasMost(other.evidence.sources, key, other);
  return false;
}

/** The key of the same account name without a domain, where domains are kept apart. Elsewhere the key itself. */
const bareKey = (key: string) => key.slice(Math.max(0, key.indexOf('\\')));
/** The name in the key of a machine's own account, where domains are not kept apart. */
const nameIn = (key: string) => key.slice(key.indexOf('\\') + 1);
/** Whether the key is that of an account name without a domain, where domains are kept apart. */
export const isBare = (key: string) => key.startsWith('\\');

/**
 * Whether both alerts are about one account name, and mostly about the same failures. Failures that name no
 * domain are counted for each account of the name: where domains are kept apart they also raise an alert of
 * their own, and elsewhere they are part of that of the name. So people who were told of `known` know of
 * `other`, unless `other` is mostly about failures that name its domain or machine.
 */
function areOfOneName(known: Alert, other: Alert): boolean {
  const [one, two] = [known.group, other.group];
  if (one.kind !== 'account' || two.kind !== 'account' || one.key === two.key) return false;
  if ([bareKey(two.key), nameIn(two.key)].includes(one.key))
    return hasMost(other.evidence.accounts, one.key, other);
  if (isBare(two.key)) return known.evidence.accounts.some(({ value }) => value === two.key);
  return nameIn(one.key) === two.key && hasMost(known.evidence.accounts, two.key, other);
}

/** Alerts by their group, to find those that may explain another without comparing each with each. */
export class AlertsByGroup {
  readonly #alerts = new Map<string, Alert[]>();

  add(alert: Alert): void {
    const { kind, key } = alert.group;
    for (const one of new Set(kind === 'account' ? [key, bareKey(key), nameIn(key)] : [key])) {
      const place = sharedKey(kind, one);
      const there = this.#alerts.get(place);
      if (there) there.push(alert);
      else this.#alerts.set(place, [alert]);
    }
  }

  /** The alerts that explain `other`. */
  explaining(other: Alert): Alert[] {
    const { sources, accounts } = other.evidence;
    const places = [
      sharedKey(other.group.kind, other.group.key),
      ...mostOf(accounts).map((value) => sharedKey('account', value)),
      ...mostOf(sources).map((value) => sharedKey('source', value)),
    ];
    const found = new Set([...new Set(places)].flatMap((place) => this.#alerts.get(place) ?? []));
    return [...found].filter((known) => explains(known, other));
  }
}

const sharedKey = (kind: GroupBy, key: string) => `${kind} ${key}`;
/** The two most frequent values. Tallies are sorted by count, so no other value can have half of all failures. */
const mostOf = (tallies: Tally[]) => tallies.slice(0, 2).map(({ value }) => value);
