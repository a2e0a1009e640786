import type { Alert } from '../../common/alerts/alerts';
import { MIN_QUIET } from '../../common/bounds';
import type { Tally } from '../../common/alerts/evidence';
import type { GroupBy } from '../../common/rules/rules';

/** Behind this address are all who work on the machine, or came through a gateway on it: it names no attacker. */
const LOOPBACK = '127.0.0.1';
/** An alert is about an attack that people know of where at least this part of its failures belongs to it. */
const SHARE = 0.5;

const hasMost = (tallies: Tally[], value: string, { evidence }: Alert) =>
  (tallies.find((tally) => tally.value === value)?.count ?? 0) >= SHARE * Math.max(evidence.count, 1);

/** Most of what comes from the source goes for this one account: who heard of the source did not hear of that. */
const isAimedAt = ({ group }: Alert, source: Alert) =>
  group.kind === 'account' && hasMost(source.evidence.accounts, group.key, source);

/**
 * Whether who knows of `known` knows of `other`: they are of one group, or most failures of `other` are of the account
 * or the source of `known`. A host explains neither its accounts nor its sources: everybody logs on to a domain
 * controller, and a second attacker must not hide behind the first. An account does not explain a spray, which is about
 * the other accounts. Not transitive, for the same reason.
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

/** Where domains are kept apart, the key of the name without a domain; the key itself where they are not. */
const bareKey = (key: string) => key.slice(Math.max(0, key.indexOf('\\')));
/** Whether it is the key of an account that names no domain, where domains are kept apart. */
export const isBare = (key: string) => key.startsWith('\\');

/**
 * Failures without a domain are an alert of their own and counted with each account of the name: whoever knows of one knows
 * of the other, unless it is mostly about failures that name its domain.
 */
function areOfOneName(known: Alert, other: Alert): boolean {
  const [one, two] = [known.group, other.group];
  if (one.kind !== 'account' || two.kind !== 'account' || one.key === two.key) return false;
  if (isBare(one.key) && bareKey(two.key) === one.key)
    return hasMost(other.evidence.accounts, one.key, other);
  return isBare(two.key) && known.evidence.accounts.some(({ value }) => value === two.key);
}

/** Alerts by their group, to find those that may explain another without comparing each with each. */
export class AlertsByGroup {
  readonly #alerts = new Map<string, Alert[]>();

  add(alert: Alert): void {
    const { kind, key } = alert.group;
    for (const one of new Set(kind === 'account' ? [key, bareKey(key)] : [key])) {
      const place = placeOf(kind, one);
      const there = this.#alerts.get(place);
      if (there) there.push(alert);
      else this.#alerts.set(place, [alert]);
    }
  }

  /** Those that explain `other`. */
  explaining(other: Alert): Alert[] {
    const { sources, accounts } = other.evidence;
    const places = [
      placeOf(other.group.kind, other.group.key),
      ...mostOf(accounts).map((value) => placeOf('account', value)),
      ...mostOf(sources).map((value) => placeOf('source', value)),
    ];
    const found = new Set([...new Set(places)].flatMap((place) => this.#alerts.get(place) ?? []));
    return [...found].filter((known) => explains(known, other));
  }
}

const placeOf = (kind: GroupBy, key: string) => `${kind} ${key}`;
/** Sorted by count: only the first two can have half of all. */
const mostOf = (tallies: Tally[]) => tallies.slice(0, 2).map(({ value }) => value);
