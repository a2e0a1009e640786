import type { Alert } from '../../common/alerts';
import { MIN_QUIET } from '../../common/bounds';
import type { Comparer } from './difference';
import type { ExpectedGroup } from './expected_file';

/** The groups of one kind, on both sides. */
export interface Groups {
  /** For people, e.g. `account`. */
  kind: string;
  /** By the name as it was written. */
  expected: Record<string, ExpectedGroup>;
  /** What a name is compared by; undefined where it is none. */
  keyOf(name: string): string | undefined;
  /** The alerts of the rule that counts failures, by time. */
  alerts: Alert[];
  /** How many failures were counted under each key. */
  counts: Map<string, number>;
  /** How many failures name none. */
  without: number;
}

interface Named {
  names: string[];
  groups: ExpectedGroup[];
}

/** Who fires, when, and with how many; and that as many failures were counted for everybody, also who does not fire. */
export function compareGroups(comparer: Comparer, groups: Groups): void {
  const { kind, alerts, counts } = groups;
  const { byKey, nameless } = keyed(groups);
  comparer.same(`failures without ${kind}`, nameless, groups.without);
  for (const key of new Set([...byKey.keys(), ...counts.keys(), ...alerts.map(({ group }) => group.key)])) {
    const named = byKey.get(key) ?? { names: [], groups: [] };
    const of = alerts.filter(({ group }) => group.key === key);
    const what = `${kind} ${key}`;
    comparer.same(`${what}: failures`, sumOf(named.groups), counts.get(key) ?? 0);
    const [only, another] = named.groups;
    if (only && another) compareMerged(comparer, what, named, of);
    else if (only) compareGroup(comparer, what, only, of);
    else comparer.same(`${what}: alerts`, 0, of.length);
  }
}

const sumOf = (counted: Array<{ count: number }>) => counted.reduce((sum, { count }) => sum + count, 0);

function keyed({ expected, keyOf }: Groups): { byKey: Map<string, Named>; nameless: number } {
  const byKey = new Map<string, Named>();
  let nameless = 0;
  for (const [name, group] of Object.entries(expected)) {
    const key = keyOf(name);
    if (key === undefined) {
      nameless += group.count;
      continue;
    }
    const named = byKey.get(key) ?? { names: [], groups: [] };
    named.names.push(name);
    named.groups.push(group);
    byKey.set(key, named);
  }
  return { byKey, nameless };
}

/** Several expected groups are one here: it fires where one of them does, not later, and holds what they hold. */
function compareMerged(comparer: Comparer, what: string, { names, groups }: Named, alerts: Alert[]): void {
  comparer.note(
    `${what} is expected as ${names.join(', ')}: compared is what follows for all of them together`,
  );
  const fires = groups.flatMap(({ fire_time: at }) => at ?? []).sort();
  const [first] = fires;
  if (first !== undefined) {
    const found = alerts[0]?.firedAt;
    comparer.holds(
      found !== undefined && found <= first,
      `${what}: fires`,
      `at ${first} or before`,
      String(found),
    );
  }
  for (const { start, end } of groups.flatMap(({ episodes = [] }) => episodes))
    holdsEpisode(comparer, what, { start, end }, alerts);
}

function compareGroup(comparer: Comparer, what: string, group: ExpectedGroup, alerts: Alert[]): void {
  if (!group.fires) {
    comparer.holds(alerts.length === 0, `${what}: fires`, 'not', describe(alerts));
    return;
  }
  comparer.same(`${what}: fires at`, group.fire_time ?? '', alerts[0]?.firedAt);
  const episodes = group.episodes ?? [];
  comparer.holds(episodes.length > 0, `${what}: episodes`, 'at least one', String(episodes.length));
  for (const episode of episodes) holdsEpisode(comparer, what, episode, alerts);
  for (const alert of alerts) compareAlert(comparer, what, alert, { group, episodes });
  compareGaps(comparer, what, episodes, alerts);
}

const describe = (alerts: Alert[]) =>
  alerts
    .map(
      ({ firedAt, evidence }) => `at ${firedAt} (${evidence.count}, ${evidence.first} to ${evidence.last})`,
    )
    .join(', ') || 'not';

type Episode = NonNullable<ExpectedGroup['episodes']>[number];
const holds = ({ evidence }: Alert, { start, end }: Pick<Episode, 'start' | 'end'>) =>
  evidence.first <= start && evidence.last >= end;

function holdsEpisode(
  comparer: Comparer,
  what: string,
  episode: Pick<Episode, 'start' | 'end'>,
  alerts: Alert[],
): void {
  const count = alerts.filter((alert) => holds(alert, episode)).length;
  comparer.holds(
    count === 1,
    `${what}: an alert from ${episode.start} to ${episode.end}`,
    'one',
    describe(alerts),
  );
}

/**
 * An episode ends with the last timespan over the threshold, an alert when it has been quiet for 15 minutes: it may
 * begin earlier, last longer and hold more than one episode, where there are failures that no episode holds.
 */
function compareAlert(
  comparer: Comparer,
  what: string,
  alert: Alert,
  { group, episodes }: { group: ExpectedGroup; episodes: Episode[] },
): void {
  const own = episodes.filter((episode) => holds(alert, episode));
  const [first, last] = [own[0], own[own.length - 1]];
  const { evidence } = alert;
  const where = `${what}: the alert at ${alert.firedAt}`;
  if (!first || !last) return comparer.holds(false, where, 'none: no episode', describe([alert]));
  const least = sumOf(own);
  const most = least + group.count - sumOf(episodes);
  const count = least === most ? `${least}` : `${least} to ${most}`;
  comparer.holds(
    evidence.count >= least && evidence.count <= most,
    `${where}: failures`,
    count,
    `${evidence.count}`,
  );
  if (evidence.count !== least) return;
  comparer.same(`${where}: first`, first.start, evidence.first);
  comparer.same(`${where}: last`, last.end, evidence.last);
}

/** What is less than 15 minutes apart is one attack; what is more is two, unless there is something between. */
function compareGaps(comparer: Comparer, what: string, episodes: Episode[], alerts: Alert[]): void {
  const hasNothingBetween = sumOf(episodes) === sumOf(alerts.map(({ evidence }) => evidence));
  episodes.slice(1).forEach((episode, n) => {
    const before = episodes[n];
    if (!before) return;
    const isOne = Date.parse(episode.start) - Date.parse(before.end) <= MIN_QUIET;
    const together = alerts.some((alert) => holds(alert, { start: before.start, end: episode.end }));
    const where = `${what}: the attacks at ${before.start} and ${episode.start}`;
    if (isOne) comparer.holds(together, where, 'one alert', describe(alerts));
    else if (hasNothingBetween) comparer.holds(!together, where, 'two alerts', describe(alerts));
  });
}
