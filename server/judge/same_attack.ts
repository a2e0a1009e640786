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
  if (known.id === other.id || known.rule.id === other.rule.id) return false;
  if (other.evidence.last > known.evidence.last + MIN_QUIET) return false;
  if (other.evidence.first < known.evidence.first - MIN_QUIET) return false;
  const { kind, key } = known.group;
  if (kind === other.group.kind) return key === other.group.key;
  if (kind === 'account') return other.rule.of !== 'account' && hasMost(other.evidence.accounts, key, other);
  if (kind === 'source')
    return key !== LOOPBACK && !isAimedAt(other, known) && hasMost(other.evidence.sources, key, other);
  return false;
}

/** Alerts by their group, to find those that may explain another without comparing each with each. */
export class AlertsByGroup {
  readonly #alerts = new Map<string, Alert[]>();

  add(alert: Alert): void {
    const place = placeOf(alert.group.kind, alert.group.key);
    const there = this.#alerts.get(place);
    if (there) there.push(alert);
    else this.#alerts.set(place, [alert]);
  }

  /** Those that explain `other`. */
  explaining(other: Alert): Alert[] {
    const { sources, accounts } = other.evidence;
    const places = [
      placeOf(other.group.kind, other.group.key),
      ...mostOf(accounts).map((value) => placeOf('account', value)),
      ...mostOf(sources).map((value) => placeOf('source', value)),
    ];
    const found = [...new Set(places)].flatMap((place) => this.#alerts.get(place) ?? []);
    return found.filter((known) => explains(known, other));
  }
}

const placeOf = (kind: GroupBy, key: string) => `${kind} ${key}`;
/** Sorted by count: only the first two can have half of all. */
const mostOf = (tallies: Tally[]) => tallies.slice(0, 2).map(({ value }) => value);
