import type { LogonEvent } from '../common/alerts/events';
import type { EventList } from '../server/detect/log/event_list';
import { Documents } from '../server/detect/log/store/documents';
import { RowList } from '../server/detect/log/store/row_list';

/** A list of these events, which are sorted by time already and have an id each. */
export function eventListOf(events: readonly LogonEvent[]): EventList {
  const documents = new Documents();
  const rows = events.map((event) => {
    const row = documents.add(event);
    if (row === undefined) throw new Error(`Two events have the id ${event.id}.`);
    return row;
  });
  return new RowList(documents, rows);
}
