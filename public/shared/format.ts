import { i18n } from '@kbn/i18n';
import { formatSpan, parseDuration } from '../../common/time';

/** Times are shown in the browser's zone on a 24-hour clock; the zone is named where there is room. */
const CLOCK: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};

/** `time`: ISO 8601 or epoch milliseconds. */
function inZone(time: string | number, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return new Intl.DateTimeFormat(i18n.getLocale(), { ...options, timeZone }).format(date);
}

/** `18:42:10` */
export const formatClock = (time: string | number, timeZone?: string) => inZone(time, CLOCK, timeZone);

/** `18:42` */
export const formatMinute = (time: string | number, timeZone?: string) =>
  inZone(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone);

/** `18:42:10` of today, `Nov 21, 18:42:10` of another day, with the year where it is another one. */
export function formatTime(time: string | number, now: number, timeZone?: string): string {
  const day = (at: string | number) =>
    inZone(at, { year: 'numeric', month: '2-digit', day: '2-digit' }, timeZone);
  const year = (at: string | number) => inZone(at, { year: 'numeric' }, timeZone);
  if (day(time) === day(now)) return formatClock(time, timeZone);
  const date = { month: 'short', day: 'numeric' } as const;
  return inZone(
    time,
    { ...date, ...CLOCK, ...(year(time) === year(now) ? {} : { year: 'numeric' }) },
    timeZone,
  );
}

/** With date and time zone, for tooltips and the flyout. */
export const formatFullTime = (time: string | number, timeZone?: string) =>
  inZone(
    time,
    { year: 'numeric', month: 'short', day: 'numeric', ...CLOCK, timeZoneName: 'short' },
    timeZone,
  );

/** `12 s ago`. Where the browser's clock is behind, a past time is never shown as a future one. */
export function formatAgo(iso: string, now: number): string {
  const age = now - Date.parse(iso);
  if (Number.isNaN(age)) return iso;
  if (age < 1_000)
    return i18n.translate('bruteForceAlerts.time.justNowLabel', { defaultMessage: 'just now' });
  return i18n.translate('bruteForceAlerts.time.agoLabel', {
    defaultMessage: '{span} ago',
    values: { span: formatSpan(age) },
  });
}

/** `5 min` from `5m`; what is no duration stays as it is. */
export function formatDuration(text: string): string {
  const ms = parseDuration(text);
  if (ms === undefined) return text;
  return ms === 0
    ? i18n.translate('bruteForceAlerts.time.noneLabel', { defaultMessage: 'none' })
    : formatSpan(ms);
}

export const formatNumber = (value: number) => new Intl.NumberFormat(i18n.getLocale()).format(value);

/** In which zone the times of the page are, and that messages differ. */
export const zoneText = (): string =>
  i18n.translate('bruteForceAlerts.time.zoneText', {
    defaultMessage:
      'Times on this page are those of {zone}, the time zone of this browser. Messages name theirs.',
    values: { zone: browserTimeZone() },
  });

export const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
