import { BOUNDS } from '../../../common/bounds';

type Fields = Record<string, unknown[]>;
type Json = Record<string, unknown>;

/** Elasticsearch takes no deeper document either. */
const DEPTH_MAX = 20;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The values of a JSON object under the full names that they have as fields of a document: levels joined by dots, lists
 * as values of one field. Names that are too long for a field, and what lies too deep for a document, are left out. An
 * event without an element around it (`System` and `EventData` alone) is read as with one. The fault where the text is no
 * JSON to its end, or a list of several.
 */
export function jsonIn(text: string): Fields | 'cut_off' | 'several' | 'no_values' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return /\}\s{0,9}\{"/.test(text) ? 'several' : 'cut_off';
  }
  const [document, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (others.length > 0) return 'several';
  if (!isObject(document)) return 'no_values';
  const fields = new Map<string, unknown[]>();
  flatten(document, '', 1, fields);
  if (isObject(document['System'])) flatten({ Event: document }, '', 1, fields);
  return Object.fromEntries(fields);
}

function flatten(document: Json, before: string, depth: number, fields: Map<string, unknown[]>): void {
  for (const [name, value] of Object.entries(document)) {
    const path = `${before}${name}`;
    if (path.length <= BOUNDS.fieldLength) add(value, path, depth, fields);
  }
}

function add(value: unknown, path: string, depth: number, fields: Map<string, unknown[]>): void {
  if (value === null || depth > DEPTH_MAX) return;
  if (Array.isArray(value)) for (const one of value as unknown[]) add(one, path, depth + 1, fields);
  else if (isObject(value)) flatten(value, `${path}.`, depth + 1, fields);
  else if (fields.has(path)) fields.get(path)?.push(value);
  else fields.set(path, [value]);
}
