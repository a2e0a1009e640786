/** A day of the calendar. `month`: 1 to 12. `day` may lie outside the month: the day 0 is the last of the month before. */
export interface LocalDay {
  year: number;
  month: number;
  day: number;
}

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

/** The day of the calendar in a time zone at `now`, epoch ms. */
export function dayAt(timeZone: string, now: number): LocalDay {
  const local = new Date(now + offsetAt(timeZone, now));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/**
 * The moment (epoch ms) at which clocks in the zone show a time of day, `HH:MM`. Where clocks are put forward over that
 * time, it is as much later; where they are put back and show it twice, it is the first. This is what calendars do
 * (`compatible` of the Temporal proposal).
 */
export function momentOf(timeZone: string, { year, month, day }: LocalDay, timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  const asUtc = Date.UTC(year, month - 1, day, hours, minutes);
  const [before, after] = [offsetAt(timeZone, asUtc - DAY), offsetAt(timeZone, asUtc + DAY)];
  const showIt = [asUtc - before, asUtc - after].filter((at) => offsetAt(timeZone, at) === asUtc - at);
  return showIt.length > 0 ? Math.min(...showIt) : asUtc - before;
}

/** By time zone. To make one takes ten times as long as to use it, and a tick uses many. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  FORMATS.set(timeZone, format);
  return format;
}

/** How far clocks in the zone are ahead of UTC at a moment, ms. */
function offsetAt(timeZone: string, at: number): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return shown - Math.floor(at / MINUTE) * MINUTE;
}
