import { SAMPLES_MAX, SUCCESSES_MAX, TIMELINE_MAX, type Evidence } from '../../../common/alerts/evidence';
import type { GiveWay } from '../../../common/give_way';
import type { GroupBy } from '../../../common/rules/rules';
import type { EventList } from '../log/event_list';
import { countColumns } from './column_counts';
import { indexAt, minutesOf, PIECE, type MinuteOf } from './lists';
import type { Naming } from './naming';
import { COLUMNS, Tallies, type Tallied } from './tallies';
import type { Counted, Range } from './threshold';

export interface Counting {
  groupBy: GroupBy;
  naming: Naming;
  giveWay: GiveWay;
}

/**
 * Adds the failures and successes of a range to the evidence `before`. The caller sees to it that `before`
 * counts none of them yet, and that none is older than what it counts. Gives `before` itself where the range
 * has no events. Lists are cut to what an alert may carry; counts and times stay exact. Lockouts stay as they
 * are.
 */
export async function withRange(
  before: Evidence,
  counted: Pick<Counted, 'failures' | 'worked' | 'remembered'>,
  { from, to }: Range,
  counting: Counting,
): Promise<Evidence> {
  const { failures } = counted;
  const [start, end] = [indexAt(failures, from), indexAt(failures, to + 1)];
  const worked = counted.worked.filter(({ at }) => at >= from && at <= to);
  if (end <= start && worked.length === 0) return before;
  const minutes = [...minutesOf(failures, start, end)];
  const times = [
    ...(end > start ? [failures.timeAt(start), failures.timeAt(end - 1)] : []),
    ...worked.map(({ at }) => at),
  ];
  const lists = await tallied(before, counted, minutes, counting);
  const timeline = addedTo(before.timeline, minutes);
  return {
    ...before,
    ...lists,
    count: before.count + end - start,
    first: times.reduce((a, b) => Math.min(a, b), before.first),
    last: times.reduce((a, b) => Math.max(a, b), before.last),
    timeline: timeline.slice(-TIMELINE_MAX),
    truncated: lists.truncated || timeline.length > TIMELINE_MAX,
    successes: [...before.successes, ...worked.map(({ at, source, host }) => ({ at, source, host }))].slice(
      0,
      SUCCESSES_MAX,
    ),
    successCount: before.successCount + worked.length,
    samples: endsOf([...before.samples, ...idsOf(failures, start, end)]),
  };
}

/** How often each value was seen in `before` and in these minutes together. */
async function tallied(
  before: Evidence,
  { failures, remembered }: Pick<Counted, 'failures' | 'remembered'>,
  minutes: MinuteOf[],
  { groupBy, naming, giveWay }: Counting,
): Promise<Tallied> {
  const all = new Tallies(groupBy, naming);
  all.addTallied(before);
  const given = { minutes, remembered: remembered.counts, giveWay };
  for (const counts of await countColumns(failures, COLUMNS, given))
    for (let place = 0; place < counts.size; place += 1) {
      const wait = place % PIECE === 0 ? giveWay() : undefined;
      if (wait) await wait;
      all.add(counts.column, failures, { count: counts.countAt(place), first: counts.firstAt(place) });
    }
  return all.bounded(giveWay);
}

function addedTo(timeline: Evidence['timeline'], minutes: MinuteOf[]): Evidence['timeline'] {
  const last = timeline[timeline.length - 1];
  const added = minutes.map(({ minute, start, end }) => ({ at: minute, count: end - start }));
  const [first, ...others] = added;
  // What is sealed may end in the middle of a minute.
  const isSplit = last !== undefined && first?.at === last.at;
  return isSplit
    ? [...timeline.slice(0, -1), { at: last.at, count: last.count + first.count }, ...others]
    : [...timeline, ...added];
}

function idsOf(events: EventList, start: number, end: number): string[] {
  const indices = Array.from({ length: Math.min(end - start, SAMPLES_MAX) }, (_, n) => n);
  const half = SAMPLES_MAX / 2;
  return indices.map((n) => events.at(n < half ? start + n : end - indices.length + n).id);
}

/** The oldest and the newest of a list that is too long to keep. */
function endsOf<T>(list: T[]): T[] {
  if (list.length <= SAMPLES_MAX) return list;
  return [...list.slice(0, SAMPLES_MAX / 2), ...list.slice(-SAMPLES_MAX / 2)];
}
