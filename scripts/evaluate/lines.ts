import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileFailure } from './file_failure';
import { formatRemedy } from './other_formats';

/** The longest line that is read, characters. Events have some kB. */
const LINE_MAX = 32 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** The lines of a text file, plain or gzip, without a byte order mark. Throws an Error that says what to do. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let [rest, isFirst] = ['', true];
  for await (const chunk of await openText(file)) {
    const lines = (rest + (isFirst ? withoutMark(chunk) : chunk)).split('\n');
    isFirst = false;
    rest = lines.pop() ?? '';
    if (rest.length > LINE_MAX) throw tooLong(file, rest);
    yield* lines;
  }
  yield rest;
}

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

const tooLong = (file: string, line: string) =>
  new Error(
    `${file} has a line of more than ${LINE_MAX.toLocaleString('en-US')} characters. ${formatRemedy(line)}`,
  );

/**
 * Opens the file as text. Whether it is gzip is decided by its first two bytes, not by its name. A gzip file may have
 * several members.
 */
async function openText(file: string): Promise<AsyncIterable<string>> {
  const isGzip = await startsAsGzip(file);
  const bytes = createReadStream(file, { highWaterMark: CHUNK });
  // An error of any of the streams reaches the reader through the last one.
  const text = isGzip ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  return explained(text.setEncoding('utf8') as AsyncIterable<string>, file);
}

async function startsAsGzip(file: string): Promise<boolean> {
  await refuseNoFile(file);
  const start = Buffer.alloc(2);
  const handle = await open(file).catch((error) => fail(file, error));
  await handle.read(start, 0, 2, 0).finally(() => handle.close());
  return start.toString('hex') === '1f8b';
}

async function refuseNoFile(file: string): Promise<void> {
  const found = await stat(file).catch((error) => fail(file, error));
  if (found.isDirectory()) {
    throw new Error(
      `${file} is a folder. Name one file of events in it; several are one after cat A B > events.ndjson.`,
    );
  }
  if (!found.isFile()) {
    throw new Error(
      `${file} is no file that can be read twice. Write what comes out of it into a file first.`,
    );
  }
  if (found.size === 0) throw new Error(`${file} is empty. Give a file with one JSON document a line.`);
}

async function* explained(text: AsyncIterable<string>, file: string): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    fail(file, error);
  }
}

function fail(file: string, error: unknown): never {
  throw new Error(`The events file ${file} cannot be read: ${reasonOf(file, error)}`, { cause: error });
}

function reasonOf(file: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR')
    return 'its gzip is cut off. Copy or download it again; gzip -t FILE checks it.';
  if (code.startsWith('Z_'))
    return `its gzip is damaged (${message}). Copy or download it again; gzip -t FILE checks it.`;
  return fileFailure(file, error);
}
