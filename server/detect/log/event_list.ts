import type { LogonEvent } from '../../../common/alerts/events';

/** Events of one kind of one group, oldest first. How they are kept is not said: each `at` may make its event anew. */
export interface EventList extends Iterable<LogonEvent> {
  readonly length: number;
  /** When the event at this index happened, epoch milliseconds. Throws a RangeError outside the list. */
  timeAt(index: number): number;
  /** The event at this index. Throws a RangeError outside the list. */
  at(index: number): LogonEvent;
}

/** A list of these events, which are sorted by time already. */
export function eventListOf(events: readonly LogonEvent[]): EventList {
  const at = (index: number) => {
    const event = events[index];
    if (!event) throw new RangeError(`No event ${index} in a list of ${events.length}`);
    return event;
  };
  return {
    length: events.length,
    timeAt: (index) => at(index).at,
    at,
    [Symbol.iterator]: () => events[Symbol.iterator](),
  };
}

/** All events of one group, as they are now. What is added later may be in the same lists, or only in those of the next question. */
export interface GroupEvents {
  readonly failures: EventList;
  readonly successes: EventList;
  readonly lockouts: EventList;
}
