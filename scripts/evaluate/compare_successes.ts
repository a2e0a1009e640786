import type { Alert } from '../../common/alerts';
import type { Comparer } from './difference';
import type { ExpectedSuccess } from './expected_file';

export interface Successes {
  expected: ExpectedSuccess[];
  keyOf(name: string): string | undefined;
  /** Of the rule for successes after failures, by time. */
  alerts: Alert[];
  /** How failures and successes wrote each account. */
  spellings: Map<string, Set<string>>;
}

/** An alert is about one run of failures and has all successes after them; expected is each success alone. */
export function compareSuccesses(
  comparer: Comparer,
  { expected, keyOf, alerts, spellings }: Successes,
): void {
  const keys = new Set([...expected.map(({ user }) => keyOf(user)), ...alerts.map(({ group }) => group.key)]);
  for (const key of keys) {
    const wanted = expected.filter(({ user }) => keyOf(user) === key);
    const found = alerts.filter(({ group }) => group.key === key);
    const what = `success of ${key}`;
    const names = spellings.get(key ?? '')?.size ?? 0;
    if (names > 1)
      comparer.note(`${what}: ${names} spellings are one account here and may be expected apart`);
    compareCounts(comparer, what, wanted, found);
    if (names <= 1) compareTimes(comparer, what, wanted, found);
  }
}

/** Holds also where the other side keeps spellings apart: then it knows of fewer. */
function compareCounts(comparer: Comparer, what: string, wanted: ExpectedSuccess[], found: Alert[]): void {
  for (const { success_time: at, failures_in_10min_before: failures } of wanted) {
    const own = found.filter(({ evidence }) => evidence.first <= at && evidence.last >= at);
    const counts = own.map(({ evidence }) => evidence.count);
    comparer.holds(own.length === 1, `${what} at ${at}`, 'in one alert', `in ${own.length}`);
    comparer.holds(
      counts.some((count) => count >= failures),
      `${what} at ${at}: failures`,
      `at least ${failures}`,
      counts.join(', ') || 'none',
    );
  }
}

function compareTimes(comparer: Comparer, what: string, wanted: ExpectedSuccess[], found: Alert[]): void {
  const times = wanted.map(({ success_time: at }) => at).sort();
  const successes = found.reduce((sum, { evidence }) => sum + evidence.successCount, 0);
  comparer.same(`${what}: successes`, times.length, successes);
  comparer.same(`${what}: fires at`, times[0] ?? 'no time', found[0]?.firedAt);
  for (const at of found.flatMap(({ evidence }) => evidence.successes.map((success) => success.at)))
    comparer.holds(times.includes(at), `${what}`, times.join(', ') || 'not', `at ${at}`);
}
