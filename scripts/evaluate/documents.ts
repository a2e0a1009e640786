import { CANDIDATES } from '../../server/detect/events/candidates';
import type { Candidates } from '../../server/detect/events/shapes';
import { toTime, valueAt } from './event_time';
import { linesOf } from './lines';
import { formatRemedy } from './other_formats';
import { printable } from './printable';
import { createTextRecords, fromRecord } from './records';

/** What wrote the documents, as far as it matters for the name of an index. */
export type Shape = 'winlogbeat' | 'wazuh' | 'flat';

export interface EventDocument {
  /** The line in the file, counted from 1. */
  line: number;
  /** One line of JSON, as Elasticsearch takes it. */
  json: string;
  document: Json;
  shape: Shape;
  /** Whether its event stood in one text. */
  isText: boolean;
}

type Json = Record<string, unknown>;

const BULK_ACTIONS = ['index', 'create', 'update', 'delete'];

/** How documents are read. */
export interface Reading {
  /** The fields that detection looks into. */
  candidates: Candidates;
  /** Whether an event that stands in one text is read, or left as it is. */
  fromText: boolean;
}

const BY_DEFAULT: Reading = { candidates: CANDIDATES, fromText: true };

export interface Documents {
  first: EventDocument;
  /** All documents, the first one included. */
  all: AsyncIterable<EventDocument>;
  /** Closes the file, for callers who do not read it to its end. */
  close(): Promise<unknown>;
}

/**
 * The documents of an NDJSON file, plain or gzip. Throws where it has none, or cannot be read up to the first.
 */
export async function openDocuments(file: string, reading: Reading = BY_DEFAULT): Promise<Documents> {
  const documents = readDocuments(file, reading);
  const first = await documents.next();
  if (first.done) throw new Error(`${file} has no documents. Give a file with one JSON document a line.`);
  const all = preceded(first.value, documents);
  return { first: first.value, all, close: () => documents.return(undefined) };
}

/** Throws where the beginning of a file shows that it cannot be used, so that nothing is started in vain. */
export async function checkDocuments(file: string): Promise<void> {
  const { close } = await openDocuments(file);
  await close();
}

async function* preceded(first: EventDocument, rest: AsyncGenerator<EventDocument>) {
  yield first;
  yield* rest;
}

/** The documents of a file, one at a time. Throws where a line is not a document; the error names the line. */
export async function* readDocuments(
  file: string,
  reading: Reading = BY_DEFAULT,
): AsyncGenerator<EventDocument> {
  const convert = createConverter(reading);
  let [line, isFirst] = [0, true];
  for await (const written of linesOf(file)) {
    line += 1;
    const text = written.trim();
    if (text === '') continue;
    yield toDocument(text, { file, line, isFirst }, convert);
    isFirst = false;
  }
}

/**
 * The place of a text in the file. An error in the first one says more, since the whole file may be of another kind.
 */
interface Place {
  file: string;
  line: number;
  isFirst: boolean;
}

/**
 * Makes what is loaded of a document that is a record, whose event stands in one text (`isText`), or that has its time as
 * Splunk writes it. Undefined for a document that is loaded as it is.
 */
type Convert = (document: Json) => { event: Json; isText: boolean } | undefined;

function createConverter({ candidates, fromText }: Reading): Convert {
  const readText = fromText ? createTextRecords(candidates) : () => undefined;
  const timeField = candidates.time[0] ?? '@timestamp';
  return (written) => {
    const document = withTimeOfSplunk(written, timeField);
    const record = fromRecord(document);
    const event = record ?? readText(document);
    if (event) return { event: withSetTime(event, document, timeField), isText: event !== record };
    return document === written ? undefined : { event: document, isText: false };
  };
}

/** Splunk's export has the time as `_time`, which a rules file cannot name: no field of it begins with an underscore. */
function withTimeOfSplunk(document: Json, timeField: string): Json {
  const time = timeField === '@timestamp' ? toTime(document._time) : undefined;
  if (time === undefined || valueAt(document, timeField) !== undefined) return document;
  return { '@timestamp': time, ...document };
}

/** A record has its time as `@timestamp`. Where the rules file sets another field, what the document has there stays. */
function withSetTime(event: Json, document: Json, timeField: string): Json {
  const time = timeField === '@timestamp' ? undefined : valueAt(document, timeField);
  return time === undefined ? event : { ...event, [timeField]: time };
}

function toDocument(text: string, place: Place, convert: Convert): EventDocument {
  const { line } = place;
  const document = parse(text, place);
  refuseEnvelopes(document, place);
  const { event, isText } = convert(document) ?? { isText: false };
  if (!event) return { line, json: text, document, shape: shapeOf(document), isText };
  return { line, json: JSON.stringify(event), document: event, shape: 'winlogbeat', isText };
}

/**
 * Throws where a line is not a document but what Elasticsearch and others put around documents: a bulk action, a hit, or
 * an answer.
 */
function refuseEnvelopes(document: Json, place: Place): void {
  if (isBulkAction(document)) {
    throw problem(
      place,
      `is an action of Elasticsearch's bulk format, not a document. Leave these lines out: one document a line.`,
    );
  }
  if (isObject(document._source)) {
    throw problem(
      place,
      `is a hit of a search with the document in _source. Try: jq -c ._source FILE > events.ndjson`,
    );
  }
  if (isObject(document.hits) && Array.isArray(document.hits.hits)) {
    throw problem(
      place,
      `is the answer to a search with the documents in it. Try: jq -c '.hits.hits[]._source' FILE > events.ndjson`,
    );
  }
  const [, what, command] = OTHER_ENVELOPES.find(([isOne]) => isOne(document)) ?? [];
  if (what) throw problem(place, `is ${what}. Try: ${command} FILE > events.ndjson`);
}

/** What other programs put around documents: how it is known, what it is, and how to take them out. */
const OTHER_ENVELOPES: ReadonlyArray<readonly [(document: Json) => boolean, string, string]> = [
  [
    ({ snapshot, unixTime }) => Array.isArray(snapshot) && unixTime !== undefined,
    "an answer of osquery's, with the rows in it",
    "jq -c '.snapshot[]'",
  ],
  [
    ({ events, searchedLogStreams }) => Array.isArray(events) && searchedLogStreams !== undefined,
    "an answer of CloudWatch's filter-log-events, with the events in it",
    "jq -c '.events[]'",
  ],
  [
    ({ logEvents, messageType }) => Array.isArray(logEvents) && messageType !== undefined,
    "a record of CloudWatch's subscription, with the events in it",
    "jq -c '.logEvents[]'",
  ],
  [
    ({ diffResults }) => isObject(diffResults),
    "a batch of osquery's results, with the rows in it",
    "jq -c '.diffResults.added[]'",
  ],
  [
    ({ records, ...others }) => Array.isArray(records) && Object.keys(others).length === 0,
    "an envelope of Azure's diagnostic logs, with the records in it",
    "jq -c '.records[]'",
  ],
  [
    ({ result, preview }) => isObject(result) && preview !== undefined,
    "a line of Splunk's export, with the event in it",
    'jq -c .result',
  ],
];

const problem = ({ file, line }: Place, what: string, cause?: unknown) =>
  new Error(`Line ${line} of ${file} ${what}`, { cause });

function parse(text: string, place: Place): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw problem(
      place,
      `is no JSON: ${printable((error as Error).message)}. ${remedyOf(text, place)}`,
      error,
    );
  }
  if (!isObject(value)) throw problem(place, `is no JSON object. ${formatRemedy(text)}`);
  return value;
}

function remedyOf(text: string, { file, isFirst }: Place): string {
  if (!isFirst) return 'Correct the line or leave it out; the last one may be cut off.';
  const misnamed = file.endsWith('.gz') ? 'Whatever its name says, the file is no gzip. ' : '';
  return `${misnamed}${formatRemedy(text)}`;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isBulkAction(document: Json): boolean {
  const [name, ...others] = Object.keys(document);
  return name !== undefined && others.length === 0 && BULK_ACTIONS.includes(name) && isObject(document[name]);
}

function shapeOf(document: Json): Shape {
  if (isObject(document.data) && isObject(document.data.win)) return 'wazuh';
  return 'EventID' in document ? 'flat' : 'winlogbeat';
}
