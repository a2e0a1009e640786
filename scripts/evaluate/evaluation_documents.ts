import type { Client } from '@elastic/elasticsearch';
import type { EventQuestion } from '../../server/detect/events/event_source_port';

/** All documents of an index, whatever the detection makes of them. */
export interface DocumentsFound {
  /** Number of documents by Windows' number of the event; null stands for documents without one. */
  byCode: Map<string | null, number>;
  /** Time of the first and of the last document, epoch milliseconds; null where there is none. */
  first: number | null;
  last: number | null;
}

const PAGE = 1_000;

/**
 * Counts the documents by number of event. The number is read from the first field that has one, as the detection does
 * it, in every mapping.
 */
export async function countDocuments(
  client: Client,
  index: string,
  { timeField, candidates }: EventQuestion,
): Promise<DocumentsFound> {
  const fields = await countableFields(client, index, candidates.code);
  const found: DocumentsFound = { byCode: new Map(), ...(await spanOf(client, index, timeField)) };
  if (fields.length === 0) return found;
  const sources = fields.map((field, n) => ({ [n]: { terms: { field, missing_bucket: true } } }));
  let after: Record<string, unknown> | undefined;
  do {
    const answer = await client.search<unknown, { codes: Page }>({
      index,
      size: 0,
      aggs: { codes: { composite: { size: PAGE, sources, after } } } as never,
      allow_partial_search_results: false,
    });
    const page = answer.aggregations?.codes;
    for (const { key, doc_count: count } of page?.buckets ?? []) {
      const code = fields.map((_field, n) => key[n]).find((value) => value !== null && value !== undefined);
      const name = code === undefined ? null : String(code);
      found.byCode.set(name, (found.byCode.get(name) ?? 0) + count);
    }
    after = page?.after_key;
  } while (after);
  return found;
}

interface Page {
  after_key?: Record<string, unknown>;
  buckets: Array<{ key: Record<string, string | number | null>; doc_count: number }>;
}

/**
 * The fields that Elasticsearch can count by. A dynamic mapping makes `text` fields, which cannot be counted by, each
 * with a `keyword` field beside it.
 */
async function countableFields(client: Client, index: string, names: readonly string[]): Promise<string[]> {
  const beside = names.map((name) => `${name}.keyword`);
  const { fields } = await client.fieldCaps({ index, fields: [...names, ...beside] });
  const isCountable = (name: string) =>
    Object.values(fields[name] ?? {}).some(({ aggregatable }) => aggregatable);
  return names.flatMap((name) => [name, `${name}.keyword`].find(isCountable) ?? []);
}

async function spanOf(client: Client, index: string, field: string) {
  const answer = await client.search<unknown, Record<'first' | 'last', { value: number | null }>>({
    index,
    size: 0,
    aggs: { first: { min: { field } }, last: { max: { field } } },
    allow_partial_search_results: false,
  });
  const { first, last } = answer.aggregations ?? {};
  return { first: first?.value ?? null, last: last?.value ?? null };
}
