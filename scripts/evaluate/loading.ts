import type { Client } from '@elastic/elasticsearch';
import { INSERT_FIELDS } from '../../server/detect/events/inserts';
import type { EventDocument } from './documents';
import { timeProblem, withTime } from './event_time';
import { HiddenLogons, type Unread } from './hidden_logons';
import { shortened } from './printable';

/**
 * How the index maps fields that no mapping names: as Elasticsearch does by itself, or as the templates of the
 * shippers do.
 */
export type Mapping = 'dynamic' | 'keyword';

/** Reads the option `--mapping`. Throws where it is neither value. */
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
  /** Documents whose event stood in one text: detection reads these where its switch is on. */
  fromText: number;
}

/** Also how many were rejected for their time, and what was noticed while loading. */
export interface TimedLoading extends Loading {
  /** Documents that have no value in the field of the time. */
  withoutTime: number;
  /** Documents whose value there is not a time. */
  otherTime: number;
  /** Documents that seem to be failed logons, but have their number in no field that is read. */
  hidden: Unread[];
}

/** The most of one bulk request: Elasticsearch takes up to 100 MB, and works best with a few. */
const BULK = { characters: 5 * 1024 * 1024, documents: 2_000 };
const REJECTIONS_SHOWN = 5;
/** The status of an item that Elasticsearch rejects for its content. Any other error is a fault of the cluster. */
const BAD_REQUEST = 400;
/** The limit of Winlogbeat's own template. Elasticsearch's default of 1,000 is too low for all events of Windows. */
const FIELDS_MAX = 10_000;

export interface IndexOptions {
  mapping: Mapping;
  timeField: string;
  /** The fields that the detection reads. */
  fields: string[];
}

/**
 * Templates like those of the shippers, but without `ignore_above` for fields that the detection reads: longer values
 * would be missing without a word. Lucene's limit of 32,766 bytes remains; documents with longer values are rejected.
 */
const shipperTemplates = (fields: string[]): object[] => [
  { addresses: { path_match: 'source.ip', mapping: { type: 'ip' } } },
  ...fields.map((field) => ({
    [field]: { match_mapping_type: 'string', path_match: field, mapping: { type: 'keyword' } },
  })),
  { strings: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 1024 } } },
];

/** As Elasticsearch maps a text by itself. */
const TEXT = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };

/**
 * Numbers in lists without names become what the texts beside them do. Fluent Bit mixes the two, and Elasticsearch takes
 * such a list only where a mapping names one type.
 */
const listTemplates = (mapping: Mapping): object[] =>
  INSERT_FIELDS.map((field) => ({
    [`numbers in ${field}`]: {
      match_mapping_type: 'long',
      path_match: field,
      mapping: mapping === 'keyword' ? { type: 'keyword' } : TEXT,
    },
  }));

/** The mappings of the index. Text is never read as a date, since an attacker may use `2024-01-15` as a name. */
const mappingsOf = ({ mapping, timeField, fields }: IndexOptions) => ({
  date_detection: false,
  properties: { [timeField]: { type: 'date' } },
  dynamic_templates: [...listTemplates(mapping), ...(mapping === 'keyword' ? shipperTemplates(fields) : [])],
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
  /** The fields in which the detection looks for the number of the event. */
  codeFields: readonly string[];
  signal?: AbortSignal;
}

/**
 * Writes the documents in several requests. A document that Elasticsearch refuses, or that has no time, is counted,
 * and the first few are named.
 */
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
    if (one.isText) loading.fromText += 1;
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
  fromText: 0,
  hidden: [],
});

/**
 * The document with its time in a form that Elasticsearch takes. Where it has that already, the line stays as it was.
 */
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

/**
 * What Elasticsearch could not do and why, in its own words. Positions are removed, since they are not those in the
 * file.
 */
function reasonOf({ reason, caused_by: cause }: Refusal): string {
  const [what = '', why = ''] = [reason, cause?.reason].map((text) => shortened(withoutPlaces(text ?? '')));
  return what.includes(why) ? what : `${what}: ${why}`;
}

const withoutPlaces = (text: string) =>
  text.replace(/\n at \[Source: .*/s, '').replace(/\[\d+:\d+\] | in document with id '[^']*'/g, '');
