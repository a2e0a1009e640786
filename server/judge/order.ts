import type { Alert } from '../../common/alerts/alerts';
import type { Steps } from '../../common/give_way';
import { gravity, type GroupBy } from '../../common/rules/rules';
import { AlertsByGroup, explains, isBare } from './same_attack';

const GROUPS: readonly GroupBy[] = ['account', 'source', 'host', 'workstation'];

/**
 * Sorts alerts by how much people want to hear of them, for the case that one message tells of several. First come the
 * gravest; then those that explain most others without being explained by them; then by the kind of group (account,
 * source, host, workstation). An account with its domain comes before the name alone. Of two attacks on one group the
 * one that goes on now comes first, since the other then waits for the cooldown.
 */
export function* byImportance(alerts: Alert[]): Steps<Alert[]> {
  const explained = yield* countExplained(alerts);
  const of = ({ id }: Alert) => explained.get(id) ?? 0;
  return [...alerts].sort(
    (a, b) =>
      gravity(b.severity) - gravity(a.severity) ||
      of(b) - of(a) ||
      GROUPS.indexOf(a.group.kind) - GROUPS.indexOf(b.group.kind) ||
      Number(isBare(a.group.key)) - Number(isBare(b.group.key)) ||
      Number(a.status !== 'active') - Number(b.status !== 'active') ||
      a.firedAt - b.firedAt ||
      compare(a.id, b.id),
  );
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/**
 * For each alert, by id: how many others it explains that do not explain it. A spray explains its accounts; no account
 * explains the spray.
 */
function* countExplained(alerts: Alert[]): Steps<Map<string, number>> {
  const all = new AlertsByGroup();
  alerts.forEach((alert) => all.add(alert));
  const counts = new Map<string, number>();
  for (const alert of alerts) {
    yield;
    for (const known of all.explaining(alert)) {
      if (!explains(alert, known)) counts.set(known.id, (counts.get(known.id) ?? 0) + 1);
    }
  }
  return counts;
}
