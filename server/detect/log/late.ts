import type { GiveWay } from '../../../common/give_way';
import { eachOf } from '../count/lists';
import { NONE_LATE, type Late, type Read } from '../events/event_source_port';

/** The events that came too late, of those that just arrived. */
export async function lateAmong<Event extends Read>(
  events: readonly Event[],
  isLate: (event: Event) => boolean,
  giveWay: GiveWay,
): Promise<Late> {
  let late = NONE_LATE;
  await eachOf({ start: 0, end: events.length }, giveWay, (index) => {
    const event = events[index];
    if (event && isLate(event)) late = bothLate(late, lateOne(event));
  });
  return late;
}

export const lateOne = ({ at }: Pick<Read, 'at'>): Late => ({ count: 1, first: at, last: at });

/** Both together. No document may be in both. */
export const bothLate = (a: Late, b: Late): Late => ({
  count: a.count + b.count,
  first: a.first === null || b.first === null ? (a.first ?? b.first) : Math.min(a.first, b.first),
  last: a.last === null || b.last === null ? (a.last ?? b.last) : Math.max(a.last, b.last),
});
