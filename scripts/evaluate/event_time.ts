import { quoted } from './printable';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Elasticsearch's `strict_date_optional_time` with at least the day: it takes a year alone too, such as 4625. */
const TEXT = /^\d{4}-\d\d-\d\d(T(\d\d(:\d\d(:\d\d([.,]\d{1,9})?)?)?(Z|[+-]\d\d(:?\d\d)?)?)?)?$/;
/** Times as other programs write them: with blanks, slashes, more digits of a second, or the zone in letters. */
const LOOSE =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ] ?(\d\d:\d\d(?::\d\d)?)([.,]\d{1,9})?\d* ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
/** PowerShell 5.1: milliseconds since 1970. */
const DATE_CALL = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * The unit of a number since 1970 by its size, with the factor that makes milliseconds of it. Seconds and milliseconds
 * begin in 1973, so that they cannot be confused. Numbers in between are of Windows' own clock, or no times.
 */
const UNITS = [
  { from: 1e8, to: 1e11, factor: 1_000 }, // seconds, to the year 5138
  { from: 1e11, to: Date.parse('9999-12-31T23:59:59.999Z') + 1, factor: 1 }, // milliseconds
  { from: 1e15, to: 4.2e15, factor: 1e-3 }, // microseconds, 2001 to 2103
  { from: 1e18, to: 4.2e18, factor: 1e-6 }, // nanoseconds, 2001 to 2103
];

function millisecondsOf(value: number): number | undefined {
  const unit = UNITS.find(({ from, to }) => value >= from && value < to);
  // Rounded to microseconds first: 1795317240.123 has no exact form, and would lose a millisecond.
  return unit && Math.floor(Number((value * unit.factor).toFixed(3)));
}

/**
 * A time as Elasticsearch takes it: ISO 8601, or milliseconds since 1970. Text that names no zone is UTC. Undefined for
 * what is no time.
 */
export function toTime(value: unknown): string | number | undefined {
  if (typeof value === 'number') return millisecondsOf(value);
  if (typeof value !== 'string') return undefined;
  if (TEXT.test(value)) return value;
  const text = value.trim();
  const milliseconds = DATE_CALL.exec(text)?.[1];
  if (milliseconds !== undefined) return Number(milliseconds);
  return /^\d+(\.\d+)?$/.test(text) ? millisecondsOf(Number(text)) : fromLooseText(text);
}

function fromLooseText(text: string): string | undefined {
  const [matched, year, month, day, clock, fraction = '', zone = 'Z'] = LOOSE.exec(text) ?? [];
  if (matched === undefined) return undefined;
  const ending = /^(z|utc|gmt)$/i.test(zone) ? 'Z' : zone;
  return `${year}-${month}-${day}T${clock}${clock?.length === 5 && fraction ? ':00' : ''}${fraction}${ending}`;
}

const isTime = (value: unknown): boolean => toTime(value) !== undefined;

/** The value of a field by its full name. As in Elasticsearch, the names of levels may be joined by dots anywhere. */
export function valueAt(document: Json, field: string): unknown {
  if (Object.hasOwn(document, field)) return document[field];
  for (let dot = field.indexOf('.'); dot !== -1; dot = field.indexOf('.', dot + 1)) {
    const name = field.slice(0, dot);
    const level = Object.hasOwn(document, name) ? document[name] : undefined;
    const value = isObject(level) ? valueAt(level, field.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The document with its time in a form that Elasticsearch takes. The same object where it has that form already. */
export function withTime(document: Json, field: string): Json {
  const value = valueAt(document, field);
  const time = toTime(value);
  return time === undefined || time === value ? document : replacedAt(document, field, time);
}

function replacedAt(document: Json, field: string, value: unknown): Json {
  if (Object.hasOwn(document, field)) return { ...document, [field]: value };
  for (let dot = field.indexOf('.'); dot !== -1; dot = field.indexOf('.', dot + 1)) {
    const [name, rest] = [field.slice(0, dot), field.slice(dot + 1)];
    const level = Object.hasOwn(document, name) ? document[name] : undefined;
    if (isObject(level) && valueAt(level, rest) !== undefined)
      return { ...document, [name]: replacedAt(level, rest, value) };
  }
  return document;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

export interface TimeProblem {
  /** True where there is no value, false where the value is not a time. */
  isAbsent: boolean;
  reason: string;
}

/**
 * Why a document has no time in the field; undefined where it has one. Days that do not exist are left to
 * Elasticsearch to refuse.
 */
export function timeProblem(document: Json, field: string): TimeProblem | undefined {
  const value = valueAt(document, field);
  if (isTime(value)) return undefined;
  if (!isAbsent(value)) return { isAbsent: false, reason: `its ${field} is no time: ${quoted(value)}` };
  return recordProblem(document) ?? { isAbsent: true, reason: `it has no ${field}` };
}

/** The problem of a record of an event log whose time cannot be read. It is a record all the same. */
function recordProblem(document: Json): TimeProblem | undefined {
  const written = valueAt(document, 'Event.System.TimeCreated.#attributes.SystemTime');
  if (isAbsent(written)) return undefined;
  return { isAbsent: false, reason: `its SystemTime is no time: ${quoted(written)}` };
}

/** The full names of the fields that tell a time. */
export function timeFieldsOf(document: Json, before = ''): string[] {
  return Object.entries(document).flatMap(([name, value]) => {
    if (isObject(value)) return timeFieldsOf(value, `${before}${name}.`);
    return isTime(value) ? [`${before}${name}`] : [];
  });
}
