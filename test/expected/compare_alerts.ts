import type { Alert } from '../../common/alerts/alerts';
import type { Recounted } from './compare_successes';
import { SUCCESS, type Attack, type Counted } from './compare_recount';
import { timeText, type Comparer } from './difference';

export interface AlertsOfRule {
  /** For people, e.g. `account`. */
  kind: string;
  alerts: Alert[];
  /** The failures that the rule counts, by the group as the product compares it. */
  groups: Map<string | undefined, Counted[]>;
  attacksIn(rows: Counted[]): Attack[];
  /** Whether the rule counts different accounts, which an alert then names. */
  namesAccounts: boolean;
}

/** Compares the alerts of every group with the attacks that follow from the failures that were read. */
export function compareAlerts(
  comparer: Comparer,
  { kind, alerts, groups, attacksIn, namesAccounts }: AlertsOfRule,
): void {
  const names = [...groups.keys()].filter((key) => key !== undefined);
  for (const key of new Set([...names, ...alerts.map(({ group }) => group.key)])) {
    const found = alerts.filter(({ group }) => group.key === key);
    const attacks = attacksIn(groups.get(key) ?? []);
    const what = `${kind} ${key}`;
    comparer.same(`${what}: alerts`, attacks.length, found.length);
    for (const [n, alert] of found.entries()) {
      const attack = attacks[n];
      if (attack) compareAlert(comparer, `${what}: the alert at ${timeText(alert.firedAt)}`, alert, attack);
      if (attack && namesAccounts) compareAccounts(comparer, `${what}: accounts`, alert, attack);
    }
  }
}

function compareAlert(comparer: Comparer, what: string, alert: Alert, { firedAt, counted }: Attack): void {
  const { count, first, last } = alert.evidence;
  comparer.same(`${what}: fired at`, timeText(firedAt), timeText(alert.firedAt));
  comparer.same(`${what}: failures`, counted.length, count);
  comparer.same(`${what}: first`, timeText(counted[0]?.at), timeText(first));
  comparer.same(`${what}: last`, timeText(counted[counted.length - 1]?.at), timeText(last));
}

function compareAccounts(comparer: Comparer, what: string, { evidence }: Alert, { counted }: Attack): void {
  if (evidence.truncated) return;
  const expected = new Set(counted.flatMap(({ account }) => account ?? []));
  const found = evidence.accounts.map(({ value }) => value);
  const [one, other] = [[...expected], found].map((names) => names.sort().join(', '));
  comparer.same(what, one, other);
}

export interface SuccessAlerts {
  alerts: Alert[];
  /** Failures and successes that were read, by account as the product compares it. */
  groups: Map<string | undefined, Counted[]>;
  successes: Map<string | undefined, Recounted[]>;
}

/**
 * Compares the alerts of the rule for successes. Each success must lie in one alert, and an alert must hold no others.
 */
export function compareSuccessAlerts(comparer: Comparer, { alerts, groups, successes }: SuccessAlerts): void {
  for (const key of new Set([...successes.keys(), ...alerts.map(({ group }) => group.key)])) {
    const found = alerts.filter(({ group }) => group.key === key);
    const times = (successes.get(key) ?? []).map(({ success }) => success.at);
    const what = `account ${key} with a success`;
    const within = ({ firedAt, evidence }: Alert) =>
      times.filter((at) => at >= firedAt && at <= evidence.last);
    const held = found.reduce((sum, alert) => sum + within(alert).length, 0);
    comparer.same(`${what}: successes in alerts`, times.length, held);
    for (const alert of found) {
      compareSuccessAlert(comparer, `${what}: the alert at ${timeText(alert.firedAt)}`, alert, {
        times: within(alert),
        failures: groups.get(key) ?? [],
      });
    }
  }
}

function compareSuccessAlert(
  comparer: Comparer,
  what: string,
  { firedAt, evidence }: Alert,
  { times, failures }: { times: number[]; failures: Counted[] },
): void {
  const [from, to] = [firedAt - SUCCESS.timespan, evidence.last];
  const counted = failures.filter(({ at }) => from <= at && at <= to);
  comparer.same(`${what}: fired at`, timeText(times[0]), timeText(firedAt));
  comparer.same(`${what}: successes`, times.length, evidence.successCount);
  comparer.same(`${what}: failures`, counted.length, evidence.count);
  comparer.same(`${what}: first`, timeText(counted[0]?.at), timeText(evidence.first));
  for (const { at } of evidence.successes)
    comparer.holds(times.includes(at), what, 'no success', `a success at ${timeText(at)}`);
}
