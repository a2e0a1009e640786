import { i18n } from '@kbn/i18n';
import { parseDuration } from '../../../common/time';
import { browserTimeZone } from '../../shared/format';
import type { ListState } from './list_state';

/** The ends of a span as they are typed. */
export interface TypedSpan {
  from: string;
  to: string;
}
/** What is wrong with what is typed, in a sentence at its field. */
export type SpanErrors = Partial<Record<keyof TypedSpan, string>>;

/** Where the list has no beginning, the fields begin with so much before now, ms. */
const BEFORE_NOW = 7 * 86_400_000;
/** What the server takes: from epoch millisecond 0 on, which in some zones is in the year before. */
const FIRST_YEAR = 1969;
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** A day, perhaps a time, perhaps a zone. Blank or T between day and time, as people and programs write it. */
const TYPED =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[ T]+(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?$/i;

/** `2026-11-21 03:15:00` in the zone of the browser. */
export function toTyped(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [String(date.getFullYear()).padStart(4, '0'), two(date.getMonth() + 1), two(date.getDate())];
  return `${day.join('-')} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/** The span that the list shows now, to be changed. `now`: epoch milliseconds. */
export function typedSpan(range: ListState['range'], now: number): TypedSpan {
  if (typeof range !== 'string') return { from: toTyped(range.from), to: toTyped(range.to) };
  return { from: toTyped(now - (parseDuration(range) ?? BEFORE_NOW)), to: toTyped(now) };
}

/** The span of what is typed, epoch milliseconds, or what is wrong with it. */
export function readSpan({ from, to }: TypedSpan): { from: number; to: number } | { errors: SpanErrors } {
  const [begin, end] = [readTime(from, 'begin'), readTime(to, 'end')];
  if (typeof begin === 'string' || typeof end === 'string')
    return {
      errors: {
        ...(typeof begin === 'string' ? { from: begin } : {}),
        ...(typeof end === 'string' ? { to: end } : {}),
      },
    };
  return begin < end ? { from: begin, to: end } : { errors: { to: orderError() } };
}

/** Epoch milliseconds, or what is wrong. A day alone begins with it, and as an end it ends with it. */
function readTime(typed: string, as: 'begin' | 'end'): number | string {
  const [match, year, month, day, hour, minute, second, fraction, zone] = TYPED.exec(typed.trim()) ?? [];
  if (match === undefined) return formError();
  if (Number(year) < FIRST_YEAR) return rangeError();
  const isWholeDay = hour === undefined;
  const numbers = [hour, minute, second, fraction?.padEnd(3, '0')].map((part) => Number(part ?? 0));
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] =
    isWholeDay && as === 'end' ? [23, 59, 59, 999] : numbers;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || hours > 23 || minutes > 59 || seconds > 59)
    return noSuchError();
  const asUtc = date.setUTCHours(hours, minutes, seconds, ms);
  const at = zone === undefined ? inThisZone(asUtc) : asUtc - offsetOf(zone);
  return at >= 0 && at <= LAST_MOMENT ? at : rangeError();
}

/** The moment at which the clocks of the browser's zone show what clocks at `asUtc` show in UTC. */
function inThisZone(asUtc: number): number {
  const date = new Date(asUtc);
  return new Date(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ).getTime();
}

/** Of `Z`, `UTC`, `+02:00` or `-0330`, milliseconds ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ahead : ahead;
}

const formError = () =>
  i18n.translate('bruteForceAlerts.list.timeFormErrorMessage', {
    defaultMessage: 'Enter a day, or a day and a time, as in 2026-11-21 or 2026-11-21 03:15:00.',
  });
const noSuchError = () =>
  i18n.translate('bruteForceAlerts.list.noSuchTimeErrorMessage', {
    defaultMessage: 'There is no such day or time. Check each number.',
  });
const rangeError = () =>
  i18n.translate('bruteForceAlerts.list.timeRangeErrorMessage', {
    defaultMessage: 'Enter a time between the years 1970 and 9999.',
  });
const orderError = () =>
  i18n.translate('bruteForceAlerts.list.timeOrderErrorMessage', {
    defaultMessage: 'The end must be after the beginning.',
  });

/** In which zone the times are that are typed. */
export const typedZoneText = (): string =>
  i18n.translate('bruteForceAlerts.list.typedZoneText', {
    defaultMessage:
      'In {zone}, the time zone of this browser. For another, add it: 2026-11-21 03:15 UTC, or +02:00.',
    values: { zone: browserTimeZone() },
  });
