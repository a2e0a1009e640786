import { quoted } from './printable';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Elasticsearch's `strict_date_optional_time` with at least the day: it takes a year alone too, such as 4625. */
const TEXT = /^\d{4}-\d\d-\d\d(T(\d\d(:\d\d(:\d\d([.,]\d{1,9})?)?)?(Z|[+-]\d\d(:?\d\d)?)?)?)?$/;
/** Milliseconds since 1970: from 1973, since ten digits are seconds; to the year 9999, since more are of Windows' own clock. */
const MILLISECONDS = { from: 1e11, to: Date.parse('9999-12-31T23:59:59.999Z') };

const isMilliseconds = (value: number) => value >= MILLISECONDS.from && value <= MILLISECONDS.to;

function isTime(value: unknown): boolean {
  if (typeof value === 'number') return isMilliseconds(value);
  if (typeof value !== 'string') return false;
  return TEXT.test(value) || (/^\d+$/.test(value) && isMilliseconds(Number(value)));
}

/** Of a field by its full name: the names of its levels may be joined by dots anywhere, as in Elasticsearch. */
function valueAt(document: Json, field: string): unknown {
  if (Object.hasOwn(document, field)) return document[field];
  for (let dot = field.indexOf('.'); dot !== -1; dot = field.indexOf('.', dot + 1)) {
    const name = field.slice(0, dot);
    const level = Object.hasOwn(document, name) ? document[name] : undefined;
    const value = isObject(level) ? valueAt(level, field.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

export interface TimeProblem {
  /** Whether there is nothing, or something that is no time. */
  isAbsent: boolean;
  reason: string;
}

/** Why a document has no time in the field; undefined where it has. Whether there is such a day, Elasticsearch says. */
export function timeProblem(document: Json, field: string): TimeProblem | undefined {
  const value = valueAt(document, field);
  if (isTime(value)) return undefined;
  if (!isAbsent(value)) return { isAbsent: false, reason: `its ${field} is no time: ${quoted(value)}` };
  return recordProblem(document) ?? { isAbsent: true, reason: `it has no ${field}` };
}

/** A record of an event log is read by its time: one that cannot be read is still a record. */
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
