import type { LogonEvent, LogonFacts } from '../../../common/alerts/events';

/**
 * What events say, in parts that are kept as numbers. `facts`: the domain, the host, the logon type and the status. `name`:
 * the account, with what tells it from others of its name, which is among the facts.
 */
export type Column = 'name' | 'source' | 'workstation' | 'facts';

/** Those of a single text. */
export type TextColumn = 'source' | 'workstation';

/**
 * Events of one kind of one group, oldest first. How they are kept is not said: `at` may make its event anew, so what is
 * asked of very many events is asked by number. Every question throws a RangeError outside the list.
 */
export interface EventList extends Iterable<LogonEvent> {
  readonly length: number;
  /** When the event at this index happened, epoch milliseconds. */
  timeAt(index: number): number;
  /** A number for what the event at this index says in one part, alike for all that say the same there; 0 for nothing. */
  numberAt(index: number, column: Column): number;
  /** The address or the workstation that the event at this index names, null for none: quicker than all that it says. */
  textAt(index: number, column: TextColumn): string | null;
  /** What the event at this index says, which is quicker than the event with its id. */
  factsAt(index: number): LogonFacts;
  at(index: number): LogonEvent;
}

/** All events of one group, as they are now. What is added later may be in the same lists, or only in those of the next question. */
export interface GroupEvents {
  readonly failures: EventList;
  readonly successes: EventList;
  readonly lockouts: EventList;
}
