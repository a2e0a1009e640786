/** The longest wait that is believed, ms: after that a message is no news any more. */
const MOST = 6 * 3_600_000;

/**
 * How long to wait by a `Retry-After` header, ms: seconds or a date, at most six hours. Null where there is none, or
 * where it cannot be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  // Discord gives fractions of a second.
  const wait = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(Math.ceil(wait), 0), MOST);
}
