import { i18n } from '@kbn/i18n';
import { formatSpan, parseDuration } from '../../common/time';

/**
 * Times are epoch milliseconds. They are shown in the browser's zone on a 24-hour clock; the zone is named where there is
 * room.
 */
const CLOCK: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};

function inZone(time: number, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  if (Number.isNaN(new Date(time).getTime())) return String(time);
  return new Intl.DateTimeFormat(i18n.getLocale(), { ...options, timeZone }).format(time);
}

/** `18:42:10` */
export const formatClock = (time: number, timeZone?: string) => inZone(time, CLOCK, timeZone);

/** `18:42` */
export const formatMinute = (time: number, timeZone?: string) =>
  inZone(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone);

/** `18:42:10` of today, `Nov 21, 18:42:10` of another day, with the year where it is another one. */
export function formatTime(time: number, now: number, timeZone?: string): string {
  const day = (at: number) => inZone(at, { year: 'numeric', month: '2-digit', day: '2-digit' }, timeZone);
  const year = (at: number) => inZone(at, { year: 'numeric' }, timeZone);
  if (day(time) === day(now)) return formatClock(time, timeZone);
  const date = { month: 'short', day: 'numeric' } as const;
  return inZone(
    time,
    { ...date, ...CLOCK, ...(year(time) === year(now) ? {} : { year: 'numeric' }) },
    timeZone,
  );
}

/** With date and time zone, for tooltips and the flyout. */
export const formatFullTime = (time: number, timeZone?: string) =>
  inZone(
    time,
    { year: 'numeric', month: 'short', day: 'numeric', ...CLOCK, timeZoneName: 'short' },
    timeZone,
  );

/** `12 s ago`. Where the browser's clock is behind, a past time is never shown as a future one. */
export function formatAgo(time: number, now: number): string {
  const age = now - time;
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
