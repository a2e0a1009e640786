import type { Client } from '@elastic/elasticsearch';
import type { EventDocument } from './documents';

/** How the index maps what nobody named: as Elasticsearch by itself, or as the templates of the shippers. */
export type Mapping = 'dynamic' | 'keyword';

/** As a person names it. */
export function toMapping(text: string): Mapping {
  if (text === 'dynamic' || text === 'keyword') return text;
  throw new Error(`--mapping is dynamic or keyword, not ${text}.`);
}

export interface Rejection {
  line: number;
  reason: string;
}

export interface Loading {
  /** Documents that are in the index. */
  events: number;
  rejected: number;
  /** The first few. */
  rejections: Rejection[];
}

/** Of one request: Elasticsearch takes up to 100 MB, and works best with a few. */
const BULK = { characters: 5 * 1024 * 1024, documents: 2_000 };
const REJECTIONS_SHOWN = 5;
/** As Winlogbeat's own template has it; Elasticsearch's default of 1,000 is less than all events of Windows need. */
const FIELDS_MAX = 10_000;

const SHIPPER = {
  date_detection: false,
  dynamic_templates: [
    { addresses: { path_match: 'source.ip', mapping: { type: 'ip' } } },
    { strings: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 1024 } } },
  ],
};

/**
 * Makes an index for the documents. Throws where there is one of this name: it may be somebody's. Only an index that
 * this made may be removed by it.
 */
export async function createIndex(
  client: Client,
  index: string,
  { mapping, timeField }: { mapping: Mapping; timeField: string },
): Promise<void> {
  if (await client.indices.exists({ index, expand_wildcards: 'all' })) {
    throw new Error(
      `There is an index ${index} already. An evaluation writes into one of its own and deletes it: name another with --index, or delete it.`,
    );
  }
  const properties = { [timeField]: { type: 'date' } };
  await client.indices.create({
    index,
    settings: {
      number_of_shards: 1,
      number_of_replicas: 0,
      refresh_interval: '-1',
      'index.mapping.total_fields.limit': FIELDS_MAX,
    },
    mappings: { ...(mapping === 'keyword' ? SHIPPER : {}), properties } as never,
  });
}

/** Writes the documents in parts. One that Elasticsearch refuses, or that tells no time, is counted and named. */
export async function loadDocuments(
  client: Client,
  index: string,
  documents: AsyncIterable<EventDocument>,
  { timeField, signal }: { timeField: string; signal?: AbortSignal },
): Promise<Loading> {
  const loading: Loading = { events: 0, rejected: 0, rejections: [] };
  let [part, size]: [EventDocument[], number] = [[], 0];
  const flush = async () => {
    signal?.throwIfAborted();
    if (part.length > 0) await writePart(client, index, part, loading);
    [part, size] = [[], 0];
  };
  for await (const one of documents) {
    if (!hasTime(one.document, timeField)) {
      reject(loading, { line: one.line, reason: `it has no ${timeField}` });
      continue;
    }
    part.push(one);
    size += one.json.length;
    if (size >= BULK.characters || part.length >= BULK.documents) await flush();
  }
  await flush();
  await client.indices.refresh({ index });
  return loading;
}

/** In one name, or level by level. Whether it is a time, Elasticsearch says. */
function hasTime(document: Record<string, unknown>, field: string): boolean {
  const levels = field.split('.');
  const nested = levels.reduce<unknown>(
    (value, level) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[level] : undefined,
    document,
  );
  const value = document[field] ?? nested;
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

async function writePart(client: Client, index: string, part: EventDocument[], loading: Loading) {
  const operations = part.flatMap(({ json }) => ['{"index":{}}', json]);
  const { items } = await client.bulk({ index, operations });
  items.forEach((item, n) => {
    const error = item.index?.error;
    if (!error) loading.events += 1;
    else reject(loading, { line: part[n]?.line ?? 0, reason: reasonOf(error) });
  });
}

function reject(loading: Loading, rejection: Rejection): void {
  loading.rejected += 1;
  if (loading.rejections.length < REJECTIONS_SHOWN) loading.rejections.push(rejection);
}

/** Elasticsearch says what it could not do with the field, and behind that why. */
const reasonOf = (error: { reason?: string | null; caused_by?: { reason?: string | null } }) =>
  [error.reason, error.caused_by?.reason].filter(Boolean).join(': ');

/** Why documents were rejected, in words. */
export function rejectionText({ events, rejected, rejections }: Loading): string {
  const shown = rejections.map(({ line, reason }) => `\n  line ${line}: ${reason}`);
  const more = rejected > rejections.length ? `\n  and ${rejected - rejections.length} more` : '';
  return `${rejected} of ${events + rejected} documents were rejected:${shown.join('')}${more}`;
}
