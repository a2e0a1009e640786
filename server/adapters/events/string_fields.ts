import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { asKeyword } from './field_types';

/** Elasticsearch's types that can be asked for a spelling without case. Sub-fields such as `text` count as text. */
export const STRING_TYPES: readonly string[] = [
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
];

/**
 * The fields, and their keyword sub-fields, that hold text in every index that maps them: a query for text
 * fails where one is a number. A text field keeps only the words of a name: of a name without letters and
 * digits, nothing.
 */
export async function readStringFields(
  client: ElasticsearchClient,
  patterns: string[],
  fields: string[],
  options: { signal?: AbortSignal; requestTimeout?: number; maxRetries?: number },
): Promise<string[]> {
  const asked = fields.flatMap((field) => [field, asKeyword(field)]);
  const caps = await client.fieldCaps(
    { index: patterns, fields: asked, allow_no_indices: true, ignore_unavailable: true },
    options,
  );
  return asked.filter((field) => {
    const types = Object.entries(caps.fields[field] ?? {});
    return (
      types.length > 0 && types.every(([type, { searchable }]) => STRING_TYPES.includes(type) && searchable)
    );
  });
}
