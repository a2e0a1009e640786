import type { GiveWay } from '../../../common/give_way';
import { milliseconds } from '../../../common/time';
import type { LogonEvent } from '../../../common/alerts/events';
import type { EventQuestion, Hit, Read } from '../../detect/events/event_source_port';

/** Hits that are read between two looks at whether others must have their turn. */
const HITS_AT_ONCE = 200;

/**
 * Reads hits in their order, and gives the event loop back in between. `take` gets each hit with its event
 * or, where it is none after all, with its id and time, if it has a time.
 */
export async function readEach<T extends Hit>(
  hits: readonly T[],
  question: EventQuestion,
  giveWay: GiveWay,
  take: (hit: T, event: LogonEvent | undefined, unreadable: Read | undefined) => void,
): Promise<void> {
  for (const [n, hit] of hits.entries()) {
    const wait = n % HITS_AT_ONCE === 0 ? giveWay() : undefined;
    if (wait) await wait;
    const event = question.read(hit);
    take(hit, event, event ? undefined : toUnreadable(hit, question.timeField));
  }
}

function toUnreadable(hit: Hit, timeField: string): Read | undefined {
  const at = milliseconds(hit.fields?.[timeField]?.[0]);
  return Number.isFinite(at) ? { id: `${hit._index}/${hit._id}`, at } : undefined;
}
