import type { EventSource, Found, Span } from '../server/detect/events/event_source_port';

/** All that a reading finds, and the time up to which everything was read. */
export async function readAll(
  source: EventSource,
  span: Span,
  deadline: number,
): Promise<Found & { readTo: number }> {
  const found: Found = { events: [], unreadable: [] };
  const readTo = await source.read(span, deadline, async ({ events, unreadable }) => {
    found.events.push(...events);
    found.unreadable.push(...unreadable);
  });
  const isRead = ({ at }: { at: number }) => at <= readTo;
  return { events: found.events.filter(isRead), unreadable: found.unreadable.filter(isRead), readTo };
}
