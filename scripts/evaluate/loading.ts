import type { Client } from '@elastic/elasticsearch';
import type { EventDocument } from './documents';
import { timeProblem, withTime } from './event_time';
import { HiddenLogons, type Unread } from './hidden_logons';
import { shortened } from './printable';

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

/** With the part of the rejected that has to do with the time. */
export interface TimedLoading extends Loading {
  /** Nothing where the time should be. */
  withoutTime: number;
  /** Something there that is no time. */
  otherTime: number;
  /** Failed logons, as it seems, whose number stands in no field that is read. */
  hidden: Unread[];
}

/** Of one request: Elasticsearch takes up to 100 MB, and works best with a few. */
const BULK = { characters: 5 * 1024 * 1024, documents: 2_000 };
const REJECTIONS_SHOWN = 5;
/** What is wrong with a document; everything else is wrong with the cluster. */
const BAD_REQUEST = 400;
/** As Winlogbeat's own template has it; Elasticsearch's default of 1,000 is less than all events of Windows need. */
const FIELDS_MAX = 10_000;

export interface IndexOptions {
  mapping: Mapping;
  timeField: string;
  /** Those that the detection reads. */
  fields: string[];
}

/**
 * As the templates of the shippers, but for `ignore_above` of what the detection reads: what is longer would not be
 * there, and nobody would know. Lucene's limit remains, 32,766 bytes; what is above is rejected.
 */
const shipperTemplates = (fields: string[]): object[] => [
  { addresses: { path_match: 'source.ip', mapping: { type: 'ip' } } },
  ...fields.map((field) => ({
    [field]: { match_mapping_type: 'string', path_match: field, mapping: { type: 'keyword' } },
  })),
  { strings: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 1024 } } },
];

/** No text becomes a date, in either mapping: who tries to log on may take the name `2024-01-15`. */
const mappingsOf = ({ mapping, timeField, fields }: IndexOptions) => ({
  date_detection: false,
  properties: { [timeField]: { type: 'date' } },
  ...(mapping === 'keyword' ? { dynamic_templates: shipperTemplates(fields) } : {}),
});

/**
 * Makes an index for the documents. Throws where there is one of this name: it may be somebody's. Only an index that
 * this made may be removed by it.
 */
export async function createIndex(client: Client, index: string, options: IndexOptions): Promise<void> {
  if (await client.indices.exists({ index, expand_wildcards: 'all' })) {
    throw new Error(
      `There is an index ${index} already. An evaluation writes into one of its own and deletes it: name another with --index, or delete it.`,
    );
  }
  await client.indices.create({
    index,
    settings: {
      number_of_shards: 1,
      number_of_replicas: 0,
      refresh_interval: '-1',
      'index.mapping.total_fields.limit': FIELDS_MAX,
    },
    mappings: mappingsOf(options) as never,
  });
}

export interface LoadOptions {
  timeField: string;
  /** Those that the detection looks for the number of the event in. */
  codeFields: readonly string[];
  signal?: AbortSignal;
}

/** Writes the documents in parts. One that Elasticsearch refuses, or that tells no time, is counted and named. */
export async function loadDocuments(
  client: Client,
  index: string,
  documents: AsyncIterable<EventDocument>,
  { timeField, codeFields, signal }: LoadOptions,
): Promise<TimedLoading> {
  const loading = emptyLoading();
  const hidden = new HiddenLogons(codeFields);
  let [part, size]: [EventDocument[], number] = [[], 0];
  const flush = async () => {
    signal?.throwIfAborted();
    if (part.length > 0) await writePart(client, index, part, loading);
    [part, size] = [[], 0];
  };
  for await (const one of documents) {
    hidden.see(one);
    if (rejectForTime(loading, one, timeField)) continue;
    part.push(timed(one, timeField));
    size += one.json.length;
    if (size >= BULK.characters || part.length >= BULK.documents) await flush();
  }
  await flush();
  await client.indices.refresh({ index });
  return { ...loading, hidden: hidden.found() };
}

const emptyLoading = (): TimedLoading => ({
  events: 0,
  rejected: 0,
  withoutTime: 0,
  otherTime: 0,
  rejections: [],
  hidden: [],
});

/** What Elasticsearch takes for a time; where the document has that already, the line as it was. */
function timed(one: EventDocument, timeField: string): EventDocument {
  const document = withTime(one.document, timeField);
  return document === one.document ? one : { ...one, document, json: JSON.stringify(document) };
}

function rejectForTime(loading: TimedLoading, { document, line }: EventDocument, timeField: string): boolean {
  const problem = timeProblem(document, timeField);
  if (problem === undefined) return false;
  loading[problem.isAbsent ? 'withoutTime' : 'otherTime'] += 1;
  reject(loading, { line, reason: problem.reason });
  return true;
}

async function writePart(client: Client, index: string, part: EventDocument[], loading: Loading) {
  const operations = part.flatMap(({ json }) => ['{"index":{}}', json]);
  const { items } = await client.bulk({ index, operations });
  items.forEach((item, n) => {
    const { error, status } = item.index ?? {};
    if (!error) loading.events += 1;
    else if (status === BAD_REQUEST) reject(loading, { line: part[n]?.line ?? 0, reason: reasonOf(error) });
    else
      throw new Error(
        `Elasticsearch takes no documents (${status}): ${reasonOf(error)}. Look at the cluster.`,
      );
  });
}

function reject(loading: Loading, rejection: Rejection): void {
  loading.rejected += 1;
  if (loading.rejections.length < REJECTIONS_SHOWN) loading.rejections.push(rejection);
}

interface Refusal {
  reason?: string | null;
  caused_by?: { reason?: string | null };
}

/** What it could not do with the field and, behind that, why; without the places in what was sent, which is not the file. */
function reasonOf({ reason, caused_by: cause }: Refusal): string {
  const [what = '', why = ''] = [reason, cause?.reason].map((text) => shortened(withoutPlaces(text ?? '')));
  return what.includes(why) ? what : `${what}: ${why}`;
}

const withoutPlaces = (text: string) =>
  text.replace(/\n at \[Source: .*/s, '').replace(/\[\d+:\d+\] | in document with id '[^']*'/g, '');
