import type { ElasticsearchClient } from '../../kibana_contracts/server';

/** Elasticsearch's types that can be asked for a spelling without case. Sub-fields such as `text` count as text. */
export const STRING_TYPES: readonly string[] = [
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
];

/** Those of `fields` that hold text in every index that maps them: a question for text fails where one is a number. */
export async function readStringFields(
  client: ElasticsearchClient,
  patterns: string[],
  fields: string[],
  options: { signal?: AbortSignal; requestTimeout?: number; maxRetries?: number },
): Promise<string[]> {
  const caps = await client.fieldCaps(
    { index: patterns, fields, allow_no_indices: true, ignore_unavailable: true },
    options,
  );
  return fields.filter((field) => {
    const types = Object.entries(caps.fields[field] ?? {});
    return (
      types.length > 0 && types.every(([type, { searchable }]) => STRING_TYPES.includes(type) && searchable)
    );
  });
}
