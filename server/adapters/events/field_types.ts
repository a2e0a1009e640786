import type { Concept } from '../../../common/settings/fields';
import type { FieldFound } from '../../../common/settings/field_report';
import type { EventQuestion } from '../../detect/events/event_source_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';

/** Field capabilities as Elasticsearch answers them: by field, then by type. */
export type FieldCaps = Awaited<ReturnType<ElasticsearchClient['fieldCaps']>>['fields'];

/** The keyword sub-field that Elasticsearch gives a text whose mapping nobody wrote. */
export const asKeyword = (field: string): string => `${field}.keyword`;

/** Types of what holds fields and no value; a flattened object has its values in its fields. */
const NOT_VALUES = ['object', 'passthrough', 'nested', 'flattened'];

/** The objects that a field lies in, the outermost first: `a` and `a.b` of `a.b.c`. */
function objectsAbove(field: string): string[] {
  const levels = field.split('.').slice(0, -1);
  return levels.map((_level, n) => levels.slice(0, n + 1).join('.'));
}

/**
 * The fields with the objects that they lie in. Elasticsearch knows nothing of what lies in one that is `flattened`: it
 * answers for the whole only.
 */
export const withObjects = (fields: readonly string[]): string[] => [
  ...new Set(fields.flatMap((field) => [field, ...objectsAbove(field)])),
];

/**
 * How the indices map a field. Undefined where none does, or as an object that holds others. A field of a
 * flattened object is found wherever that object is, if `caps` has the object too (`withObjects`).
 */
export function describeField(field: string, caps: FieldCaps): FieldFound | undefined {
  const inFlattened = objectsAbove(field).flatMap((name) =>
    Object.entries(caps[name] ?? {}).filter(([type]) => type === 'flattened'),
  );
  const own = Object.entries(caps[field] ?? {}).filter(([type]) => !NOT_VALUES.includes(type));
  const types = own.length > 0 ? own : inFlattened;
  if (types.length === 0) return undefined;
  return {
    field,
    types: types.map(([type]) => type).sort(),
    searchable: types.every(([, { searchable }]) => searchable),
  };
}

/** Those of `fields` that an index has, in their order. */
export const fieldsFound = (fields: readonly string[], caps: FieldCaps): FieldFound[] =>
  fields.flatMap((field) => describeField(field, caps) ?? []);

/**
 * The indices in which a field is mapped in a way that does not do, where others map it well. None where all agree:
 * Elasticsearch names them only where they differ.
 */
export const indicesWith = (
  field: string,
  caps: FieldCaps,
  isFault: (type: string, searchable: boolean) => boolean,
): string[] =>
  Object.entries(caps[field] ?? {})
    .filter(([type]) => !NOT_VALUES.includes(type))
    .flatMap(([type, one]) => {
      if (isFault(type, one.searchable)) return [one.non_searchable_indices ?? one.indices ?? []].flat();
      return [];
    })
    .sort();

export const isDateType = (type: string): boolean => type === 'date' || type === 'date_nanos';

/** Whether every index that has the field takes it for a time: one that does not fails a search sorted by it. */
export const isDate = (found: FieldFound | undefined): boolean =>
  found !== undefined && found.types.every(isDateType);

/**
 * The fields that tell a concept and that an index has: its own or, where no index has one of those, the ones
 * that tell it indirectly.
 */
export function fieldsTelling(
  concept: Concept,
  { candidates, telling }: Pick<EventQuestion, 'candidates' | 'telling'>,
  caps: FieldCaps,
): FieldFound[] {
  const own = fieldsFound(candidates[concept], caps);
  return own.length > 0 ? own : fieldsFound(telling[concept], caps);
}
