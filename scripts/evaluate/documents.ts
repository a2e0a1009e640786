import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fromEvtx } from './evtx';

/** What wrote the documents, as far as it matters for the name of an index. */
export type Shape = 'winlogbeat' | 'wazuh' | 'flat';

export interface EventDocument {
  /** In the file, from 1. */
  line: number;
  /** One line of JSON, as Elasticsearch takes it. */
  json: string;
  document: Json;
  shape: Shape;
}

type Json = Record<string, unknown>;

/** A line that is longer is no event: events have some kB. */
const LINE_MAX = 32 * 1024 * 1024;
const CHUNK = 1024 * 1024;
const BULK_ACTIONS = ['index', 'create', 'update', 'delete'];

/** The documents of an NDJSON file, plain or gzip, one at a time. Throws where a line is no document, with its number. */
export async function* readDocuments(file: string): AsyncGenerator<EventDocument> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    const text = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (text !== '') yield toDocument(text, number);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of await openText(file)) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_MAX) throw new Error(`${file} has a line of more than ${LINE_MAX} characters.`);
    yield* lines;
  }
  yield rest;
}

/** By its first two bytes and not by its name. An archive may have several members. */
async function openText(file: string): Promise<AsyncIterable<string>> {
  const handle = await open(file).catch((error: Error) => {
    throw new Error(`The events file ${file} cannot be read: ${error.message}`, { cause: error });
  });
  const start = Buffer.alloc(2);
  await handle.read(start, 0, 2, 0).finally(() => handle.close());
  const bytes = createReadStream(file, { highWaterMark: CHUNK });
  // What fails reaches the reader: the last stream ends with the error of the first.
  const text = start.toString('hex') === '1f8b' ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  return text.setEncoding('utf8') as AsyncIterable<string>;
}

function toDocument(text: string, line: number): EventDocument {
  const document = parse(text, line);
  if (isBulkAction(document)) {
    throw new Error(
      `Line ${line} is an action of Elasticsearch's bulk format, not a document. Leave these lines out: one document a line.`,
    );
  }
  if (isObject(document._source)) {
    throw new Error(
      `Line ${line} is a hit of a search with the document in _source. Give the document alone: one a line.`,
    );
  }
  const converted = fromEvtx(document);
  if (!converted) return { line, json: text, document, shape: shapeOf(document) };
  return { line, json: JSON.stringify(converted), document: converted, shape: 'winlogbeat' };
}

function parse(text: string, line: number): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`Line ${line} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  if (!isObject(value)) throw new Error(`Line ${line} is no JSON object. There must be one document a line.`);
  return value;
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
