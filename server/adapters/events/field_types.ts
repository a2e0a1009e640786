import type { FieldFound } from '../../../common/settings/field_report';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';

/** Field capabilities as Elasticsearch answers them: by field, then by type. */
export type FieldCaps = Awaited<ReturnType<ElasticsearchClient['fieldCaps']>>['fields'];

/** As Elasticsearch maps a text that it was told nothing of. */
export const asKeyword = (field: string): string => `${field}.keyword`;

/** Undefined where no index maps the field, or maps it as an object that holds others. */
export function describeField(field: string, caps: FieldCaps): FieldFound | undefined {
  const types = Object.entries(caps[field] ?? {}).filter(([type]) => !['object', 'nested'].includes(type));
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

/** Whether every index that has the field takes it for a time: one that does not fails a search sorted by it. */
export const isDate = (found: FieldFound | undefined): boolean =>
  found !== undefined && found.types.every((type) => type === 'date' || type === 'date_nanos');
