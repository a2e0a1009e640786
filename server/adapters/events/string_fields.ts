import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { asKeyword, type FieldCaps } from './field_types';

/** Elasticsearch's types that keep a text as its words, so that one word of it is found. */
const TEXT_TYPES: readonly string[] = ['text', 'match_only_text'];

/** Elasticsearch's types that can be asked for a spelling without case. Sub-fields such as `text` count as text. */
export const STRING_TYPES: readonly string[] = ['keyword', 'constant_keyword', 'wildcard', ...TEXT_TYPES];

/** Whether words are found in a field, in one index at least. */
export const hasWords = (field: string, caps: FieldCaps): boolean =>
  Object.entries(caps[field] ?? {}).some(([type, { searchable }]) => TEXT_TYPES.includes(type) && searchable);

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
